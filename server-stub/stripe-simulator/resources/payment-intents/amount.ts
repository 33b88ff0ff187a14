import {
  formatMoney,
  MAXIMUM_AMOUNT,
  minimumAmount,
  stripeExponent,
} from '../../../../src/localization/money.ts';
import { invalidRequest } from '../../http/api-error.ts';

const CURRENCIES: ReadonlySet<string> = new Set(
  Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()),
);

/** Lowercase ISO 4217, or Stripe's complaint. */
export function checkCurrency(given: string): string {
  const currency = given.toLowerCase();
  if (CURRENCIES.has(currency)) return currency;
  throw invalidRequest(`Invalid currency: ${given}.`, undefined, 'currency');
}

/** Stripe's limits on one charge. Source: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
export function checkAmount(amount: number, currency: string): void {
  const words = (value: number) => `${formatMoney({ amount: value, currency }, 'en-US')} ${currency}`;
  if (amount < 1) {
    throw invalidRequest(
      'This value must be greater than or equal to 1.',
      'parameter_invalid_integer',
      'amount',
    );
  }
  if (amount < minimumAmount(currency)) {
    throw invalidRequest(
      `Amount must be at least ${words(minimumAmount(currency))}`,
      'amount_too_small',
      'amount',
    );
  }
  if (amount > MAXIMUM_AMOUNT) {
    throw invalidRequest(
      `Amount must be no more than ${words(MAXIMUM_AMOUNT)}`,
      'amount_too_large',
      'amount',
    );
  }
  if (stripeExponent(currency) === 3 && amount % 10 !== 0) {
    throw invalidRequest(
      `Invalid amount for ${currency}: the last digit must be 0.`,
      'parameter_invalid_integer',
      'amount',
    );
  }
}
