import type { Stripe } from 'stripe';

import { formatMoney } from '../../../../src/localization/money.ts';
import { type ApiCall, type ApiRoute, ok } from '../../http/api-call.ts';
import { ApiError, invalidRequest, missingParam, resourceMissing } from '../../http/api-error.ts';
import { LIST_PARAMS, listBody, listCursor, listQuery } from '../../http/pagination.ts';
import { seconds, type World } from '../../world.ts';
import { bookRefund } from '../balance/ledger.ts';
import { idOf } from '../reference.ts';
import { makeRefund } from './refund.ts';

const CREATE_PARAMS = [
  'amount',
  'charge',
  'currency',
  'expand',
  'instructions_email',
  'metadata',
  'payment_intent',
  'reason',
  'refund_application_fee',
  'reverse_transfer',
] satisfies readonly (keyof Stripe.RefundCreateParams)[];

const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'] as const;

export function refundRoutes(world: World): readonly ApiRoute[] {
  return [
    { method: 'POST', path: '/v1/refunds', handle: (call) => ok(createRefund(world, call)) },
    {
      method: 'GET',
      path: '/v1/refunds/:id',
      handle: (call) => ok(readRefund(world, call)),
    },
    { method: 'POST', path: '/v1/refunds/:id', handle: (call) => ok(updateRefund(world, call)) },
    {
      method: 'GET',
      path: '/v1/refunds',
      handle(call) {
        call.params.allowOnly([...LIST_PARAMS, 'charge', 'payment_intent']);
        const page = world.objects.list('refund', call.account, {
          ...listQuery(call.params),
          where: call.params.equal(['charge', 'payment_intent']),
        });
        if (!page) throw resourceMissing('refund', listCursor(call.params), 'starting_after');
        return ok(listBody('/v1/refunds', page));
      },
    },
  ];
}

function createRefund(world: World, call: ApiCall): Stripe.Refund {
  const { params } = call;
  params.allowOnly(CREATE_PARAMS);
  const reason = params.choice('reason', REASONS) ?? null;
  const asked = params.integer('amount');
  const metadata = params.metadata();
  const charge = refundedCharge(world, call);
  const left = charge.amount - charge.amount_refunded;
  const amount = asked ?? left;
  if (charge.status !== 'succeeded') {
    throw executed(
      `Charge ${charge.id} cannot be refunded because it has not succeeded.`,
      'charge_not_refundable',
    );
  }
  if (charge.disputed && !isRefundable(world, call.account, charge)) {
    throw executed(`Charge ${charge.id} has been charged back; cannot issue a refund.`, 'charge_disputed');
  }
  if (left === 0) {
    throw executed(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded');
  }
  if (amount < 1) {
    throw invalidRequest('Invalid positive integer', 'parameter_invalid_integer', 'amount');
  }
  if (amount > left) {
    const { currency } = charge;
    const words = (value: number) => formatMoney({ amount: value, currency }, 'en-US');
    throw executed(
      charge.amount_refunded === 0
        ? `Refund amount (${words(amount)}) is greater than charge amount (${words(charge.amount)})`
        : `Refund amount (${words(amount)}) is greater than unrefunded amount on charge (${words(left)})`,
      undefined,
      'amount',
    );
  }
  const created = seconds(world);
  const behaviour = world.cards.of(charge.payment_method ?? '')?.refund;
  const refund = bookRefund(
    world,
    call.account,
    charge,
    makeRefund({
      charge,
      amount,
      reason,
      metadata,
      status: behaviour === 'pending-first' ? 'pending' : 'succeeded',
      created,
    }),
  );
  if (behaviour) world.settlements.add(refund.id, world.realNow() + world.settleAfterMs);
  const refunded: Stripe.Charge = {
    ...charge,
    amount_refunded: charge.amount_refunded + amount,
    refunded: amount === left,
  };
  world.objects.insert('refund', call.account, created, refund);
  world.objects.replace('charge', refunded);
  world.receipts.sendRefund(call.account, refunded, refund);
  world.emit(call, 'refund.created', refund);
  world.emit(call, 'charge.refunded', refunded, {
    amount_refunded: charge.amount_refunded,
    refunded: charge.refunded,
  });
  return refund;
}

function isRefundable(world: World, account: string, charge: Stripe.Charge): boolean {
  const disputes = world.objects.list('dispute', account, { limit: 1, where: { charge: [charge.id] } });
  return disputes?.data.every(({ is_charge_refundable }) => is_charge_refundable) ?? true;
}

/** Only the metadata of a refund can change. */
function updateRefund(world: World, call: ApiCall): Stripe.Refund {
  call.params.allowOnly(['metadata', 'expand']);
  const refund = readRefund(world, call);
  const updated: Stripe.Refund = { ...refund, metadata: call.params.metadata(refund.metadata ?? {}) };
  world.objects.replace('refund', updated);
  for (const type of ['refund.updated', 'charge.refund.updated'] as const) {
    world.emit(call, type, updated, { metadata: refund.metadata ?? {} });
  }
  return updated;
}

function readRefund(world: World, call: ApiCall): Stripe.Refund {
  const refund = world.objects.get('refund', call.account, call.id);
  if (!refund) throw resourceMissing('refund', call.id, 'refund');
  return refund;
}

function refundedCharge(world: World, call: ApiCall): Stripe.Charge {
  const intentId = call.params.filledText('payment_intent');
  const chargeId = call.params.filledText('charge');
  if (intentId === undefined && chargeId === undefined) throw missingParam('charge');
  let id = chargeId;
  if (intentId !== undefined) {
    const intent = world.objects.get('payment_intent', call.account, intentId);
    if (!intent) throw resourceMissing('payment_intent', intentId, 'payment_intent');
    id = idOf(intent.latest_charge) ?? undefined;
    if (id === undefined || intent.status !== 'succeeded') {
      throw executed(`This PaymentIntent (${intentId}) does not have a successful charge to refund.`);
    }
  }
  const charge = id === undefined ? null : world.objects.get('charge', call.account, id);
  if (!charge) throw resourceMissing('charge', id ?? '', 'charge');
  return charge;
}

function executed(message: string, code?: string, param?: string): ApiError {
  return new ApiError(
    400,
    {
      type: 'invalid_request_error',
      message,
      ...(code ? { code } : {}),
      ...(param ? { param } : {}),
    },
    { executed: true },
  );
}
