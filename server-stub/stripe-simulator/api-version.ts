import type { Stripe } from 'stripe';

/** The version that stripe-node pins: its types are what our objects are written against. */
export const API_VERSION: Stripe.LatestApiVersion = '2026-10-28.endive';

/** From this version on the writable `payment_method_types` is gone. */
const DYNAMIC_METHODS_ONLY = '2026-09-30';

/**
 * What a caller without a `Stripe-Version` header gets is the account's own default at Stripe. Here it
 * counts as an older one, because clients without a version (the Stripe CLI) still send what it took.
 */
export function refusesPaymentMethodTypes(requested: string | null): boolean {
  return requested !== null && requested.slice(0, 10) >= DYNAMIC_METHODS_ONLY;
}

export function isApiVersion(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(text);
}
