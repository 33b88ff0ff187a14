import { stripeExponent, toMajorUnits } from '../../src/localization/money.ts';

/** What a payment can be found by, beside the ids at Stripe. */
export interface SearchableFacts {
  readonly description: string;
  readonly reference: string | null;
  readonly amount: number;
  readonly currency: string;
  readonly payer_name: string | null;
  readonly requested_by_name: string | null;
}

/** Characters: an entry of PostgreSQL's indexes holds 2,700 bytes. */
const LONGEST = 600;
/** More would be no search any more, but a reading aloud. */
const MOST_WORDS = 8;

export function searchText(facts: SearchableFacts): string {
  const { description, reference, payer_name, requested_by_name, amount, currency } = facts;
  const decimal = toMajorUnits({ amount, currency }).toFixed(stripeExponent(currency));
  return plain([decimal, reference, payer_name, requested_by_name, description].join(' ')).slice(0, LONGEST);
}

/** The words that all have to be in a payment's text, each anywhere in it; a price as the text has it. */
export function searchWords(query: string): string[] {
  return plain(query)
    .split(' ')
    .map((word) => asPrice(word) ?? word)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
}

/** `$1,085.00`, `1.085,00` and `1085.00` are one price. A currency's sign is in no text. */
function asPrice(word: string): string | null {
  const number = word.replaceAll(/^\p{Sc}|\p{Sc}$/gu, '');
  const [, whole, decimals] = /^(\d+|\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d{1,2}))?$/.exec(number) ?? [];
  if (whole === undefined) return number === '' ? '' : null;
  return whole.replaceAll(/[.,]/g, '') + (decimals === undefined ? '' : `.${decimals}`);
}

/** Neither case nor accents tell words apart. */
function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
