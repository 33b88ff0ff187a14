import type { Stripe } from 'stripe';

import type { ApiCall } from '../../http/api-call.ts';
import { invalidRequest, missingParam, resourceMissing } from '../../http/api-error.ts';
import type { World } from '../../world.ts';

/** The call's PaymentIntent. With a publishable key, its client secret must come along. */
export function readIntent(world: World, call: ApiCall): Stripe.PaymentIntent {
  const intent = world.objects.get('payment_intent', call.account, call.id);
  if (call.key.kind === 'secret') {
    if (!intent) throw resourceMissing('payment_intent', call.id, 'intent');
    return intent;
  }
  const secret = call.params.filledText('client_secret');
  if (secret === undefined) throw missingParam('client_secret');
  if (!intent) {
    throw world.objects.find('payment_intent', call.id)
      ? mismatch(
          'The client_secret provided does not match any associated PaymentIntent on this account. Ensure the publishable key used belongs to the same account that created the PaymentIntent.',
        )
      : resourceMissing('payment_intent', call.id, 'intent');
  }
  if (intent.client_secret !== secret) {
    throw mismatch(
      'The client_secret provided does not match the client_secret associated with the PaymentIntent.',
    );
  }
  return intent;
}

function mismatch(message: string) {
  return invalidRequest(message, 'payment_intent_invalid_parameter', 'client_secret');
}
