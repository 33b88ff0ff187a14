import assert from 'node:assert/strict';
import { test } from 'node:test';

import { StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';
import type { CheckoutCredentials, PaymentRequest } from '../../../src/contract/payment-request.ts';
import type { Problem } from '../../../src/contract/problem.ts';
import { HOUR, MINUTE, SECOND } from '../../support/server/fake-clock.ts';
import { ACCOUNT, HOST, startGateway, type GatewayFixture } from '../../support/server/gateway-fixture.ts';
import { until } from '../../support/server/until.ts';

async function requested(gateway: GatewayFixture) {
  const clinician = await gateway.token();
  const patient = await gateway.patientToken();
  const { body } = await gateway.create(clinician, { reference: 'visit-1' });
  return { clinician, patient, id: body.id };
}

const codeOf = ({ body }: { body: unknown }) => (body as Problem).code;

test('the payer gets what Stripe.js needs, and it is not stored', async (context) => {
  const gateway = await startGateway(context);
  const { patient, id } = await requested(gateway);

  const answer = await gateway.act(patient, id, 'checkout');

  assert.equal(answer.status, 200);
  const credentials = answer.body as unknown as CheckoutCredentials;
  assert.equal(credentials.clientSecret, 'pi_1_secret_1');
  assert.equal(credentials.stripeAccount, ACCOUNT);
  assert.match(credentials.publishableKey, /^pk_test_sim_/);
  assert.equal(answer.headers['cache-control'], 'no-store');
  assert.doesNotMatch(JSON.stringify(await gateway.store.requests.find(id)), /_secret_/);
});

test('checkout is refused for what is paid, and for what is closed', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, patient, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');
  const second = await gateway.create(clinician);
  await gateway.act(clinician, second.body.id, 'cancel');

  const paid = await gateway.act(patient, id, 'checkout');
  const cancelled = await gateway.act(patient, second.body.id, 'checkout');

  assert.deepEqual([paid.status, codeOf(paid)], [409, 'already_paid']);
  assert.equal((await gateway.get(clinician, id)).status, 'paid');
  assert.deepEqual([cancelled.status, codeOf(cancelled)], [409, 'request_not_open']);
});

test('checkout says that Stripe does not answer', async (context) => {
  const gateway = await startGateway(context);
  const { patient, id } = await requested(gateway);
  gateway.stripe.fail('retrieve', 'before');

  const answer = await gateway.act(patient, id, 'checkout');

  assert.deepEqual([answer.status, codeOf(answer)], [503, 'stripe_unreachable']);
});

test('settle reads the PaymentIntent and answers the paid request', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, patient, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');

  const { body } = await gateway.act(patient, id, 'settle');

  assert.deepEqual(body.status === 'paid' && body.payment, {
    paidAt: Date.UTC(2026, 10, 23, 9, 5),
    method: 'card',
    cardBrand: 'visa',
    cardLast4: '4242',
    receiptUrl: 'https://pay.stripe.com/receipts/x',
    chargeId: 'ch_pi_1',
  });
  assert.equal((await gateway.get(clinician, id)).status, 'paid');
});

test('many who settle at once share a read; none gets an answer from before its question', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, patient, id } = await requested(gateway);
  const release = gateway.stripe.hold('retrieve');
  const first = gateway.act(patient, id, 'settle');
  await until(() => gateway.stripe.count('retrieve') === 1, 'Stripe is asked');
  const asked = context.mock.method(gateway.built.gateway.payments.reads, 'readUnless');
  const others = [patient, clinician, patient].map((who) => gateway.act(who, id, 'settle'));
  await until(() => asked.mock.callCount() === others.length, 'all have asked');

  gateway.stripe.pay('pi_1');
  release();
  const answers = await Promise.all([first, ...others]);

  assert.deepEqual(
    answers.map(({ body }) => body.status),
    Array(4).fill('paid'),
  );
  assert.ok(gateway.stripe.count('retrieve') <= 2);
});

