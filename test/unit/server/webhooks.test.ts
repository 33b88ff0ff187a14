import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Problem } from '../../../src/contract/problem.ts';
import { HOUR, MINUTE, SECOND } from '../../support/server/fake-clock.ts';
import { loggerOptions } from '../../../server-stub/logging.ts';
import { StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';
import { signedEvent } from '../../support/server/fake-stripe.ts';
import {
  ACCOUNT,
  OTHER_ACCOUNT,
  startGateway,
  type GatewayFixture,
} from '../../support/server/gateway-fixture.ts';
import { until } from '../../support/server/until.ts';

async function requested(gateway: GatewayFixture) {
  const clinician = await gateway.token();
  const { body } = await gateway.create(clinician);
  return { clinician, id: body.id };
}

const counts = (gateway: GatewayFixture) => gateway.built.gateway.payments.webhooks.counts;

test('an event makes the gateway look, and the payment is there', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');

  const answer = await gateway.webhook({ paymentIntent: 'pi_1', requestId: id });

  assert.equal(answer.status, 200);
  assert.equal((await gateway.get(clinician, id)).status, 'paid');
});

test('an event is not believed: what counts is what Stripe answers', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);

  await gateway.webhook({ type: 'payment_intent.succeeded', paymentIntent: 'pi_1', requestId: id });

  assert.equal((await gateway.get(clinician, id)).status, 'requested');
});

test('it is answered before it is worked on, and once kept it survives a crash', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');
  gateway.stripe.hold('retrieve');
  const answer = await gateway.deliver({ paymentIntent: 'pi_1', requestId: id });
  assert.equal(answer.status, 200);

  gateway.stripe.hold('retrieve')();
  await gateway.crash();
  gateway.clock.advance(MINUTE);
  await gateway.built.tick();

  assert.equal((await gateway.get(clinician, id)).status, 'paid');
});

test('an event that cannot be kept is not taken: Stripe sends it again', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');
  const event = { id: 'evt_full', paymentIntent: 'pi_1', requestId: id };
  const full = () => Promise.reject(new Error('The disk is full.'));
  context.mock.method(gateway.store.webhookEvents, 'keep', full, { times: 1 });

  assert.equal((await gateway.webhook(event)).status, 500);
  assert.equal((await gateway.get(clinician, id)).status, 'requested');
  assert.equal((await gateway.webhook(event)).status, 200);

  assert.equal((await gateway.get(clinician, id)).status, 'paid');
  assert.deepEqual(counts(gateway), { kept: 1, duplicate: 0, ignored: 0 });
});

test('an event is answered only once it is kept', async (context) => {
  const gateway = await startGateway(context);
  const { id } = await requested(gateway);
  const { webhookEvents } = gateway.store;
  const { promise: kept, resolve: write } = Promise.withResolvers<void>();
  const keep = webhookEvents.keep.bind(webhookEvents);
  const slow = context.mock.method(webhookEvents, 'keep', async (...event: Parameters<typeof keep>) => {
    await kept;
    return keep(...event);
  });
  let isAnswered = false;

  const answer = gateway.deliver({ paymentIntent: 'pi_1', requestId: id }).finally(() => (isAnswered = true));
  await until(() => slow.mock.callCount() === 1, 'the event is being kept');
  await sleep(20);
  assert.equal(isAnswered, false);
  write();

  assert.equal((await answer).status, 200);
  assert.equal(counts(gateway).kept, 1);
});

test('duplicates and disorder end the same', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');
  const event = { id: 'evt_1', paymentIntent: 'pi_1', requestId: id };

  await Promise.all([gateway.webhook(event), gateway.webhook(event), gateway.webhook(event)]);
  await gateway.webhook({ type: 'payment_intent.payment_failed', paymentIntent: 'pi_1', requestId: id });
  await gateway.webhook({ type: 'payment_intent.created', paymentIntent: 'pi_1', requestId: id });

  assert.equal((await gateway.get(clinician, id)).status, 'paid');
  assert.equal(counts(gateway).duplicate, 2);
  const paid = (await gateway.store.requests.history(id)).filter(({ to_status }) => to_status === 'paid');
  assert.equal(paid.length, 1);
});

