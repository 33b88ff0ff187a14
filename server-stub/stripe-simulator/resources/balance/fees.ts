import { stripeExponent } from '../../../../src/localization/money.ts';

/**
 * What the simulator's "Stripe" keeps. **Illustrative figures**: Stripe's published standard prices for
 * Australia, where the seeded clinics are, and the same for every other country; an account's real price is
 * its own agreement with Stripe, and taxes are left out. A charge is never converted to another currency.
 * Sources: https://stripe.com/au/pricing and, on the dispute fee,
 * https://support.stripe.com/questions/october-2023-pricing-updates-for-global-standard-pricing-users
 */
const DOMESTIC_RATE = 0.017;
const INTERNATIONAL_RATE = 0.035;
/** Of a whole unit, e.g. A$0.30. */
const FIXED_FEE = 0.3;
const DISPUTE_FEE = 25;

/** Of one successful card payment, in Stripe's units. */
export function processingFee(amount: number, currency: string, domestic: boolean): number {
  const rate = domestic ? DOMESTIC_RATE : INTERNATIONAL_RATE;
  return Math.min(amount, Math.round(amount * rate) + minor(FIXED_FEE, currency));
}

/** Taken with the disputed amount, and not given back in Australia when the dispute is won. */
export function disputeFee(currency: string): number {
  return minor(DISPUTE_FEE, currency);
}

function minor(units: number, currency: string): number {
  return Math.round(units * 10 ** stripeExponent(currency));
}
