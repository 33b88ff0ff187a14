import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';

import { StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';
import type { Problem } from '../../../src/contract/problem.ts';
import { HOUR, MINUTE, SECOND } from '../../support/server/fake-clock.ts';
import { ACCOUNT, startGateway, type GatewayFixture } from '../../support/server/gateway-fixture.ts';
import { until } from '../../support/server/until.ts';

test('a clinician asks, and the patient sees what to pay', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();
  const patient = await gateway.patientToken();

  const created = await gateway.create(clinician, { reference: 'visit-77' });

  assert.equal(created.status, 201);
  assert.equal(created.body.status, 'requested');
  assert.equal(created.body.reference, 'visit-77');
  const seen = await gateway.get(patient, created.body.id);
  assert.equal(seen.amount, 8500);
  assert.equal(seen.currency, 'aud');
  assert.deepEqual(seen.clinic, { name: 'Harbour Street Clinic' });
  assert.deepEqual(seen.payer, { id: 'patient-1', displayName: 'Pat Lee' });
  assert.deepEqual(seen.requestedBy, { id: 'clinician-1', displayName: 'Dr Ada Byron' });
});

test('Stripe is told on the clinic’s account, with a key of ours and opaque ids only', async (context) => {
  const gateway = await startGateway(context);

  const { body } = await gateway.create(await gateway.token());

  const [call] = gateway.stripe.calls;
  assert.equal(call?.account, ACCOUNT);
  assert.equal(call?.key, `${body.id}:create:1`);
  assert.deepEqual(Object.keys(call?.intent?.metadata ?? {}), ['request_id', 'host_id', 'clinic_id']);
  assert.match(call?.intent?.metadata['request_id'] ?? '', /^pr_[0-9a-f]{32}$/);
});

test('the same key and body answers the same request', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();

  const first = await gateway.create(clinician, {}, 'k');
  const second = await gateway.create(clinician, {}, 'k');

  assert.equal(first.status, 201);
  assert.equal(second.status, 200);
  assert.equal(second.body.id, first.body.id);
  assert.equal(gateway.stripe.intents.size, 1);
});

test('a double click makes one request', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();

  const answers = await Promise.all([1, 2, 3, 4].map(() => gateway.create(clinician, {}, 'k')));

  assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
  assert.deepEqual(
    answers.map(({ body }) => body.status),
    Array(4).fill('requested'),
  );
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 200, 200, 201],
  );
  assert.equal(gateway.stripe.intents.size, 1);
});

test('the same key with another body is refused', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();
  await gateway.create(clinician, {}, 'k');

  const again = await gateway.create(clinician, { amount: 9000 }, 'k');

  assert.equal(again.status, 422);
  assert.equal((again.body as unknown as Problem).code, 'idempotency_key_reused');
});

test('two clinicians may use the same key', async (context) => {
  const gateway = await startGateway(context);

  const one = await gateway.create(await gateway.token(), {}, 'k');
  const two = await gateway.create(await gateway.token({ participantId: 'clinician-2' }), {}, 'k');

  assert.notEqual(one.body.id, two.body.id);
});

test('without a payer it is the call’s only known patient', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();
  await gateway.patientToken();
  await gateway.token({ role: 'observer', participantId: 'interpreter-1' });

  const { body } = await gateway.create(clinician, { payerId: undefined });

  assert.equal(body.payer.id, 'patient-1');
});

test('without a payer and with no patient, or two, it asks who pays', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();

  const none = await gateway.create(clinician, { payerId: undefined });
  await gateway.patientToken();
  await gateway.patientToken({ participantId: 'patient-2' });
  const two = await gateway.create(clinician, { payerId: undefined });

  for (const answer of [none, two]) {
    assert.equal(answer.status, 422);
    assert.equal((answer.body as unknown as Problem).code, 'payer_required');
  }
});

test('a patient who has not joined yet can be addressed, and is named once they join', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();

  const { body } = await gateway.create(clinician, { payerId: 'patient-9' });
  assert.deepEqual(body.payer, { id: 'patient-9' });
  await gateway.patientToken({ participantId: 'patient-9', displayName: 'Late Comer' });

  assert.equal((await gateway.get(clinician, body.id)).payer.displayName, 'Late Comer');
});

test('a payer who is known to be an observer is refused', async (context) => {
  const gateway = await startGateway(context);
  await gateway.token({ role: 'observer', participantId: 'interpreter-1' });

  const answer = await gateway.create(await gateway.token(), { payerId: 'interpreter-1' });

  assert.equal((answer.body as unknown as Problem).code, 'payer_unknown');
});

