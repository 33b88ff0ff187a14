import type { Stripe } from 'stripe';

import { missingParam } from '../http/api-error.ts';
import type { Params } from '../http/params.ts';
import { givenAddress } from './address.ts';

/** `shipping` as given: null to remove it, undefined when it is not there. */
export function givenShipping(params: Params): Stripe.PaymentIntent.Shipping | null | undefined {
  if (params.raw('shipping') === '') return null;
  const given = params.nested('shipping');
  if (!given) return undefined;
  given.allowOnly(['address', 'carrier', 'name', 'phone', 'tracking_number']);
  const address = given.nested('address');
  if (!address) throw missingParam(given.path('address'));
  return {
    address: givenAddress(address),
    carrier: given.text('carrier') ?? null,
    name: given.requiredText('name'),
    phone: given.text('phone') ?? null,
    tracking_number: given.text('tracking_number') ?? null,
  };
}
