import { displayExponent, stripeExponent } from '../../../src/localization/money.ts';

export type AmountProblem = 'empty' | 'not-a-number' | 'too-precise' | 'not-positive';

/** An amount as a person types it (`20`, `$1,020.50`), in Stripe's units; or what is wrong with it. */
export function parseAmount(text: string, currency: string): number | AmountProblem {
  const typed = text
    .trim()
    .replace(new RegExp(`^(?:${currency}|[$€£])\\s*|\\s*${currency}$`, 'gi'), '')
    .trim();
  if (typed === '') return 'empty';
  if (/^-\s*\d/.test(typed)) return 'not-positive';
  const match = /^(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d*))?$/.exec(typed);
  if (!match?.[1]) return 'not-a-number';
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > displayExponent(currency)) return 'too-precise';
  const units = Number(`${match[1].replaceAll(',', '')}${fraction.padEnd(stripeExponent(currency), '0')}`);
  if (!Number.isSafeInteger(units)) return 'not-a-number';
  return units > 0 ? units : 'not-positive';
}

export function amountProblem(problem: AmountProblem): string {
  switch (problem) {
    case 'empty':
      return 'Enter the amount to refund.';
    case 'not-a-number':
      return 'Enter the amount in numbers, such as 20.00.';
    case 'too-precise':
      return 'The amount has too many decimals.';
    case 'not-positive':
      return 'The amount has to be above zero.';
  }
}
