import type { Stripe } from 'stripe';

import { SIMULATED } from '../../stripe/simulated.ts';

/** What a platform is called where a business is asked whether it may connect. */
export const OUR_APPLICATION: Stripe.Application = {
  id: SIMULATED.connectClientId,
  object: 'application',
  name: 'Video Call Payments',
};

/** A platform that is not ours, whose accounts we cannot have. */
export const OTHER_APPLICATION: Stripe.Application = {
  id: 'ca_sim_other0000000000000000000',
  object: 'application',
  name: 'Bookwell Practice Software',
};

export function applicationOf(id: string): Stripe.Application | null {
  return [OUR_APPLICATION, OTHER_APPLICATION].find((application) => application.id === id) ?? null;
}
