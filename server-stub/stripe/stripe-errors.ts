import { Stripe } from 'stripe';

import { StripeFailure } from './stripe-port.ts';

/**
 * No answer; the platform's own key, since an operator's mistake must not end the clinics' requests; too slow; a key in
 * use; too early; too many.
 */
const TELLS_NOTHING: readonly number[] = [0, 401, 408, 409, 425, 429];

/** Sorts whatever a Stripe call threw by what may be concluded from it. */
export function toStripeFailure(error: unknown): StripeFailure {
  if (!(error instanceof Stripe.errors.StripeError))
    return new StripeFailure('unknown', 'Stripe was not reached.', { cause: error });
  const { code = null, statusCode = 0 } = error;
  const options = {
    code,
    replayed: error.headers?.['idempotent-replayed'] === 'true',
    cause: error,
  };
  if (code === 'payment_intent_unexpected_state')
    return new StripeFailure('already-ended', 'The PaymentIntent is past that.', options);
  if (code === 'account_invalid')
    return new StripeFailure('access-lost', 'The Stripe account does not let this platform in.', options);
  if (code === 'resource_missing' || (code === 'not_found' && statusCode === 404))
    return new StripeFailure('gone', 'Stripe has no such object.', options);
  if (TELLS_NOTHING.includes(statusCode) || statusCode >= 500)
    return new StripeFailure('unknown', `Stripe answered ${statusCode || 'nothing'}.`, options);
  return new StripeFailure('rejected', `Stripe refused (${code ?? statusCode}).`, options);
}