test('a clinic that is not enabled, or not linked, cannot ask', async (context) => {
  const gateway = await startGateway(context);

  const disabled = await gateway.create(await gateway.token({ clinicRef: 'disabled' }));
  const unlinked = await gateway.create(await gateway.token({ clinicRef: 'unlinked' }));
  const unknown = await gateway.create(await gateway.token({ clinicRef: 'nowhere' }));

  assert.equal(disabled.status, 403);
  assert.equal((disabled.body as unknown as Problem).code, 'clinic_not_enabled');
  assert.equal(unlinked.status, 409);
  assert.equal((unlinked.body as unknown as Problem).code, 'account_not_ready');
  assert.equal((unknown.body as unknown as Problem).code, 'clinic_not_enabled');
});

for (const fault of ['before', 'after'] as const) {
  test(`Stripe fails ${fault} the commit: it stays creating, and is resumed with the same key`, async (context) => {
    const gateway = await startGateway(context);
    const clinician = await gateway.token();
    const patient = await gateway.patientToken();
    gateway.stripe.fail('create', fault);

    const created = await gateway.create(clinician);
    assert.equal(created.status, 202);
    assert.equal(created.body.status, 'creating');
    assert.equal(
      (await gateway.call(`/v1/payment-requests/${created.body.id}`, { as: patient })).status,
      404,
    );
    gateway.clock.advance(2 * SECOND);
    await gateway.built.tick();

    assert.equal((await gateway.get(patient, created.body.id)).status, 'requested');
    assert.equal(gateway.stripe.intents.size, 1);
    assert.equal(new Set(gateway.stripe.calls.map(({ key }) => key)).size, 1);
  });
}

test('a crash between saving and calling Stripe is resumed with the same key', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();
  gateway.stripe.hold('create');
  void gateway.create(clinician, {}, 'k').catch(() => undefined);
  await until(() => gateway.stripe.calls.length === 1, 'Stripe is told');
  const [, before] = ['', gateway.stripe.calls[0]?.key];

  await gateway.crash();
  gateway.stripe.hold('create')();
  await gateway.built.tick();

  const again = await gateway.create(await gateway.token(), {}, 'k');
  assert.equal(again.status, 200);
  assert.equal(again.body.status, 'requested');
  assert.equal(gateway.stripe.intents.size, 1);
  assert.deepEqual(
    gateway.stripe.calls.map(({ key }) => key),
    [before, before],
  );
});

test('a 500 that Stripe replays takes the next key, and the orphan is cancelled when its event comes', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();
  gateway.stripe.fail('create', 'replayed');

  const { body } = await gateway.create(clinician);
  gateway.clock.advance(2 * SECOND);
  await gateway.built.tick();

  assert.equal((await gateway.get(clinician, body.id)).status, 'requested');
  assert.deepEqual(
    gateway.stripe.calls.map(({ key }) => key),
    [`${body.id}:create:1`, `${body.id}:create:2`],
  );
  await gateway.webhook({ type: 'payment_intent.created', paymentIntent: 'pi_1', requestId: body.id });
  assert.equal(gateway.stripe.intents.get('pi_1')?.facts.status, 'canceled');
  assert.equal(gateway.stripe.intents.get('pi_2')?.facts.status, 'requires_payment_method');
  assert.equal((await gateway.get(clinician, body.id)).status, 'requested');
});

test('the event of a PaymentIntent whose answer was lost gives it to its request', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();
  gateway.stripe.fail('create', 'replayed');

  const { body } = await gateway.create(clinician);
  await gateway.webhook({ type: 'payment_intent.created', paymentIntent: 'pi_1', requestId: body.id });

  assert.equal((await gateway.get(clinician, body.id)).status, 'requested');
  assert.equal(gateway.stripe.intents.size, 1);
});

/**
 * Stripe's answer was lost, and the process that tries again falls asleep between its look at the request and its call
 * for longer than Stripe keeps the key. `meanwhile`: what happens just before that call.
 */
async function slept(
  context: TestContext,
  meanwhile: (gateway: GatewayFixture, id: string) => Promise<void>,
) {
  const gateway = await startGateway(context, { settings: { PAYMENT_REQUEST_TTL_HOURS: '72' } });
  gateway.stripe.fail('create', 'after');
  const { body } = await gateway.create(await gateway.token());
  const { operations } = gateway.store;
  const current = operations.current.bind(operations);
  const sleep = context.mock.method(
    operations,
    'current',
    async (...asked: Parameters<typeof current>) => {
      const operation = await current(...asked);
      gateway.clock.advance(26 * HOUR);
      await meanwhile(gateway, body.id);
      return operation;
    },
    { times: 1 },
  );

  gateway.clock.advance(2 * SECOND);
  await gateway.built.tick();

  assert.equal(sleep.mock.callCount(), 1);
  assert.equal(gateway.stripe.intents.size, 2);
  assert.deepEqual(
    gateway.stripe.calls.filter(({ method }) => method === 'create').map(({ key }) => key),
    Array(2).fill(`${body.id}:create:1`),
  );
  return { gateway, id: body.id };
}

