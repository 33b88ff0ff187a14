/** What may go wrong with a call of the API. */
export const API_EFFECTS = [
  /** Never answered, and nothing is done; the connection is cut after `delayMs`. */
  'time-out',
  /** 500, and nothing is done. */
  'error-before',
  /** Done and committed, but answered with 500, which is kept under the idempotency key as Stripe does. */
  'error-after',
  /** The connection is cut, and nothing is done. */
  'cut-before',
  /** Done and committed, then the connection is cut. */
  'cut-after',
  /** Refused since another call is at it: 409 for the same key, 429 `lock_timeout` for a call without one. */
  'conflict',
  /** 429. */
  'rate-limit',
  /** As usual, after `delayMs`; also when whoever asked no longer waits. */
  'slow',
] as const;
export type ApiEffect = (typeof API_EFFECTS)[number];

/** What may go wrong with the delivery of an event. */
export const WEBHOOK_EFFECTS = [
  /** Stripe believes it delivered; it never arrives. */
  'drop',
  /** It arrives after `delayMs`. */
  'delay',
  /** It arrives twice, at the same time. */
  'double',
  /** It arrives after the account's next one, or after `delayMs` when there is none. */
  'reorder',
] as const;
export type WebhookEffect = (typeof WEBHOOK_EFFECTS)[number];

export type FaultEffect = ApiEffect | WebhookEffect;

/** Milliseconds, where a rule does not say. */
export const DEFAULT_DELAYS: Readonly<Partial<Record<FaultEffect, number>>> = {
  'time-out': 90_000,
  slow: 3000,
  delay: 5000,
  reorder: 10_000,
};

export interface NewFaultRule {
  readonly effect: FaultEffect;
  /** E.g. `POST /v1/payment_intents/:id/confirm`, where `*` stands for any text; null for every call. */
  readonly route: string | null;
  /** Null for every account. */
  readonly account: string | null;
  /** An event's type, where `*` stands for any text; null for every event. */
  readonly type: string | null;
  readonly delayMs: number | null;
  /** How many times it still strikes; null for no end. */
  readonly count: number | null;
  /** 0 to 1; null for every time. */
  readonly probability: number | null;
  /** The same seed and the same calls give the same run. */
  readonly seed: number;
}

/** A rule in force. */
export interface FaultRule extends NewFaultRule {
  readonly id: string;
  /** How often it has struck so far. */
  readonly applied: number;
}

export function delayOf({ effect, delayMs }: NewFaultRule): number {
  return delayMs ?? DEFAULT_DELAYS[effect] ?? 0;
}

export function isApiEffect(effect: FaultEffect): effect is ApiEffect {
  return API_EFFECTS.some((known) => known === effect);
}
