import type { Stripe } from 'stripe';

import type { Params } from '../http/params.ts';

/** An address as given, each part null where nothing is said. */
export function givenAddress(given: Params | undefined): Stripe.Address {
  given?.allowOnly(['city', 'country', 'line1', 'line2', 'postal_code', 'state']);
  const part = (name: string) => given?.text(name) ?? null;
  return {
    city: part('city'),
    country: part('country'),
    line1: part('line1'),
    line2: part('line2'),
    postal_code: part('postal_code'),
    state: part('state'),
  };
}
