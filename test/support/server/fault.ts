import { StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';

/** `before`: nothing happened. `after`: it was done, and the answer was lost. `replayed`: and every repeat gets that 500. */
export type Fault = 'before' | 'after' | 'replayed' | StripeFailure;

export function toFailure(fault: Fault): StripeFailure {
  if (fault instanceof StripeFailure) return fault;
  return new StripeFailure('unknown', 'Stripe answered 500.', { replayed: fault === 'replayed' });
}
