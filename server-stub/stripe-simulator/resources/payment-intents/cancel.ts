import type { Stripe } from 'stripe';

import type { ApiCall } from '../../http/api-call.ts';
import { seconds, type World } from '../../world.ts';
import { readIntent } from './read-intent.ts';
import { CANCELABLE, cannotCancel } from './state-errors.ts';

const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned'] as const;

export function cancelIntent(world: World, call: ApiCall): Stripe.PaymentIntent {
  call.params.allowOnly(['cancellation_reason', 'expand']);
  const reason = call.params.choice('cancellation_reason', REASONS) ?? null;
  const intent = readIntent(world, call);
  // A card payment that is being settled is out of Stripe's hands.
  if (!CANCELABLE.includes(intent.status) || intent.status === 'processing') throw cannotCancel(intent);
  const canceled: Stripe.PaymentIntent = {
    ...intent,
    canceled_at: seconds(world),
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  };
  world.challenges.close(intent.id);
  world.objects.replace('payment_intent', canceled);
  world.emit(call, 'payment_intent.canceled', canceled);
  return canceled;
}
