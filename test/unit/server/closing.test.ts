import assert from 'node:assert/strict';
import { test } from 'node:test';

import { StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';
import { HOUR, SECOND } from '../../support/server/fake-clock.ts';
import { startGateway, type GatewayFixture } from '../../support/server/gateway-fixture.ts';
import { until } from '../../support/server/until.ts';

async function requested(gateway: GatewayFixture) {
  const clinician = await gateway.token();
  const patient = await gateway.patientToken();
  const { body } = await gateway.create(clinician);
  return { clinician, patient, id: body.id };
}

test('a clinician withdraws a request, at Stripe too', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, patient, id } = await requested(gateway);

  const answer = await gateway.act(clinician, id, 'cancel');

  assert.equal(answer.status, 200);
  assert.equal(answer.body.status, 'cancelled');
  assert.equal(gateway.stripe.only().status, 'canceled');
  assert.equal((await gateway.get(patient, id)).status, 'cancelled');
});

test('a payer refuses a request', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, patient, id } = await requested(gateway);

  const answer = await gateway.act(patient, id, 'refuse');

  assert.equal(answer.body.status, 'refused');
  assert.equal((await gateway.get(clinician, id)).status, 'refused');
});

test('cancelling what was paid meanwhile answers the paid request', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');

  const answer = await gateway.act(clinician, id, 'cancel');

  assert.equal(answer.status, 200);
  assert.equal(answer.body.status, 'paid');
  assert.equal(answer.body.status === 'paid' && answer.body.payment.cardLast4, '4242');
});

test('an open request that Stripe does not cancel stays closing, cannot be paid, and ends as Stripe says', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, patient, id } = await requested(gateway);
  gateway.stripe.fail('cancel', 'before', 2);

  const answer = await gateway.act(clinician, id, 'cancel');
  assert.equal(answer.status, 202);
  assert.equal(answer.body.status === 'requested' && answer.body.closingAs, 'cancelled');
  assert.equal((await gateway.act(patient, id, 'checkout')).status, 409);
  for (let i = 0; i < 3; i += 1) {
    gateway.clock.advance(5 * SECOND);
    await gateway.built.tick();
  }

  assert.equal((await gateway.get(clinician, id)).status, 'cancelled');
  assert.equal(new Set(gateway.stripe.calls.filter((c) => c.method === 'cancel').map((c) => c.key)).size, 1);
});

test('a cancellation whose answer was lost is found out', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.fail('cancel', 'after');

  assert.equal((await gateway.act(clinician, id, 'cancel')).status, 202);
  gateway.clock.advance(2 * SECOND);
  await gateway.built.tick();

  assert.equal((await gateway.get(clinician, id)).status, 'cancelled');
});

test('a crash while Stripe is asked to cancel is resumed', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  const release = gateway.stripe.hold('cancel');
  void gateway.act(clinician, id, 'cancel').catch(() => undefined);
  await until(() => gateway.stripe.count('cancel') === 1, 'Stripe is asked to cancel');

  await gateway.crash();
  release();
  await gateway.built.tick();

  assert.equal((await gateway.get(clinician, id)).status, 'cancelled');
});

test('paid while the cancellation was unknown: paid it is', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.fail('cancel', 'before');
  await gateway.act(clinician, id, 'cancel');
  gateway.stripe.pay('pi_1');

  gateway.clock.advance(2 * SECOND);
  await gateway.built.tick();

  assert.equal((await gateway.get(clinician, id)).status, 'paid');
});

test('cancelling while it is being created withdraws it as soon as Stripe has it', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();
  gateway.stripe.fail('create', 'after');
  const { body } = await gateway.create(clinician);

  assert.equal((await gateway.act(clinician, body.id, 'cancel')).status, 202);
  gateway.clock.advance(40 * SECOND);
  await gateway.built.tick();

  assert.equal((await gateway.get(clinician, body.id)).status, 'cancelled');
  assert.equal(gateway.stripe.only().status, 'canceled');
});

test('the first of two closings names the end', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, patient, id } = await requested(gateway);

  const [cancelled, refused] = await Promise.all([
    gateway.act(clinician, id, 'cancel'),
    gateway.act(patient, id, 'refuse'),
  ]);

  assert.equal(cancelled.body.status, refused.body.status);
  assert.equal(gateway.stripe.only().status, 'canceled');
});

