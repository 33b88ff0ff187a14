import { passesLuhn } from '../../cards/luhn.ts';
import { type TestCard, testCardByNumber } from '../../cards/test-cards.ts';
import type { Words } from '../words.ts';
import type { Problem } from './field.ts';

export type FieldName = 'number' | 'expiry' | 'code';

export interface FieldProblem extends Problem {
  readonly field: FieldName;
}

export type Brand = TestCard['brand'] | 'unknown';

export function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '');
}

export function brandOf(digits: string): Brand {
  if (digits.startsWith('4')) return 'visa';
  if (/^(5[1-5]|2[2-7])/.test(digits)) return 'mastercard';
  return /^3[47]/.test(digits) ? 'amex' : 'unknown';
}

export function formatNumber(text: string): string {
  const digits = digitsOf(text);
  if (brandOf(digits) === 'amex') {
    return [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10, 15)].filter(Boolean).join(' ');
  }
  return (digits.slice(0, 16).match(/\d{1,4}/g) ?? []).join(' ');
}

/** `5` becomes `05 / `, `1234` becomes `12 / 34`. `deleting` leaves a separator that is being removed away. */
export function formatExpiry(text: string, deleting: boolean): string {
  let digits = digitsOf(text);
  // A four-digit year, as autofill and habit write it.
  if (/^\d{2}20\d{2}$/.test(digits)) digits = digits.slice(0, 2) + digits.slice(4);
  if (/^[2-9]/.test(digits) || /^1\s*\//.test(text)) digits = `0${digits}`;
  digits = digits.slice(0, 4);
  if (digits.length < 2 || (digits.length === 2 && deleting)) return digits;
  return `${digits.slice(0, 2)} / ${digits.slice(2)}`;
}

export function formatCode(text: string, brand: Brand): string {
  return digitsOf(text).slice(0, codeLength(brand));
}

export function codeLength(brand: Brand): number {
  return brand === 'amex' ? 4 : 3;
}

export function numberProblem(text: string, words: Words): FieldProblem | null {
  const digits = digitsOf(text);
  const length = brandOf(digits) === 'amex' ? 15 : 16;
  const problem = (code: string, message: string): FieldProblem => ({ field: 'number', code, message });
  if (digits.length < length) return problem('incomplete_number', words.incompleteNumber);
  if (!passesLuhn(digits)) return problem('invalid_number', words.invalidNumber);
  // Here, and not at the server: a card that is someone's must never leave this frame.
  return testCardByNumber(digits) ? null : problem('invalid_number', words.notATestCard);
}

export function expiryProblem(text: string, words: Words, today: Date): FieldProblem | null {
  const problem = (code: string, message: string): FieldProblem => ({ field: 'expiry', code, message });
  const expiry = readExpiry(text);
  if (!expiry) return problem('incomplete_expiry', words.incompleteExpiry);
  if (expiry.month < 1 || expiry.month > 12) return problem('invalid_expiry_month', words.invalidMonth);
  const year = today.getFullYear();
  if (expiry.year < year) return problem('invalid_expiry_year_past', words.pastExpiry);
  return expiry.year === year && expiry.month < today.getMonth() + 1
    ? problem('invalid_expiry_month_past', words.pastExpiry)
    : null;
}

export function codeProblem(text: string, brand: Brand, words: Words): FieldProblem | null {
  return digitsOf(text).length === codeLength(brand)
    ? null
    : { field: 'code', code: 'incomplete_cvc', message: words.incompleteCode };
}

export function readExpiry(text: string): { readonly month: number; readonly year: number } | null {
  const digits = digitsOf(text);
  if (digits.length !== 4) return null;
  return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2)) };
}