test('the clinic’s other business is counted, and nothing of it is stored', async (context) => {
  const gateway = await startGateway(context);
  await requested(gateway);
  const foreign = [
    { paymentIntent: 'pi_theirs', requestId: null },
    { paymentIntent: 'pi_theirs', requestId: 'their own id' },
    { type: 'customer.created', requestId: `pr_${'0'.repeat(32)}` },
    { type: 'charge.dispute.created', paymentIntent: 'pi_theirs', dispute: 'dp_1' },
    { paymentIntent: 'pi_1', account: null },
  ];

  for (const event of foreign) assert.equal((await gateway.webhook(event)).status, 200);

  assert.deepEqual(counts(gateway), { kept: 0, duplicate: 0, ignored: foreign.length });
  gateway.clock.advance(MINUTE);
  assert.deepEqual(await gateway.store.webhookEvents.claimDue(10, MINUTE), []);
});

test('an event of the other mode, or of another account, changes nothing', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');

  await gateway.webhook({ paymentIntent: 'pi_1', requestId: id, livemode: true });
  await gateway.webhook({ paymentIntent: 'pi_1', requestId: id, account: OTHER_ACCOUNT });

  assert.equal((await gateway.get(clinician, id)).status, 'requested');
  assert.equal(counts(gateway).ignored, 2);
});

test('an event of ours whose request is not there yet is kept, and tried again', async (context) => {
  const gateway = await startGateway(context);
  const id = `pr_${'a'.repeat(32)}`;

  assert.equal(
    (await gateway.webhook({ id: 'evt_early', paymentIntent: 'pi_9', requestId: id })).status,
    200,
  );
  assert.equal(counts(gateway).kept, 1);
  gateway.clock.advance(5 * SECOND);
  const [kept] = await gateway.store.webhookEvents.claimDue(10, MINUTE);

  assert.equal(kept?.id, 'evt_early');
  assert.equal(kept?.state, 'pending');
});

test('Stripe not answering puts the work off', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');
  gateway.stripe.fail('retrieve', 'before');

  await gateway.webhook({ paymentIntent: 'pi_1', requestId: id });
  assert.equal((await gateway.get(clinician, id)).status, 'requested');
  gateway.clock.advance(2 * SECOND);
  await gateway.built.tick();

  assert.equal((await gateway.get(clinician, id)).status, 'paid');
});

test('a wrong signature, an old one, and none are refused', async (context) => {
  const gateway = await startGateway(context);
  const { id } = await requested(gateway);
  gateway.stripe.pay('pi_1');
  const event = { paymentIntent: 'pi_1', requestId: id };
  const old = signedEvent(
    {
      id: 'evt_old',
      type: 'payment_intent.succeeded',
      createdAt: gateway.clock.now(),
      livemode: false,
      account: ACCOUNT,
      dispute: null,
      ...event,
    },
    gateway.clock.now() - 6 * MINUTE,
  );

  const wrong = await gateway.webhook(event, { 'stripe-signature': `${gateway.clock.now()}.00` });
  const late = await gateway.webhook(event, { 'stripe-signature': old.signature });
  const none = await gateway.call('/webhooks/stripe', { method: 'POST', body: event });

  for (const { status, body } of [wrong, late, none]) {
    assert.equal(status, 400);
    assert.equal((body as Problem).code, 'invalid_request');
  }
  assert.deepEqual(counts(gateway), { kept: 0, duplicate: 0, ignored: 0 });
});

test('a refund at Stripe shows on the paid request', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');
  await gateway.webhook({ paymentIntent: 'pi_1', requestId: id });
  gateway.stripe.pay('pi_1', { amountRefunded: 2500 });

  await gateway.webhook({ type: 'charge.refunded', paymentIntent: 'pi_1', requestId: id });

  const request = await gateway.get(clinician, id);
  assert.equal(request.status, 'paid');
  assert.equal(request.amountRefunded, 2500);
});

test('a dispute, which carries no metadata of ours, shows to the clinic', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');
  await gateway.webhook({ paymentIntent: 'pi_1', requestId: id });
  gateway.stripe.disputes.set('pi_1', 'under_review');

  await gateway.webhook({ type: 'charge.dispute.created', paymentIntent: 'pi_1', dispute: 'dp_1' });

  assert.equal((await gateway.get(clinician, id)).disputeStatus, 'under_review');
});

test('a clinic that disconnects has no account, and its open requests cannot be reached', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);

  await gateway.webhook({ type: 'account.application.deauthorized' });

  assert.equal((await gateway.get(clinician, id)).status, 'unreachable');
  const session = await gateway.call<{ payments: object }>('/v1/session', { as: clinician });
  assert.deepEqual(session.body.payments, { ready: false, reason: 'account_not_linked' });
});

