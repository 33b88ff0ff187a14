/**
 * Money as Stripe counts it: an integer in *Stripe's units* of a currency, and a lowercase ISO 4217 code.
 * Stripe's units are not always what people see: ISK and UGX have no minor unit on paper, but Stripe
 * takes them with two decimals that must be 00.
 * Source: https://docs.stripe.com/currencies#zero-decimal and #special-cases
 */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '));
/** Two decimals at Stripe, none for people. */
const WHOLE_ONLY = new Set(['isk', 'ugx']);

/** How many decimals Stripe's units carry. */
export function stripeExponent(currency: string): number {
  const code = currency.toLowerCase();
  return ZERO_DECIMAL.has(code) ? 0 : THREE_DECIMAL.has(code) ? 3 : 2;
}

/** How many decimals people write. A three-decimal currency's last digit must be 0 at Stripe, so two are offered. */
export function displayExponent(currency: string): number {
  const code = currency.toLowerCase();
  return WHOLE_ONLY.has(code) ? 0 : Math.min(stripeExponent(code), 2);
}

/** Stripe's units as a decimal number of major units, for display only: never computed with. */
export function toMajorUnits({ amount, currency }: Money): number {
  return amount / 10 ** stripeExponent(currency);
}

/** E.g. `$85.00` in en-AU, `85,00 AUD` in it. */
export function formatMoney(money: Money, locale: string): string {
  return moneyFormat(money.currency, locale).format(toMajorUnits(money));
}

/** The currency's symbol as the locale writes it, and the side of the number it stands on. */
export function currencySymbol(
  currency: string,
  locale: string,
): { symbol: string; position: 'before' | 'after' } {
  const parts = moneyFormat(currency, locale).formatToParts(1);
  const at = parts.findIndex((part) => part.type === 'currency');
  const number = parts.findIndex((part) => part.type === 'integer');
  return { symbol: parts[at]?.value ?? currency.toUpperCase(), position: at < number ? 'before' : 'after' };
}

function moneyFormat(currency: string, locale: string): Intl.NumberFormat {
  const digits = displayExponent(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

export type AmountProblem =
  'empty' | 'not_a_number' | 'negative' | 'zero' | 'too_many_decimals' | 'too_large';

export type ParsedAmount =
  { readonly ok: true; readonly amount: number } | { readonly ok: false; readonly problem: AmountProblem };

/**
 * Reads an amount as people type it in their locale: `85`, `85.5`, `1,234.50`, in a comma language `12,50`.
 * A grouping mark counts only where the locale groups; anything doubtful is refused, never guessed.
 */
export function parseAmount(text: string, currency: string, locale: string): ParsedAmount {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(-1234567.8);
  const decimal = parts.find((part) => part.type === 'decimal')?.value ?? '.';
  const group = parts.find((part) => part.type === 'group')?.value ?? ',';
  const symbol = currencySymbol(currency, locale).symbol;

  let plain = toLatinDigits(text, locale)
    .replaceAll(symbol, '')
    .replace(new RegExp(currency, 'i'), '')
    .replace(/[\p{Zs}\p{Cf}]/gu, ' ')
    .trim();
  if (plain === '') return { ok: false, problem: 'empty' };
  const negative = /^[-−–]/.test(plain);
  if (negative) plain = plain.slice(1).trim();

  const groupMark = /\s/.test(group) ? '[ ]' : escape(group);
  const decimalMark = decimal === '.' ? '\\.' : `[${escape(decimal)}]`;
  // In India all groups but the last are of two: 12,34,567.
  const middle = parts.filter((part) => part.type === 'integer')[1]?.value.length ?? 3;
  const grouped = `\\d{1,${middle}}(?:${groupMark}\\d{${middle}})*${groupMark}\\d{3}|\\d+`;
  let match = new RegExp(`^(${grouped}|)(?:${decimalMark}(\\d*))?$`).exec(plain);
  // Many a keyboard has only the point: in a comma language "12.50" can't be grouping, so it is plain.
  if (!match && decimal !== '.') match = /^(\d+)\.(\d{1,2})$/.exec(plain);
  if (!match || (!match[1] && !match[2])) return { ok: false, problem: 'not_a_number' };

  const whole = (match[1] ?? '').replace(/\D/g, '') || '0';
  const fraction = match[2] ?? '';
  if (fraction.length > displayExponent(currency)) return { ok: false, problem: 'too_many_decimals' };
  const amount = Number(whole + fraction.padEnd(stripeExponent(currency), '0'));
  if (negative && amount > 0) return { ok: false, problem: 'negative' };
  if (amount === 0) return { ok: false, problem: 'zero' };
  if (!Number.isSafeInteger(amount)) return { ok: false, problem: 'too_large' };
  return { ok: true, amount };
}

function toLatinDigits(text: string, locale: string): string {
  const digits = [...new Intl.NumberFormat(locale, { useGrouping: false }).format(9876543210)].toReversed();
  return digits[0] === '0'
    ? text
    : [...text].map((char) => (digits.includes(char) ? String(digits.indexOf(char)) : char)).join('');
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\'’]/g, (char) =>
    char === "'" || char === '’' ? "['’]" : `\\${char}`,
  );
}

/** Stripe's smallest charge, in Stripe's units: an early check only, Stripe's own answer is the authority. */
const MINIMUM_MAJOR: Readonly<Record<string, number>> = {
  aed: 2,
  aud: 0.5,
  brl: 0.5,
  cad: 0.5,
  chf: 0.5,
  czk: 15,
  dkk: 2.5,
  eur: 0.5,
  gbp: 0.3,
  hkd: 4,
  huf: 175,
  inr: 0.5,
  jpy: 50,
  mxn: 10,
  myr: 2,
  nok: 3,
  nzd: 0.5,
  pln: 2,
  ron: 2,
  sek: 3,
  sgd: 0.5,
  thb: 10,
  usd: 0.5,
};

/** Stripe takes up to eight digits. Source: `amount` at https://docs.stripe.com/api/payment_intents/create */
export const MAXIMUM_AMOUNT = 99_999_999;

export function minimumAmount(currency: string): number {
  const code = currency.toLowerCase();
  const least = MINIMUM_MAJOR[code];
  return least === undefined ? 1 : Math.round(least * 10 ** stripeExponent(code));
}