test('cancelling again changes nothing', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  const first = await gateway.act(clinician, id, 'cancel');

  const second = await gateway.act(clinician, id, 'cancel');

  assert.equal(second.status, 200);
  assert.deepEqual(second.body, first.body);
  assert.equal(gateway.stripe.count('cancel'), 1);
});

test('what Stripe is settling can no longer be withdrawn', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.change('pi_1', { status: 'processing' });
  await gateway.act(clinician, id, 'settle');

  const answer = await gateway.act(clinician, id, 'cancel');

  assert.equal(answer.status, 409);
  assert.equal((await gateway.get(clinician, id)).status, 'processing');
});

test('an unpaid request expires, at Stripe first', async (context) => {
  const gateway = await startGateway(context);
  const { id } = await requested(gateway);
  await gateway.built.idle();

  gateway.clock.advance(24 * HOUR + SECOND);
  await gateway.built.tick();

  assert.equal((await gateway.get(await gateway.token(), id)).status, 'expired');
  assert.equal(gateway.stripe.only().status, 'canceled');
});

test('a request stands for as long as the settings say, and Stripe cancels it before it expires', async (context) => {
  const gateway = await startGateway(context, { settings: { PAYMENT_REQUEST_TTL_HOURS: '1' } });
  const { id } = await requested(gateway);
  const statusNow = async () => (await gateway.get(await gateway.token(), id)).status;
  gateway.clock.advance(HOUR - SECOND);
  await gateway.built.tick();
  const shortBefore = gateway.stripe.only().status;
  const release = gateway.stripe.hold('cancel');

  gateway.clock.advance(SECOND);
  await gateway.built.gateway.payments.reconciliation.tick();
  await until(() => gateway.stripe.count('cancel') === 1, 'Stripe is asked to cancel');
  const meanwhile = await statusNow();
  release();
  await gateway.built.idle();

  assert.equal(shortBefore, 'requires_payment_method');
  assert.equal(meanwhile, 'requested');
  assert.equal(await statusNow(), 'expired');
  assert.equal(gateway.stripe.only().status, 'canceled');
});

test('a request that was paid at the last moment does not expire', async (context) => {
  const gateway = await startGateway(context);
  const { id } = await requested(gateway);
  gateway.stripe.pay('pi_1');
  await gateway.built.idle();

  gateway.clock.advance(24 * HOUR + SECOND);
  await gateway.built.tick();

  assert.equal((await gateway.get(await gateway.token(), id)).status, 'paid');
});

test('every step is in the history, with who and why', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  await gateway.act(clinician, id, 'cancel');

  const history = await gateway.store.requests.history(id);

  assert.deepEqual(
    history.map(({ actor, from_status, to_status }) => [actor, from_status, to_status]),
    [
      ['participant:clinician-1', null, 'creating'],
      ['stripe', 'creating', 'requested'],
      ['participant:clinician-1', 'requested', 'requested'],
      ['stripe', 'requested', 'cancelled'],
    ],
  );
});

test('when Stripe will not cancel for whatever reason, how the payment stands decides', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');
  gateway.stripe.fail('cancel', new StripeFailure('rejected', 'Not allowed.', { code: 'permission' }));

  const answer = await gateway.act(clinician, id, 'cancel');

  assert.equal(answer.body.status, 'paid');
});

test('a graceful end does not wait for Stripe for ever: the next process finishes it', async (context) => {
  const gateway = await startGateway(context, { patience: 5, lastWait: 20 });
  const { clinician, id } = await requested(gateway);
  const release = gateway.stripe.hold('cancel');
  await gateway.act(clinician, id, 'cancel');
  await until(() => gateway.stripe.count('cancel') === 1, 'Stripe is asked to cancel');

  await gateway.built.app.close();
  const [unanswered] = gateway.stripe.calls.filter(({ method }) => method === 'cancel');
  await gateway.crash();
  release();
  await gateway.built.tick();

  assert.equal((await gateway.get(await gateway.token(), id)).status, 'cancelled');
  const again = gateway.stripe.calls.filter(({ method }) => method === 'cancel').at(-1);
  assert.equal(again?.key, unanswered?.key);
});

test('a cancellation that takes longer than the caller waits is still waited for at the end', async (context) => {
  const gateway = await startGateway(context, { patience: 5 });
  const { clinician, id } = await requested(gateway);
  const release = gateway.stripe.hold('cancel');
  assert.equal((await gateway.act(clinician, id, 'cancel')).status, 202);

  const idle = gateway.built.idle();
  release();
  await idle;

  assert.equal((await gateway.store.requests.find(id))?.status, 'cancelled');
});