test('an event that cannot be worked on for a fault of ours is tried ever more seldom, and given up', async (context) => {
  const gateway = await startGateway(context);
  const { id } = await requested(gateway);
  const find = mock.method(gateway.store.requests, 'change', () => Promise.reject(new Error('A fault.')));
  gateway.stripe.pay('pi_1');

  await gateway.webhook({ id: 'evt_poison', paymentIntent: 'pi_1', requestId: id });
  gateway.clock.advance(2 * SECOND);
  const [again] = await gateway.store.webhookEvents.claimDue(10, MINUTE);
  gateway.clock.advance(3 * 24 * HOUR);
  await gateway.built.gateway.payments.webhooks.tick();
  await gateway.built.idle();
  gateway.clock.advance(24 * HOUR);

  assert.equal(again?.tries, 1);
  assert.deepEqual(await gateway.store.webhookEvents.claimDue(10, MINUTE), []);
  find.mock.restore();
});

test('an event whose dispute Stripe does not show is done with at once, and hurts nothing', async (context) => {
  const gateway = await startGateway(context);
  const { id } = await requested(gateway);
  gateway.stripe.pay('pi_1');

  await gateway.webhook({ type: 'charge.dispute.created', paymentIntent: 'pi_1', dispute: 'dp_1' });
  gateway.clock.advance(24 * HOUR);

  assert.deepEqual(await gateway.store.webhookEvents.claimDue(10, MINUTE), []);
  assert.equal((await gateway.get(await gateway.token(), id)).status, 'paid');
});

for (const [what, method] of [
  ['the dispute', 'dispute'],
  ['the cards that were refused before', 'list-charges'],
] as const) {
  test(`a key that may not read ${what} for a while loses no dispute`, async (context) => {
    const gateway = await startGateway(context);
    const { id } = await requested(gateway);
    gateway.stripe.decline('pi_1');
    await gateway.webhook({ type: 'payment_intent.payment_failed', paymentIntent: 'pi_1', requestId: id });
    gateway.stripe.pay('pi_1');
    gateway.stripe.disputes.set('pi_1', 'needs_response');
    gateway.stripe.fail(method, new StripeFailure('rejected', 'Stripe refused (403).'), 3);

    await gateway.webhook({ type: 'charge.dispute.created', paymentIntent: 'pi_1', dispute: 'dp_1' });
    for (let tries = 0; tries < 4; tries += 1) {
      gateway.clock.advance(10 * MINUTE);
      await gateway.built.tick();
    }

    assert.equal((await gateway.get(await gateway.token(), id)).disputeStatus, 'needs_response');
  });
}

test('what Stripe said of a dispute before it was closed, and is heard only after, does not undo that', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');
  await gateway.webhook({ paymentIntent: 'pi_1', requestId: id });
  gateway.stripe.disputes.set('pi_1', 'needs_response');
  const release = gateway.stripe.hold('dispute');
  const early = gateway.webhook({ type: 'charge.dispute.created', paymentIntent: 'pi_1', dispute: 'dp_1' });
  await until(() => gateway.stripe.count('dispute') > 0, 'Stripe is asked for the dispute');
  gateway.stripe.disputes.set('pi_1', 'lost');
  // Another process hears of it.
  await gateway.store.requests.change(id, () => ({
    set: { dispute_status: 'lost' },
    cause: 'dispute: lost',
    actor: 'stripe',
  }));

  release();
  await early;
  await gateway.built.idle();

  assert.equal((await gateway.get(clinician, id)).disputeStatus, 'lost');
});

test('a dispute of which no event came is found when an admin opens the payment’s story', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');
  await gateway.webhook({ paymentIntent: 'pi_1', requestId: id });
  gateway.stripe.disputes.set('pi_1', 'needs_response');
  const admin = await gateway.token({ role: 'clinic-admin', participantId: 'admin-1' });

  await gateway.call(`/v1/payment-requests/${id}/history`, { as: admin });
  await gateway.built.idle();

  assert.equal((await gateway.get(clinician, id)).disputeStatus, 'needs_response');
});

