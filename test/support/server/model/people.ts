import assert from 'node:assert/strict';

import type { CheckoutCredentials, PaymentRequest } from '../../../../src/contract/payment-request.ts';
import type { Problem } from '../../../../src/contract/problem.ts';
import type { RefundAnswer } from '../../../../src/contract/records.ts';
import type { Answer, GatewayFixture } from '../gateway-fixture.ts';
import { intentsOf, isOpen, payableOf } from './at-stripe.ts';
import { follow, hearClosing, type Known, type KnownRefund, type Model } from './known.ts';

/** What Stripe does with a new request: `fault` as in the fake's, `rejected` for good. */
export type Making = 'well' | 'late' | 'rejected';

/** A clinician asks, or asks again with the same key: what they hear is what Stripe did. */
export async function ask(model: Model, gateway: GatewayFixture, key: string, making: Making): Promise<void> {
  const isNew = !model.keys.includes(key);
  if (isNew) model.keys.push(key);
  const { status, body } = await gateway.create(await gateway.token(), {}, key);
  if (status < 300) follow(model, body, gateway.clock.now());
  const answer = `${status} ${status < 300 ? body.status : problemOf(body).code}`;
  if (model.isShut) assert.equal(answer, '409 account_not_ready');
  else if (making === 'rejected') assert.equal(answer, '502 stripe_rejected');
  else if (making === 'late') assert.equal(answer, '202 creating');
  else if (isNew) assert.equal(answer, '201 requested');
  else assert.match(answer, /^(20[012] |409 account_not_ready)/);
}

/** `isAlone`: nobody else does anything to the request meanwhile, so that nothing but what was shown can be true. */
export async function withdraw(
  model: Model,
  known: Known,
  gateway: GatewayFixture,
  as: 'cancelled' | 'refused',
  isAlone = true,
): Promise<void> {
  const { status: before } = known;
  known.asked.add(as);
  const { status, body } = await (as === 'cancelled'
    ? gateway.act(await gateway.token(), known.id, 'cancel')
    : gateway.act(await gateway.patientToken(), known.id, 'refuse'));
  const now = gateway.clock.now();
  if (status === 404) {
    assert.ok(as === 'refused' && (before === 'creating' || before === 'failed'));
    return;
  }
  if (status === 409) {
    assert.equal(problemOf(body).code, 'request_not_open');
    const isBeingPaid = intentsOf(gateway, known).some((intent) => /^(proc|succ)/.test(intent.status));
    assert.ok(before === 'processing' || isBeingPaid, 'not withdrawn, and it is not being paid');
    return;
  }
  assert.ok(status === 200 || status === 202, `answered ${status}`);
  if (body.status === 'requested') {
    assert.ok(body.closingAs !== null, `answered ${status}, but it is neither withdrawn nor going to be`);
    hearClosing(known, body.closingAs, now);
  } else if (body.status === 'creating') hearClosing(known, as, now);
  else if (body.status === 'cancelled' || body.status === 'refused' || body.status === 'expired')
    hearClosing(known, body.status, now);
  // Taken, even when Stripe is settling a payment just then: should that fail, the request is closed.
  else if (isAlone && before === 'requested' && body.status !== 'paid') known.withdrawnAs ??= as;
  follow(model, body, now);
}

/** The payer opens the card form; what they are handed they keep. */
export async function checkout(model: Model, known: Known, gateway: GatewayFixture): Promise<void> {
  const { status: before } = known;
  const isShownOpen =
    before === 'requested' && known.withdrawnAs === null && gateway.clock.now() < known.expiresAt;
  const { status, body } = await gateway.call<CheckoutCredentials>(
    `/v1/payment-requests/${known.id}/checkout`,
    { method: 'POST', as: await gateway.patientToken() },
  );
  const intents = intentsOf(gateway, known);
  if (status === 200) {
    assert.ok(isShownOpen, 'can be paid, though it was shown as withdrawn, over or overdue');
    const intent = intents.find(({ clientSecret }) => clientSecret === body.clientSecret);
    assert.ok(intent, 'handed out what belongs to another request');
    known.payable.add(intent.id);
    return;
  }
  const { code } = problemOf(body);
  if (code === 'stripe_unreachable') return;
  assert.match(code, /^(not_found|request_not_open|already_paid)$/);
  const isInTheWay = model.isShut || !intents.every(isOpen);
  assert.ok(!isShownOpen || isInTheWay, `${code}, but nothing is in the way of paying`);
  assert.ok(code !== 'not_found' || before === 'creating' || before === 'failed');
}

