import assert from 'node:assert/strict';
import { test } from 'node:test';

import { StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';
import type { Problem } from '../../../src/contract/problem.ts';
import { HOUR, MINUTE } from '../../support/server/fake-clock.ts';
import { ACCOUNT } from '../../support/server/gateway-fixture.ts';
import { givenBack, refund, startPaid, story } from '../../support/server/paid-request.ts';
import { until } from '../../support/server/until.ts';

test('an admin gives all of a payment back, and the clinician sees it', async (context) => {
  const paid = await startPaid(context);

  const { status, body } = await refund(paid, { reason: 'duplicate' });

  assert.equal(status, 201);
  assert.equal(body.refund.status, 'succeeded');
  assert.equal(body.refund.amount, 8500);
  assert.equal(body.refund.reason, 'duplicate');
  assert.deepEqual(body.refund.requestedBy, { id: 'admin-1', displayName: 'Mira Costa' });
  assert.equal(body.refundable, 0);
  assert.equal(body.request.amountRefunded, 8500);
  assert.equal((await paid.gateway.get(paid.clinician, paid.id)).amountRefunded, 8500);
});

test('Stripe is asked on the clinic’s account, with a key of ours, the reason and opaque ids', async (context) => {
  const paid = await startPaid(context);

  const { body } = await refund(paid, { amount: 1000, reason: 'fraudulent' });

  const call = paid.gateway.stripe.calls.find(({ method }) => method === 'refund');
  assert.equal(call?.account, ACCOUNT);
  assert.equal(call?.key, `${paid.id}:refund:${body.refund.id}:1`);
  assert.equal(call?.refund?.reason, 'fraudulent');
  assert.deepEqual(Object.keys(call?.refund?.metadata ?? {}), [
    'refund_id',
    'request_id',
    'host_id',
    'clinic_id',
  ]);
});

test('parts are given back until nothing is left, and no more', async (context) => {
  const paid = await startPaid(context);

  const first = await refund(paid, { amount: 6000 });
  const tooMuch = await refund(paid, { amount: 2501 });
  const second = await refund(paid, { amount: 2500 });
  const third = await refund(paid);

  assert.equal(first.body.refundable, 2500);
  assert.deepEqual(
    [tooMuch.status, tooMuch.body.code, tooMuch.body.field],
    [422, 'refund_too_large', 'amount'],
  );
  assert.equal(second.body.refundable, 0);
  assert.deepEqual([third.status, third.body.code], [409, 'not_refundable']);
  assert.equal(paid.gateway.stripe.count('refund'), 2);
});

test('a double click gives back once', async (context) => {
  const paid = await startPaid(context);

  const answers = await Promise.all([1, 2, 3, 4].map(() => refund(paid, { amount: 2000 }, 'double')));

  assert.equal(new Set(answers.map(({ body }) => body.refund.id)).size, 1);
  assert.equal(givenBack(paid.gateway), 2000);
  assert.equal((await story(paid)).refunds.length, 1);
});

test('a double click that gives all back is told of that refund, not that nothing is left', async (context) => {
  const paid = await startPaid(context);
  const { refunds } = paid.gateway.store;
  const findByKey = refunds.findByKey.bind(refunds);
  const both = Promise.withResolvers<void>();
  let looks = 0;
  // Neither is there yet when either looks.
  refunds.findByKey = async (...key) => {
    const found = await findByKey(...key);
    looks += 1;
    if (looks === 2) both.resolve();
    if (looks <= 2) await both.promise;
    return found;
  };

  const answers = await Promise.all([1, 2].map(() => refund(paid, {}, 'double')));

  assert.deepEqual(
    answers.map(({ status, body }) => status < 300 && body.refund.amount),
    [8500, 8500],
  );
  assert.equal(new Set(answers.map(({ body }) => body.refund.id)).size, 1);
  assert.equal(givenBack(paid.gateway), 8500);
});

test('two admins at once cannot give back more than was paid', async (context) => {
  const paid = await startPaid(context);
  const other = await paid.gateway.token({ role: 'clinic-admin', participantId: 'admin-2' });
  const admins = [paid, { ...paid, admin: other }];

  const answers = await Promise.all([...admins, ...admins].map((admin) => refund(admin, { amount: 3000 })));

  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [201, 201, 422, 422],
  );
  assert.equal(givenBack(paid.gateway), 6000);
  assert.equal(paid.gateway.stripe.count('refund'), 2);
});

test('the same key with another body, or for another payment, is refused', async (context) => {
  const paid = await startPaid(context);
  const { body: other } = await paid.gateway.create(paid.clinician);
  paid.gateway.stripe.pay('pi_2');
  await paid.gateway.webhook({ paymentIntent: 'pi_2', requestId: other.id });
  await refund(paid, { amount: 1000 }, 'k');

  const otherAmount = await refund(paid, { amount: 1001 }, 'k');
  const otherPayment = await refund({ ...paid, id: other.id }, { amount: 1000 }, 'k');

  for (const { status, body } of [otherAmount, otherPayment])
    assert.deepEqual([status, body.code], [422, 'idempotency_key_reused']);
  assert.equal(paid.gateway.stripe.count('refund'), 1);
});

