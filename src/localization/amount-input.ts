import { displayExponent, moneyFormat, stripeExponent } from './money.ts';

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