test('who asks while a read is under way that finds the payment is answered by it, and Stripe is not asked again', async (context) => {
  const gateway = await startGateway(context, { readGap: MINUTE });
  const { clinician, patient, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');
  const release = gateway.stripe.hold('retrieve');
  const event = gateway.webhook({ paymentIntent: 'pi_1', requestId: id });
  await until(() => gateway.stripe.count('retrieve') === 1, 'Stripe is asked');
  const looks = [patient, clinician].map((who) => gateway.act(who, id, 'settle'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  release();

  const answers = await Promise.all(looks);

  assert.deepEqual(
    answers.map(({ body }) => body.status),
    ['paid', 'paid'],
  );
  await event;
  await gateway.webhook({ type: 'payment_intent.succeeded', paymentIntent: 'pi_1', requestId: id });
  assert.equal(gateway.stripe.count('retrieve'), 1);
});

test('reads of one request keep their distance', async (context) => {
  const gateway = await startGateway(context, { readGap: 60 });
  const { patient, id } = await requested(gateway);
  const startedAt = performance.now();

  await gateway.act(patient, id, 'settle');
  await gateway.act(patient, id, 'settle');

  assert.equal(gateway.stripe.count('retrieve'), 2);
  assert.ok(performance.now() - startedAt >= 55);
});

test('settle without an answer from Stripe is unknown, never failed', async (context) => {
  const gateway = await startGateway(context);
  const { patient, id } = await requested(gateway);
  gateway.stripe.fail('retrieve', 'before');
  gateway.stripe.pay('pi_1');

  const answer = await gateway.act(patient, id, 'settle');
  assert.deepEqual([answer.status, codeOf(answer)], [503, 'stripe_unreachable']);
  assert.equal((await gateway.get(patient, id)).status, 'requested');
  gateway.clock.advance(2 * SECOND);
  await gateway.built.tick();

  assert.equal((await gateway.get(patient, id)).status, 'paid');
});

test('settle while Stripe hangs is answered as unknown, and whatever Stripe says later holds', async (context) => {
  const gateway = await startGateway(context, { patience: 20 });
  const { clinician, patient, id } = await requested(gateway);
  const release = gateway.stripe.hold('retrieve');

  const answer = await gateway.act(patient, id, 'settle');
  const meanwhile = await gateway.get(clinician, id);
  gateway.stripe.pay('pi_1');
  release();
  gateway.clock.advance(2 * SECOND);
  await gateway.built.tick();

  assert.deepEqual([answer.status, codeOf(answer)], [503, 'stripe_unreachable']);
  assert.equal(meanwhile.status, 'requested');
  assert.equal((await gateway.get(clinician, id)).status, 'paid');
});

test('with no webhook and no word from a browser, the timer finds the payment', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, patient, id } = await requested(gateway);
  await gateway.act(patient, id, 'checkout');
  gateway.stripe.pay('pi_1');

  gateway.clock.advance(31 * SECOND);
  await gateway.built.tick();

  assert.equal((await gateway.get(clinician, id)).status, 'paid');
});

test('a payment made while no gateway ran is found right after the start', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.pay('pi_1');

  await gateway.crash();
  await gateway.built.tick();

  assert.equal((await gateway.get(clinician, id)).status, 'paid');
});

test('what is open is looked at ever more seldom, and what has ended never', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, patient, id } = await requested(gateway);
  await gateway.act(patient, id, 'settle');
  const before = gateway.stripe.count('retrieve');

  for (let second = 0; second < 600; second += 5) {
    gateway.clock.advance(5 * SECOND);
    await gateway.built.tick();
  }
  assert.equal(gateway.stripe.count('retrieve') - before, 3); // After 5 s, 30 s more, 2 min more.
  await gateway.act(clinician, id, 'cancel');
  const ended = gateway.stripe.count('retrieve');
  gateway.clock.advance(3 * HOUR);
  await gateway.built.tick();

  assert.equal(gateway.stripe.count('retrieve'), ended);
});

test('a declined card keeps the request open; only the payer learns the bank’s reason', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, patient, id } = await requested(gateway);
  gateway.stripe.decline('pi_1');

  const payers = await gateway.act(patient, id, 'settle');
  const clinicians = await gateway.get(clinician, id);

  assert.equal(payers.body.status, 'requested');
  assert.deepEqual(payers.body.lastAttempt, {
    outcome: 'declined',
    code: 'card_declined',
    declineCode: 'insufficient_funds',
    at: gateway.clock.now(),
  });
  assert.equal(clinicians.lastAttempt?.outcome, 'declined');
  assert.equal('declineCode' in (clinicians.lastAttempt ?? {}), false);
});

test('the same refusal read twice is one try; the next refusal is another', async (context) => {
  const gateway = await startGateway(context);
  const { patient, id } = await requested(gateway);
  gateway.stripe.decline('pi_1');
  const first = await gateway.act(patient, id, 'settle');
  gateway.clock.advance(10 * SECOND);

  const same = await gateway.act(patient, id, 'settle');
  gateway.stripe.decline('pi_1', 'insufficient_funds', 'ch_second');
  const next = await gateway.act(patient, id, 'settle');

  assert.equal(same.body.revision, first.body.revision);
  assert.ok(next.body.revision > same.body.revision);
  assert.equal(next.body.lastAttempt?.at, gateway.clock.now());
});

