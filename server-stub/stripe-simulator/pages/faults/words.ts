import { delayOf, type FaultEffect, type FaultRule } from '../../faults/fault-rule.ts';

/** What a rule does, without its time. */
export const EFFECT_WORDS: Readonly<Record<FaultEffect, string>> = {
  'time-out': 'Stripe does not answer, and does nothing',
  'error-before': 'Stripe answers 500, and does nothing',
  'error-after': 'Stripe does the work, and answers 500',
  'cut-before': 'The line is cut, and nothing is done',
  'cut-after': 'Stripe does the work, and the line is cut',
  conflict: 'Stripe refuses: another call is at it (409)',
  'rate-limit': 'Stripe refuses: too many calls (429)',
  slow: 'Stripe is slow',
  drop: 'Webhooks are lost',
  delay: 'Webhooks come late',
  double: 'Webhooks come twice',
  reorder: 'Webhooks come out of order',
};

/** E.g. `Stripe is slow: 3 seconds`. */
export function whatItDoes(rule: FaultRule): string {
  const words = EFFECT_WORDS[rule.effect];
  return rule.effect === 'slow' || rule.effect === 'delay'
    ? `${words}: ${durationWords(delayOf(rule))}`
    : words;
}

/** E.g. `20 % of the time, 2 more times`. */
export function howOften({ count, probability }: FaultRule): string {
  const chance = probability === null || probability === 1 ? [] : [`${percent(probability)} of the time`];
  const left =
    count === null ? 'until you turn it off' : count === 1 ? 'once more' : `${String(count)} more times`;
  return [...chance, left].join(', ');
}

export function howOftenStruck({ applied }: FaultRule): string {
  if (applied === 0) return 'Not struck yet';
  return applied === 1 ? 'Struck once' : `Struck ${String(applied)} times`;
}

/** E.g. `1.5 seconds`, `1 hour`, `1 day 2 hours`; the largest two units. */
export function durationWords(ms: number): string {
  if (ms < 60_000) return counted(Number((ms / 1000).toPrecision(3)), 'second');
  let rest = Math.round(ms / 1000);
  const parts: string[] = [];
  for (const [unit, seconds] of UNITS) {
    const whole = Math.floor(rest / seconds);
    rest -= whole * seconds;
    if (whole > 0) parts.push(counted(whole, unit));
  }
  return parts.slice(0, 2).join(' ');
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function percent(probability: number): string {
  return `${Number((probability * 100).toFixed(1))} %`;
}