test('a refund that failed at Stripe, told of without metadata of ours, shows on the paid request', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.pay('pi_1', { amountRefunded: 8500 });
  await gateway.webhook({ paymentIntent: 'pi_1', requestId: id });
  gateway.stripe.pay('pi_1', { amountRefunded: 0 });

  await gateway.webhook({ type: 'refund.failed', paymentIntent: 'pi_1' });

  assert.equal((await gateway.get(clinician, id)).amountRefunded, 0);
});

test('the late event of a disconnection does not undo the link that came after it', async (context) => {
  const gateway = await startGateway(context);
  const { id } = await requested(gateway);
  const createdAt = gateway.clock.now();
  await gateway.webhook({ type: 'account.application.deauthorized', createdAt });
  gateway.clock.advance(HOUR);
  await gateway.provision();
  await gateway.built.tick();

  await gateway.webhook({ type: 'account.application.deauthorized', createdAt });

  assert.equal((await gateway.get(await gateway.token(), id)).status, 'requested');
  assert.equal((await gateway.create(await gateway.token())).status, 201);
});

test('the disconnection of an account that no clinic here has is none of ours', async (context) => {
  const gateway = await startGateway(context);

  await gateway.webhook({ type: 'account.application.deauthorized', account: 'acct_stranger' });

  assert.deepEqual(counts(gateway), { kept: 0, duplicate: 0, ignored: 1 });
});

test('an event of ours that came before its request is applied once the request is there', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');
  const { find } = gateway.store.requests;
  const notThere = mock.method(gateway.store.requests, 'find', (wanted: string) =>
    wanted === id ? Promise.resolve(undefined) : find.call(gateway.store.requests, wanted),
  );

  await gateway.webhook({ id: 'evt_early', paymentIntent: 'pi_1', requestId: id });
  notThere.mock.restore();
  assert.equal((await gateway.get(clinician, id)).status, 'requested');
  gateway.clock.advance(5 * SECOND);
  await gateway.built.gateway.payments.webhooks.tick();
  await gateway.built.idle();

  assert.equal((await gateway.get(await gateway.token(), id)).status, 'paid');
  assert.deepEqual(counts(gateway), { kept: 1, duplicate: 0, ignored: 0 });
});

/** Milliseconds. */
const READ_GAP = 90;

test('a flood of one payment’s events is all taken, and read from Stripe a few times', async (context) => {
  const gateway = await startGateway(context, { callsPerMinute: 60, readGap: READ_GAP });
  const { clinician, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');
  const reads = gateway.stripe.count('retrieve');
  const startedAt = performance.now();

  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, index) =>
      gateway.webhook({ id: `evt_flood_${index % 100}`, paymentIntent: 'pi_1', requestId: id }),
    ),
  );

  assert.ok(answers.every(({ status }) => status === 200));
  assert.deepEqual(counts(gateway), { kept: 100, duplicate: 200, ignored: 0 });
  assert.equal((await gateway.get(clinician, id)).status, 'paid');
  const after = gateway.stripe.count('retrieve') - reads;
  // One in each gap, however long the machine takes over so many.
  const most = 2 + (performance.now() - startedAt) / READ_GAP;
  assert.ok(after <= most, `${after} reads for a hundred events`);
});

test('a flood of the clinic’s other business leaves nothing behind, and does not fill the log', async (context) => {
  const lines: string[] = [];
  const options = loggerOptions('info');
  if (typeof options !== 'object') throw new Error('The gateway logs by options.');
  const stream = { write: (line: string) => void lines.push(line) };
  const gateway = await startGateway(context, { logger: { ...options, stream } });

  await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      gateway.webhook({ id: `evt_other_${index}`, paymentIntent: `pi_other_${index}`, requestId: null }),
    ),
  );

  assert.deepEqual(counts(gateway), { kept: 0, duplicate: 0, ignored: 200 });
  assert.deepEqual(
    lines.filter((line) => line.includes('a webhook was taken')),
    [],
  );
});

test('a payment that only the clinic’s other program calls ours is not taken for one of this gateway', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.intents.set('pi_forged', {
    facts: { ...gateway.stripe.only(), id: 'pi_forged', status: 'succeeded' },
    account: OTHER_ACCOUNT,
  });

  await gateway.webhook({ paymentIntent: 'pi_forged', requestId: id, account: OTHER_ACCOUNT });
  await gateway.webhook({ paymentIntent: 'pi_forged', requestId: id });
  gateway.clock.advance(MINUTE);
  await gateway.built.tick();

  assert.equal((await gateway.get(clinician, id)).status, 'requested');
});