/** The PaymentIntent whose secret the payer is given; the only one that they can pay. */
async function checkedOut(gateway: GatewayFixture, id: string): Promise<string> {
  const { body } = await gateway.act(await gateway.patientToken(), id, 'checkout');
  return String(Object(body).clientSecret);
}

const created = { type: 'payment_intent.created', paymentIntent: 'pi_1' };

test('of two PaymentIntents that a day’s sleep made under one key, the payer gets the request’s, and the other goes when its event comes', async (context) => {
  const { gateway, id } = await slept(context, () => Promise.resolve());
  const secret = await checkedOut(gateway, id);

  await gateway.webhook({ ...created, requestId: id });

  assert.equal(secret, 'pi_2_secret_2');
  assert.equal(await checkedOut(gateway, id), secret);
  assert.equal(gateway.stripe.intents.get('pi_1')?.facts.status, 'canceled');
  assert.equal(gateway.stripe.intents.get('pi_2')?.facts.status, 'requires_payment_method');
});

test('of two PaymentIntents that a day’s sleep made under one key, the second goes at once when the first is the request’s', async (context) => {
  const { gateway, id } = await slept(context, async (asleep, requestId) => {
    await asleep.deliver({ ...created, requestId });
    const own = async () => (await asleep.store.requests.find(requestId))?.payment_intent;
    await until(async () => (await own()) === 'pi_1', 'the first is the request’s');
  });

  assert.equal(await checkedOut(gateway, id), 'pi_1_secret_1');
  assert.equal(gateway.stripe.intents.get('pi_1')?.facts.status, 'requires_payment_method');
  assert.equal(gateway.stripe.intents.get('pi_2')?.facts.status, 'canceled');
});

test('of two PaymentIntents that a day’s sleep made for a request that has failed meanwhile, both go', async (context) => {
  const { gateway, id } = await slept(context, async (asleep) => {
    const awake = await asleep.second();
    context.after(() => awake.app.close());
    await awake.tick();
  });

  await gateway.webhook({ ...created, requestId: id });

  assert.equal((await gateway.get(await gateway.token(), id)).status, 'failed');
  assert.deepEqual(
    [...gateway.stripe.intents.values()].map(({ facts }) => facts.status),
    ['canceled', 'canceled'],
  );
});

test('after ten minutes without Stripe it has failed for good', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();
  gateway.stripe.fail('create', 'before', 100);

  const { body } = await gateway.create(clinician);
  for (let minute = 0; minute < 12; minute += 1) {
    gateway.clock.advance(MINUTE);
    await gateway.built.tick();
  }

  assert.equal((await gateway.get(clinician, body.id)).status, 'failed');
});

test('what Stripe refuses is refused in words, again under the same key', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();
  gateway.stripe.fail('create', new StripeFailure('rejected', 'Too small.', { code: 'amount_too_small' }));

  const first = await gateway.create(clinician, {}, 'k');
  const second = await gateway.create(clinician, {}, 'k');

  for (const { status, body } of [first, second]) {
    assert.equal(status, 422);
    assert.equal((body as unknown as Problem).code, 'amount_too_small');
    assert.equal((body as unknown as Problem).field, 'amount');
  }
  assert.equal(gateway.stripe.count('create'), 1);
});

test('an account that no longer lets us in is not ready, and the session says so', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();
  gateway.stripe.fail('create', new StripeFailure('access-lost', 'Gone.', { code: 'account_invalid' }));

  const answer = await gateway.create(clinician);

  assert.equal(answer.status, 409);
  assert.equal((answer.body as unknown as Problem).code, 'account_not_ready');
  const session = await gateway.call<{ payments: object }>('/v1/session', { as: clinician });
  assert.deepEqual(session.body.payments, { ready: false, reason: 'account_not_linked' });
});

test('a slow Stripe does not keep the caller waiting for ever', async (context) => {
  const gateway = await startGateway(context, { patience: 20 });
  const clinician = await gateway.token();
  const release = gateway.stripe.hold('create');

  const { status, body } = await gateway.create(clinician);
  assert.equal(status, 202);
  release();
  await until(async () => (await gateway.get(clinician, body.id)).status !== 'creating', 'Stripe has it');

  assert.equal((await gateway.get(clinician, body.id)).status, 'requested');
});
