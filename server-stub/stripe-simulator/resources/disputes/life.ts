import type { Stripe } from 'stripe';

import type { DisputeKind } from '../../cards/test-cards.ts';
import { seconds, type World } from '../../world.ts';
import { bookDispute, bookDisputeReversal } from '../balance/ledger.ts';
import type { Origin } from '../events/emit.ts';
import { isInquiry, makeDispute } from './dispute.ts';

/** The payer asks their bank for the money back. */
export function openDispute(world: World, origin: Origin, charge: Stripe.Charge, kind: DisputeKind): void {
  const created = seconds(world);
  const dispute = makeDispute(charge, kind, created);
  world.objects.replace('charge', { ...charge, disputed: true });
  world.objects.insert('dispute', origin.account, created, dispute);
  if (kind === 'inquiry') world.emit(origin, 'charge.dispute.created', dispute);
  else withdraw(world, origin, dispute, 'charge.dispute.created');
}

/** The bank decides on the evidence, as Stripe's test evidence makes it; any other stays under review. */
export function decide(world: World, origin: Origin, dispute: Stripe.Dispute): void {
  switch (dispute.evidence.uncategorized_text) {
    case 'winning_evidence':
      return win(world, origin, dispute);
    case 'losing_evidence':
      lose(world, origin, dispute);
      return;
    case 'escalate_inquiry_evidence':
      if (isInquiry(dispute)) escalate(world, origin, dispute);
  }
}

/** Given up or lost. An inquiry that is closed has cost nothing, so it is not lost. */
export function lose(world: World, origin: Origin, dispute: Stripe.Dispute): Stripe.Dispute {
  return close(world, origin, dispute, isInquiry(dispute) ? 'warning_closed' : 'lost');
}

function win(world: World, origin: Origin, dispute: Stripe.Dispute): void {
  if (isInquiry(dispute)) {
    close(world, origin, dispute, 'warning_closed');
    return;
  }
  const reversal = bookDisputeReversal(world, origin.account, dispute);
  const won = close(
    world,
    origin,
    { ...dispute, balance_transactions: [...dispute.balance_transactions, reversal] },
    'won',
  );
  world.emit(origin, 'charge.dispute.funds_reinstated', won);
}

function close(
  world: World,
  origin: Origin,
  dispute: Stripe.Dispute,
  status: 'won' | 'lost' | 'warning_closed',
): Stripe.Dispute {
  const closed: Stripe.Dispute = { ...dispute, status };
  world.objects.replace('dispute', closed);
  world.emit(origin, 'charge.dispute.closed', closed, { status: dispute.status });
  return closed;
}

function escalate(world: World, origin: Origin, dispute: Stripe.Dispute): void {
  const { card, type } = dispute.payment_method_details ?? { type: 'card' };
  const code = card?.brand === 'mastercard' ? '4837' : '10.4';
  withdraw(
    world,
    origin,
    {
      ...dispute,
      is_charge_refundable: false,
      network_reason_code: code,
      payment_method_details: card
        ? { card: { ...card, case_type: 'chargeback', network_reason_code: code }, type }
        : { type },
      status: 'needs_response',
    },
    'charge.dispute.updated',
  );
}

function withdraw(
  world: World,
  origin: Origin,
  dispute: Stripe.Dispute,
  news: 'charge.dispute.created' | 'charge.dispute.updated',
): void {
  const withdrawn: Stripe.Dispute = {
    ...dispute,
    balance_transactions: [bookDispute(world, origin.account, dispute)],
  };
  world.objects.replace('dispute', withdrawn);
  world.emit(origin, news, withdrawn);
  world.emit(origin, 'charge.dispute.funds_withdrawn', withdrawn);
}
