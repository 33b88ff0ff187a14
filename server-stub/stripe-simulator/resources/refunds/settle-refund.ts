import type { Stripe } from 'stripe';

import type { World } from '../../world.ts';
import { bookRefundFailure } from '../balance/ledger.ts';
import { idOf } from '../reference.ts';

/** Ends a refund of one of the cards whose refunds take their time. */
export function settleRefund(world: World, refundId: string): void {
  const found = world.objects.find('refund', refundId);
  if (!found) return;
  const { account, object: refund } = found;
  if (refund.status === 'pending') {
    const succeeded: Stripe.Refund = { ...refund, status: 'succeeded' };
    world.objects.replace('refund', succeeded);
    for (const type of ['refund.updated', 'charge.refund.updated'] as const) {
      world.emit({ account }, type, succeeded, { status: 'pending' });
    }
    return;
  }
  const charge = world.objects.get('charge', account, idOf(refund.charge) ?? '');
  if (!charge || refund.status !== 'succeeded') return;
  const failed: Stripe.Refund = {
    ...bookRefundFailure(world, account, charge, refund),
    failure_reason: 'expired_or_canceled_card',
    status: 'failed',
  };
  world.objects.replace('refund', failed);
  // The money is the business's again, so the charge can be refunded once more.
  world.objects.replace('charge', {
    ...charge,
    amount_refunded: charge.amount_refunded - refund.amount,
    refunded: false,
  });
  for (const type of ['refund.failed', 'charge.refund.updated'] as const) {
    world.emit({ account }, type, failed, { status: 'succeeded' });
  }
}