/** The payer's page asks to look at Stripe now. `isAlone`: as in `withdraw`. */
export async function settle(
  model: Model,
  known: Known,
  gateway: GatewayFixture,
  isAlone = true,
): Promise<void> {
  const { status, body } = await gateway.act(await gateway.patientToken(), known.id, 'settle');
  if (status !== 200) {
    assert.match(problemOf(body).code, /^(not_found|stripe_unreachable)$/);
    return;
  }
  follow(model, body, gateway.clock.now());
  const own = payableOf(gateway, known).at(-1);
  if (!own || !isAlone || body.status === 'unreachable') return;
  const truth = own.status === 'succeeded' ? 'paid' : own.status;
  if (truth === 'paid' || truth === 'processing') assert.equal(body.status, truth);
  else if (truth === 'canceled') assert.match(body.status, /^(cancelled|refused|expired)$/);
  else assert.equal(body.status, 'requested');
}

/** A clinic's admin gives money back, or asks again with the same key. */
export async function askRefund(
  model: Model,
  known: Known,
  refund: KnownRefund,
  gateway: GatewayFixture,
): Promise<void> {
  if (!known.refunds.includes(refund)) known.refunds.push(refund);
  const answer = await sendRefund(known, refund, gateway);
  hearRefund(model, known, refund, answer);
  if (answer.status < 300) follow(model, answer.body.request, gateway.clock.now());
}

export async function sendRefund(
  { id }: Known,
  { key, asked }: KnownRefund,
  gateway: GatewayFixture,
): Promise<Answer<RefundAnswer>> {
  const admin = { role: 'clinic-admin', participantId: 'admin-1', displayName: 'Mira Costa' } as const;
  return gateway.call(`/v1/payment-requests/${id}/refunds`, {
    method: 'POST',
    as: await gateway.token(admin),
    headers: { 'idempotency-key': key },
    body: { reason: 'requested_by_customer', ...(asked !== undefined && { amount: asked }) },
  });
}

function hearRefund(
  { wasShut }: Model,
  known: Known,
  refund: KnownRefund,
  { status, body }: Answer<RefundAnswer>,
): void {
  if (status >= 300) {
    const { code } = problemOf(body);
    const isTooMuch = code === 'not_refundable' || code === 'refund_too_large';
    const isOfStripe = code === 'refund_balance_too_low' || (wasShut && code === 'account_not_ready');
    assert.ok(isTooMuch || isOfStripe, `a refund was refused: ${code}`);
    assert.notEqual(refund.told, 'succeeded', 'refused what was told to be made');
    if (isTooMuch) assert.ok(known.status !== 'paid' || !isThere(known, refund), 'refused what was there');
    refund.told = 'refused';
    return;
  }
  const { id, amount, status: told } = body.refund;
  assert.match(told, /^(creating|succeeded)$/);
  assert.equal(id, refund.id ?? id, 'the same key made two refunds');
  assert.equal(amount, refund.asked ?? refund.amount ?? amount);
  assert.ok(refund.told !== 'succeeded' || told === 'succeeded');
  Object.assign(refund, { id, amount, told });
}

/**
 * Whether what is asked was left, however the other refunds end. All that is left the gateway counts by itself: it
 * may be too much when the clinic has given something back at Stripe.
 */
function isThere({ amount, refunds, givenBackAtStripe }: Known, { key, asked }: KnownRefund): boolean {
  if (asked === undefined && givenBackAtStripe > 0) return false;
  const others = refunds.filter((other) => other.key !== key && other.told !== 'refused');
  const taken = others.reduce((sum, other) => sum + (other.amount ?? other.asked ?? Infinity), 0);
  return taken + givenBackAtStripe + (asked ?? 1) <= amount;
}

/** What is answered with 400 or more is a problem. */
function problemOf(body: PaymentRequest | CheckoutCredentials | RefundAnswer): Problem {
  return body as unknown as Problem;
}
