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

/** For display: what people see of a currency, whatever Stripe counts. */
export function moneyFormat(currency: string, locale: string): Intl.NumberFormat {
  const digits = displayExponent(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
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