test('what makes no sense is refused before Stripe is asked', async (context) => {
  const paid = await startPaid(context);
  const { body: open } = await paid.gateway.create(paid.clinician);

  assert.equal((await refund(paid, { amount: 0 })).body.code, 'amount_invalid');
  assert.equal((await refund(paid, { amount: 10.5 })).body.code, 'amount_invalid');
  assert.equal((await refund(paid, { reason: 'whim' })).body.code, 'invalid_request');
  assert.equal((await refund({ ...paid, id: open.id })).body.code, 'not_refundable');
  const noKey = await paid.gateway.call<Problem>(`/v1/payment-requests/${paid.id}/refunds`, {
    method: 'POST',
    as: paid.admin,
    body: { reason: 'duplicate' },
  });
  assert.equal(noKey.body.code, 'idempotency_key_missing');
  assert.equal(paid.gateway.stripe.count('refund'), 0);
});

const REFUSALS = [
  ['charge_disputed', 409, 'refund_disputed'],
  ['charge_already_refunded', 409, 'not_refundable'],
  ['balance_insufficient', 409, 'refund_balance_too_low'],
  ['something_else', 502, 'stripe_rejected'],
] as const;
for (const [stripeCode, status, code] of REFUSALS) {
  test(`what Stripe refuses with ${stripeCode} is said in words, again under the same key`, async (context) => {
    const paid = await startPaid(context);
    paid.gateway.stripe.fail('refund', new StripeFailure('rejected', 'No.', { code: stripeCode }));

    const first = await refund(paid, {}, 'k');
    const second = await refund(paid, {}, 'k');

    for (const answer of [first, second]) assert.deepEqual([answer.status, answer.body.code], [status, code]);
    assert.equal(paid.gateway.stripe.count('refund'), 1);
    const { refunds, refundable } = await story(paid);
    assert.deepEqual(
      refunds.map(({ status: is, detail }) => [is, detail]),
      [['failed', code]],
    );
    assert.equal(refundable, 8500);
  });
}

test('money that was given back at Stripe unheard of is found when more is asked than is left', async (context) => {
  const paid = await startPaid(context);
  paid.gateway.stripe.refund('pi_1', { amount: 8000 });

  const answer = await refund(paid, { amount: 1000 });

  assert.deepEqual([answer.status, answer.body.code], [422, 'refund_too_large']);
  const { refunds, refundable, request } = await story(paid);
  assert.equal(refundable, 500);
  assert.equal(request.amountRefunded, 8000);
  assert.deepEqual(
    refunds.map(({ status, requestedBy }) => [status, requestedBy?.id ?? 'at Stripe']),
    [
      ['failed', 'admin-1'],
      ['succeeded', 'at Stripe'],
    ],
  );
});

test('a refund made in the clinic’s own dashboard is noticed, once, with who did it', async (context) => {
  const paid = await startPaid(context);
  const { gateway } = paid;
  const made = gateway.stripe.refund('pi_1', { amount: 3500, reason: 'requested_by_customer' });

  await gateway.webhook({ type: 'charge.refunded', paymentIntent: 'pi_1', requestId: paid.id });
  await gateway.webhook({ type: 'refund.created', paymentIntent: 'pi_1' });

  const { refunds, events, refundable, request } = await story(paid);
  assert.deepEqual(
    refunds.map(({ stripeRefund, amount, requestedBy }) => [stripeRefund, amount, requestedBy]),
    [[made.id, 3500, null]],
  );
  assert.equal(refundable, 5000);
  assert.equal(request.amountRefunded, 3500);
  assert.deepEqual(
    events.filter(({ kind }) => kind === 'refunded').map(({ by, amount }) => [by.kind, amount]),
    [['stripe', 3500]],
  );
});

test('without any webhook it is noticed when an admin opens the payment’s story', async (context) => {
  const paid = await startPaid(context);
  paid.gateway.stripe.refund('pi_1', { amount: 3500 });

  await story(paid);

  assert.equal((await story(paid)).refunds.length, 1);
});

test('a refund that is pending first succeeds later, without webhooks', async (context) => {
  const paid = await startPaid(context);
  const { gateway } = paid;
  gateway.stripe.refundStatus = 'pending';
  const { body } = await refund(paid);
  assert.equal(body.refund.status, 'pending');
  assert.equal(body.refundable, 0);
  gateway.stripe.changeRefund('pi_1', body.refund.stripeRefund ?? '', { status: 'succeeded' });

  gateway.clock.advance(2 * MINUTE);
  await gateway.built.tick();

  assert.equal((await gateway.store.refunds.find(body.refund.id))?.status, 'succeeded');
});

