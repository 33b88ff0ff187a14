import type { NewFaultRule } from '../../faults/fault-rule.ts';

/** A fault at one click; `rule` as the body of `POST /_simulator/faults`. */
export interface Preset {
  readonly name: string;
  readonly title: string;
  readonly says: string;
  readonly rule: Partial<NewFaultRule>;
}

const REQUEST = 'POST /v1/payment_intents';
const PAY = 'POST /v1/payment_intents/:id/confirm';

export const CALL_PRESETS: readonly Preset[] = [
  {
    name: 'slow',
    title: 'Stripe is slow',
    says: 'Every call takes three seconds, until you turn it off.',
    rule: { effect: 'slow', delayMs: 3000 },
  },
  {
    name: 'silent',
    title: 'Stripe does not answer',
    says: 'The next request for payment hears nothing, and nothing is done.',
    rule: { effect: 'time-out', route: REQUEST, count: 1 },
  },
  {
    name: 'fails',
    title: 'Stripe fails once',
    says: 'The next request for payment gets a 500, and nothing is done.',
    rule: { effect: 'error-before', route: REQUEST, count: 1 },
  },
  {
    name: 'lost-answer',
    title: 'Lose the answer to the next request for payment',
    says: 'The payment is there, but the line is cut before anybody hears of it.',
    rule: { effect: 'cut-after', route: REQUEST, count: 1 },
  },
  {
    name: 'paid-but-error',
    title: 'Answer 500 after the payment went through',
    says: 'The card is charged, and the patient’s page is told of an error.',
    rule: { effect: 'error-after', route: PAY, count: 1 },
  },
  {
    name: 'paid-but-cut',
    title: 'Cut the line after the payment went through',
    says: 'The card is charged, and the patient’s page hears nothing.',
    rule: { effect: 'cut-after', route: PAY, count: 1 },
  },
  {
    name: 'busy',
    title: 'Too many calls',
    says: 'The next three calls are refused with 429.',
    rule: { effect: 'rate-limit', count: 3 },
  },
  {
    name: 'conflict',
    title: 'Another call is at it',
    says: 'The next request for payment is refused with 409: its key is in use.',
    rule: { effect: 'conflict', route: REQUEST, count: 1 },
  },
  {
    name: 'unsteady',
    title: 'An unsteady line',
    says: 'One call in five is cut before it is done, until you turn it off.',
    rule: { effect: 'cut-before', probability: 0.2 },
  },
];

export const WEBHOOK_PRESETS: readonly Preset[] = [
  {
    name: 'lose-next',
    title: 'Lose the next webhook',
    says: 'Stripe believes that it arrived.',
    rule: { effect: 'drop', count: 1 },
  },
  {
    name: 'lose-all',
    title: 'Lose every webhook',
    says: 'None arrives, until you turn it off.',
    rule: { effect: 'drop' },
  },
  {
    name: 'late',
    title: 'Webhooks come late',
    says: 'Each one ten seconds, until you turn it off.',
    rule: { effect: 'delay', delayMs: 10_000 },
  },
  {
    name: 'twice',
    title: 'Webhooks come twice',
    says: 'Both at the same moment, until you turn it off.',
    rule: { effect: 'double' },
  },
  {
    name: 'out-of-order',
    title: 'Webhooks come out of order',
    says: 'Every second one overtakes the one before.',
    rule: { effect: 'reorder' },
  },
];

export interface ClockPreset {
  readonly title: string;
  readonly says: string;
  readonly advanceMs: number;
}

const HOUR = 60 * 60 * 1000;

export const CLOCK_PRESETS: readonly ClockPreset[] = [
  { title: 'An hour back', says: 'Signatures look an hour old.', advanceMs: -HOUR },
  { title: 'An hour on', says: 'Signatures come from the future.', advanceMs: HOUR },
  { title: 'A day on', says: 'Idempotency keys are forgotten.', advanceMs: 24 * HOUR },
];

export function presetNamed(name: unknown): Preset | undefined {
  return [...CALL_PRESETS, ...WEBHOOK_PRESETS].find((preset) => preset.name === name);
}
