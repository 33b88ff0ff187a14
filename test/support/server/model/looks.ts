import assert from 'node:assert/strict';

import type { PaymentRequest, PaymentRequestPage } from '../../../../src/contract/payment-request.ts';
import type { GatewayFixture } from '../gateway-fixture.ts';
import { intentsOf, isLive, isOpen, payableOf } from './at-stripe.ts';
import { follow, type Known, type KnownRefund, type Model } from './known.ts';
import { askRefund, checkout } from './people.ts';

/** The clinician's list, held against what people know and against Stripe's own books. */
export async function lookAtAll(model: Model, gateway: GatewayFixture): Promise<void> {
  await gateway.built.idle();
  const { body } = await gateway.call<PaymentRequestPage>('/v1/payment-requests', {
    as: await gateway.token(),
  });
  for (const view of body.items.toReversed()) {
    const known = follow(model, view, gateway.clock.now());
    assert.equal(view.revision, known.revision, 'shown as it was before');
    checkAgainstStripe(known, gateway);
  }
  const shown = body.items.map(({ id }) => id).toSorted();
  assert.deepEqual(shown, model.requests.map(({ id }) => id).toSorted(), 'another list than before');
}

function checkAgainstStripe(known: Known, gateway: GatewayFixture): void {
  const { status, amountRefunded } = known;
  const intents = intentsOf(gateway, known);
  const payable = payableOf(gateway, known);
  const charged = intents.filter((intent) => intent.status === 'succeeded');
  assert.ok(charged.length <= 1, 'charged more than once');
  assert.ok(payable.filter(isLive).length <= 1, 'the payer holds two ways to pay');
  if (status === 'paid') assert.equal(charged.length, 1, 'shown as paid without a charge');
  if (status === 'cancelled' || status === 'refused' || status === 'expired') {
    assert.ok(!payable.some(isLive), `shown as ${status} while the payer can still pay`);
    assert.ok(!intents.every(isLive), `shown as ${status}, and Stripe has cancelled nothing`);
  }
  const givenBack = charged[0]?.charge?.amountRefunded ?? 0;
  assert.ok(amountRefunded <= givenBack, 'more is shown as given back than was');
  checkRefunds(known, gateway, givenBack);
}

function checkRefunds(known: Known, gateway: GatewayFixture, givenBack: number): void {
  const made = refundsAtStripe(known, gateway);
  const ids = made.map(({ refundId }) => refundId);
  assert.equal(new Set(ids).size, ids.length, 'a refund was made twice');
  const acknowledged = known.refunds.filter(({ told }) => told === 'succeeded');
  for (const { id, amount } of acknowledged)
    assert.equal(made.find(({ refundId }) => refundId === id)?.amount, amount, 'a refund was lost');
  const mayBeMade = known.refunds.filter(({ told }) => told !== 'refused');
  assert.ok(made.length <= mayBeMade.length, 'given back what nobody asked for, or what was refused');
  const ours = givenBack - known.givenBackAtStripe;
  assert.ok(sumOf(acknowledged) <= ours, 'less was given back than people were told');
}

/** Those of the gateway. */
function refundsAtStripe(known: Known, { stripe }: GatewayFixture) {
  return [...known.payable]
    .flatMap((id) => stripe.refunds.get(id) ?? [])
    .filter(({ refundId }) => refundId !== null);
}

function sumOf(refunds: readonly KnownRefund[]): number {
  return refunds.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
}

/** All is well, has been for hours, and Stripe has told all that it had to tell: everything is as Stripe says. */
export async function auditAll(model: Model, gateway: GatewayFixture): Promise<void> {
  for (const known of model.requests) {
    await auditPayment(known, model, gateway);
    await auditRefunds(known, model, gateway);
  }
  await lookAtAll(model, gateway);
}

async function auditPayment(known: Known, model: Model, gateway: GatewayFixture): Promise<void> {
  const [live, ...others] = intentsOf(gateway, known).filter(isLive);
  assert.deepEqual(others, [], 'an orphan stands around at Stripe');
  if (!live) {
    assert.match(known.status, /^(cancelled|refused|expired|failed)$/);
    return;
  }
  switch (live.status) {
    case 'succeeded':
    case 'processing':
      assert.equal(known.status, live.status === 'succeeded' ? 'paid' : 'processing');
      assert.ok(known.payable.has(live.id));
      break;
    default:
      assert.ok(isOpen(live));
      assert.equal(known.status, 'requested');
      assert.equal(known.withdrawnAs, null, 'withdrawn, but Stripe was never told');
      assert.ok(gateway.clock.now() < known.expiresAt, 'overdue, but never expired');
      await checkout(model, known, gateway);
      assert.ok(known.payable.has(live.id), 'another one than what can be paid');
  }
}

/** Whoever asks again with the same key hears what became of it. */
async function auditRefunds(known: Known, model: Model, gateway: GatewayFixture): Promise<void> {
  for (const refund of known.refunds) {
    if (refund.told === 'refused') continue;
    const before = refund.told;
    await askRefund(model, known, refund, gateway);
    const mayBeRefused = before === null || known.givenBackAtStripe > 0;
    assert.ok(refund.told === 'succeeded' || mayBeRefused, `a refund that was taken is ${refund.told}`);
    assert.match(refund.told ?? '', /^(succeeded|refused)$/);
  }
  const charge = intentsOf(gateway, known).find(({ status }) => status === 'succeeded')?.charge;
  const givenBack = charge?.amountRefunded ?? 0;
  const acknowledged = sumOf(known.refunds.filter(({ told }) => told === 'succeeded'));
  assert.equal(givenBack - known.givenBackAtStripe, acknowledged);
  const view = await gateway.call<PaymentRequest>(`/v1/payment-requests/${known.id}`, {
    as: await gateway.token(),
  });
  assert.equal(view.body.amountRefunded, givenBack, 'shown is not what was given back');
}