test('the bank’s check is shown to the clinician, and its failure is no decline', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, patient, id } = await requested(gateway);
  gateway.stripe.change('pi_1', { status: 'requires_action' });
  await gateway.act(clinician, id, 'settle');
  const during = await gateway.get(clinician, id);
  gateway.stripe.change('pi_1', {
    status: 'requires_payment_method',
    lastError: {
      type: 'invalid_request_error',
      code: 'payment_intent_authentication_failure',
      declineCode: null,
      ref: 'pm_1',
    },
  });

  const after = await gateway.act(patient, id, 'settle');

  assert.equal(during.status === 'requested' && during.activity?.kind, 'authenticating');
  assert.equal(after.body.lastAttempt?.outcome, 'authentication_failed');
});

test('what the payer does is shown to the clinician, not to the payer', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, patient, id } = await requested(gateway);

  const answer = await gateway.act(patient, id, 'activity', { kind: 'entering-details' });

  assert.equal(answer.body.status === 'requested' && answer.body.activity, null);
  const seen = await gateway.get(clinician, id);
  assert.deepEqual(seen.status === 'requested' && seen.activity, {
    kind: 'entering-details',
    at: gateway.clock.now(),
  });
});

test('late activity leaves what has ended as it is', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, patient, id } = await requested(gateway);
  const { body } = await gateway.act(clinician, id, 'cancel');

  const answer = await gateway.act(patient, id, 'activity', { kind: 'seen' });

  assert.equal(answer.status, 200);
  assert.equal(answer.body.revision, body.revision);
});

test('the payer’s view hides what is the clinic’s', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, patient, id } = await requested(gateway);

  const payers = await gateway.get(patient, id);
  const clinicians = await gateway.get(clinician, id);

  for (const field of ['reference', 'disputeStatus']) {
    assert.equal(field in payers, false, field);
    assert.equal(field in clinicians, true, field);
  }
});

test('a payment that does not match its request in amount, currency or mode is not taken for it', async (context) => {
  const gateway = await startGateway(context);
  const { patient, id } = await requested(gateway);
  for (const wrong of [{ amount: 1 }, { currency: 'usd' }, { livemode: true }, { requestId: 'pr_other' }]) {
    const facts = gateway.stripe.only();
    gateway.stripe.pay('pi_1');
    gateway.stripe.change('pi_1', wrong);

    const answer = await gateway.act(patient, id, 'settle');

    assert.equal(answer.body.status, 'requested', JSON.stringify(wrong));
    gateway.stripe.change('pi_1', facts);
  }
});

test('paid beats a cancellation that Stripe took back', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  await gateway.act(clinician, id, 'cancel');
  gateway.stripe.pay('pi_1');

  await gateway.webhook({ paymentIntent: 'pi_1', requestId: id });

  assert.equal((await gateway.get(clinician, id)).status, 'paid');
});

test('an old reading never takes a payment back', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, patient, id } = await requested(gateway);
  const old = gateway.stripe.only();
  gateway.stripe.pay('pi_1');
  await gateway.act(patient, id, 'settle');

  await gateway.built.gateway.payments.reads.apply(id, old);
  await gateway.built.gateway.payments.reads.apply(id, { ...old, status: 'canceled' });

  assert.equal((await gateway.get(clinician, id)).status, 'paid');
});

test('a clinic that cancels at Stripe cancels here', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.change('pi_1', { status: 'canceled' });

  await gateway.webhook({ type: 'payment_intent.canceled', paymentIntent: 'pi_1', requestId: id });

  assert.equal((await gateway.get(clinician, id)).status, 'cancelled');
});

test('open requests of an account that shuts us out cannot be reached, until it is linked again', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.fail('retrieve', new StripeFailure('access-lost', 'Gone.', { code: 'account_invalid' }));
  const lost = await gateway.act(clinician, id, 'settle');
  assert.equal(lost.body.status, 'unreachable');

  await gateway.provision('h_demo', HOST);
  gateway.clock.advance(MINUTE);
  await gateway.built.tick();

  assert.equal((await gateway.get(clinician, id)).status, 'requested' satisfies PaymentRequest['status']);
});

test('a payment that Stripe no longer knows cannot be reached, and is one day let be', async (context) => {
  const gateway = await startGateway(context);
  const { id } = await requested(gateway);
  await gateway.built.idle();
  gateway.stripe.intents.clear();
  gateway.clock.advance(HOUR);

  await gateway.built.tick();

  assert.equal((await gateway.get(await gateway.token(), id)).status, 'unreachable');
  gateway.clock.advance(8 * 24 * HOUR);
  await gateway.built.tick();
  const asked = gateway.stripe.count('retrieve');
  gateway.clock.advance(30 * 24 * HOUR);
  await gateway.built.tick();
  assert.equal(gateway.stripe.count('retrieve'), asked);
});

test('withdrawing a payment that Stripe no longer knows ends it as not reachable', async (context) => {
  const gateway = await startGateway(context);
  const { clinician, id } = await requested(gateway);
  gateway.stripe.intents.clear();

  const answer = await gateway.act(clinician, id, 'cancel');

  assert.equal(answer.body.status, 'unreachable');
});
