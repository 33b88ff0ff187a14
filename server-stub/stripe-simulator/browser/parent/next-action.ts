import type { PaymentIntent, PaymentIntentResult, StripeError } from '@stripe/stripe-js';

import { type ApiIdentity, localizedError, retrieveIntent } from '../api-client.ts';
import { showChallenge } from './challenge-overlay.ts';

/** Does what a payment asks for next, and says where it then stands. */
export async function followNextAction(
  identity: ApiIdentity,
  intent: PaymentIntent,
  clientSecret: string,
): Promise<PaymentIntentResult> {
  if (intent.status !== 'requires_action') return { paymentIntent: intent };
  if (!(await showChallenge(identity, intent, clientSecret))) return { paymentIntent: intent };
  const result = await retrieveIntent(identity, clientSecret);
  if (result.error) return { error: result.error };
  const { paymentIntent } = result;
  const failure = failureOf(paymentIntent);
  return failure ? { error: localizedError(failure, identity.locale) } : { paymentIntent };
}

function failureOf(intent: PaymentIntent): StripeError | null {
  if (intent.status === 'requires_payment_method' && intent.last_payment_error) {
    return { ...intent.last_payment_error, payment_intent: intent };
  }
  if (intent.status !== 'canceled') return null;
  return {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: 'This PaymentIntent has been canceled.',
    payment_intent: intent,
  };
}