test('a refund that the bank sends back leaves the money to give back again', async (context) => {
  const paid = await startPaid(context);
  const { gateway } = paid;
  const { body } = await refund(paid, { amount: 8500 });
  gateway.stripe.changeRefund('pi_1', body.refund.stripeRefund ?? '', {
    status: 'failed',
    detail: 'expired_or_canceled_card',
  });

  await gateway.webhook({ type: 'refund.failed', paymentIntent: 'pi_1' });

  const { refunds, refundable, events, request } = await story(paid);
  assert.deepEqual(
    refunds.map(({ status, detail }) => [status, detail]),
    [['failed', 'expired_or_canceled_card']],
  );
  assert.equal(refundable, 8500);
  assert.equal(request.amountRefunded, 0);
  assert.deepEqual(
    events.map(({ kind }) => kind).filter((kind) => kind.startsWith('refund')),
    ['refund-asked', 'refunded', 'refund-failed'],
  );
  assert.equal((await refund(paid)).status, 201);
});

test('that it was sent back days later is noticed without webhooks, too', async (context) => {
  const paid = await startPaid(context);
  const { gateway } = paid;
  const { body } = await refund(paid);
  gateway.stripe.changeRefund('pi_1', body.refund.stripeRefund ?? '', { status: 'failed' });

  gateway.clock.advance(25 * HOUR);
  await gateway.built.tick();

  assert.equal((await gateway.store.refunds.find(body.refund.id))?.status, 'failed');
  assert.equal((await gateway.store.requests.find(paid.id))?.amount_refunded, 0);
});

test('a pending refund that a look could not reach is looked at again, without webhooks', async (context) => {
  const paid = await startPaid(context);
  const { gateway } = paid;
  gateway.stripe.refundStatus = 'pending';
  const { body } = await refund(paid, { amount: 2000 });
  gateway.stripe.fail('list-refunds', new StripeFailure('access-lost', 'No.', { code: 'account_invalid' }));
  gateway.clock.advance(2 * MINUTE);
  await gateway.built.tick();
  const [made] = gateway.stripe.refunds.get('pi_1') ?? [];
  gateway.stripe.changeRefund('pi_1', made?.id ?? '', { status: 'failed' });

  gateway.clock.advance(2 * HOUR);
  await gateway.built.tick();

  assert.equal((await gateway.store.refunds.find(body.refund.id))?.status, 'failed');
});

test('what Stripe said before a refund, and is heard only after it, does not undo it', async (context) => {
  const paid = await startPaid(context);
  const { gateway, id } = paid;
  const { promise: late, resolve: release } = Promise.withResolvers<void>();
  const before = gateway.stripe.only();
  gateway.clock.advance(MINUTE);
  const retrieve = context.mock.method(
    gateway.stripe,
    'retrievePaymentIntent',
    async () => {
      await late;
      return before;
    },
    { times: 1 },
  );

  const event = gateway.webhook({ type: 'charge.refunded', paymentIntent: 'pi_1', requestId: id });
  await until(() => retrieve.mock.callCount() > 0, 'Stripe is asked');
  await refund(paid, { amount: 3000 });
  release();
  await event;
  await gateway.built.idle();

  assert.equal((await gateway.store.requests.find(id))?.amount_refunded, 3000);
});

test('a list of refunds that Stripe made out earlier does not bring one back that has failed', async (context) => {
  const paid = await startPaid(context);
  const { gateway, admin, id } = paid;
  const { body } = await refund(paid, { amount: 3000 });
  const before = gateway.stripe.refunds.get('pi_1') ?? [];
  gateway.stripe.changeRefund('pi_1', body.refund.stripeRefund ?? '', { status: 'failed' });
  await gateway.webhook({ type: 'refund.failed', paymentIntent: 'pi_1' });
  context.mock.method(gateway.stripe, 'listRefunds', () => Promise.resolve(before), { times: 1 });

  gateway.clock.advance(MINUTE);
  const { refunds } = await story({ gateway, admin, id });
  await gateway.built.idle();

  assert.deepEqual(
    refunds.map(({ status }) => status),
    ['failed'],
  );
  assert.equal((await gateway.store.refunds.find(body.refund.id))?.status, 'failed');
});

test('who asked for a refund, and what became of it, is in the audit', async (context) => {
  const paid = await startPaid(context);
  paid.gateway.stripe.fail('refund', new StripeFailure('rejected', 'No.', { code: 'charge_disputed' }));

  await refund(paid, { amount: 1000 });

  const rows = await paid.gateway.store.audit.of(paid.id);
  assert.deepEqual(rows.map(({ actor, act }) => `${actor} ${act}`).toSorted(), [
    'participant:admin-1 refund.asked',
    'stripe refund.refused',
  ]);
});
