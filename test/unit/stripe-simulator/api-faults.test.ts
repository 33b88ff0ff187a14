import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Stripe } from 'stripe';

import { SIMULATED } from '../../../server-stub/stripe/simulated.ts';
import { activityOf, addFault, rulesOf } from './control.ts';
import {
  aRequest,
  CLINIC,
  OTHER_CLINIC,
  payWithCard,
  type RunningSimulator,
  startReceiver,
  startSimulator,
  stripeError,
} from './running-simulator.ts';

const onClinic = { stripeAccount: CLINIC };
const keyed = (idempotencyKey: string) => ({ ...onClinic, idempotencyKey });
const CREATE = 'POST /v1/payment_intents';

async function created({ stripe }: RunningSimulator): Promise<number> {
  return (await stripe.paymentIntents.list({}, onClinic)).data.length;
}

describe('a call that times out', () => {
  test('does nothing, and leaves its key free for the next try', async (t) => {
    const simulator = await startSimulator(t);
    // stripe-node repeats a call whose connection was cut once.
    await addFault(simulator, { effect: 'time-out', delayMs: 10, route: CREATE, count: 2 });
    const late = await stripeError(simulator.stripe.paymentIntents.create(aRequest(), keyed('k1')));
    assert.ok(late instanceof Stripe.errors.StripeConnectionError);
    assert.equal(await created(simulator), 0);
    const again = await simulator.stripe.paymentIntents.create(aRequest(), keyed('k1'));
    assert.equal(again.lastResponse.headers['idempotent-replayed'], undefined);
    assert.equal(await created(simulator), 1);
  });

  test('keeps its connection open for the time given', async (t) => {
    const simulator = await startSimulator(t);
    await addFault(simulator, { effect: 'time-out', delayMs: 45, count: 2 });
    const startedAt = performance.now();
    await stripeError(simulator.stripe.accounts.retrieve(CLINIC));
    // stripe-node repeats a call whose connection was cut once.
    assert.ok(performance.now() - startedAt >= 85);
  });

  test('is told while it is still waiting', async (t) => {
    const simulator = await startSimulator(t);
    await addFault(simulator, { effect: 'time-out', count: 1 });
    const pending = simulator.stripe.accounts.retrieve(CLINIC).catch((error: unknown) => error);
    let entry;
    while (!entry) [entry] = (await activityOf(simulator)).entries;
    assert.ok(entry.kind === 'request');
    assert.deepEqual([entry.status, entry.fault, entry.answer], [null, 'time-out', null]);
    await simulator.app.close();
    await pending;
  });
});

describe('a 500', () => {
  test('before the work leaves nothing behind, and is not kept under the key', async (t) => {
    const simulator = await startSimulator(t);
    await addFault(simulator, { effect: 'error-before', route: CREATE, count: 1 });
    const error = await stripeError(simulator.stripe.paymentIntents.create(aRequest(), keyed('k1')));
    assert.deepEqual([error.statusCode, error.type], [500, 'StripeAPIError']);
    assert.equal(error.headers?.['stripe-should-retry'], 'true');
    assert.equal(await created(simulator), 0);
    await simulator.stripe.paymentIntents.create(aRequest(), keyed('k1'));
    assert.equal(await created(simulator), 1);
  });

  test('after the work is replayed under its key, and there is one payment', async (t) => {
    const receiver = await startReceiver(t);
    const simulator = await startSimulator(t, { webhookUrl: receiver.url });
    await addFault(simulator, { effect: 'error-after', route: CREATE, count: 1 });
    const first = await stripeError(simulator.stripe.paymentIntents.create(aRequest(), keyed('k1')));
    const again = await stripeError(simulator.stripe.paymentIntents.create(aRequest(), keyed('k1')));
    assert.deepEqual([first.statusCode, again.statusCode], [500, 500]);
    assert.equal(first.headers?.['stripe-should-retry'], 'false');
    assert.equal(again.headers?.['idempotent-replayed'], 'true');
    assert.equal(await created(simulator), 1);
    assert.deepEqual(await rulesOf(simulator), []);
    const [webhook] = await receiver.wait(1);
    assert.match(webhook?.body ?? '', /payment_intent\.created/);
  });

  test('after the work spares a call that did no work', async (t) => {
    const simulator = await startSimulator(t);
    const rule = await addFault(simulator, { effect: 'error-after', route: CREATE, count: 1 });
    const refused = await stripeError(
      simulator.stripe.paymentIntents.create(aRequest({ amount: 1 }), onClinic),
    );
    assert.equal(refused.code, 'amount_too_small');
    assert.deepEqual(await rulesOf(simulator), [rule]);
  });

  test('after a card was charged leaves the payment paid', async (t) => {
    const simulator = await startSimulator(t);
    const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    await addFault(simulator, { effect: 'error-after', route: 'POST /v1/payment_intents/:id/confirm' });
    const answer = await payWithCard(simulator, intent, { number: '4242424242424242' });
    assert.equal(answer.status, 500);
    assert.equal(
      (await simulator.stripe.paymentIntents.retrieve(intent.id, {}, onClinic)).status,
      'succeeded',
    );
  });
});

describe('a connection cut', () => {
  test('before the work leaves nothing behind', async (t) => {
    const simulator = await startSimulator(t);
    await addFault(simulator, { effect: 'cut-before', route: CREATE, count: 2 });
    const error = await stripeError(simulator.stripe.paymentIntents.create(aRequest(), keyed('k1')));
    assert.ok(error instanceof Stripe.errors.StripeConnectionError);
    assert.equal(await created(simulator), 0);
  });

  test('after the work leaves one payment, whose answer the next try gets', async (t) => {
    const simulator = await startSimulator(t);
    await addFault(simulator, { effect: 'cut-after', route: CREATE, count: 2 });
    const error = await stripeError(simulator.stripe.paymentIntents.create(aRequest(), keyed('k1')));
    assert.ok(error instanceof Stripe.errors.StripeConnectionError);
    assert.equal(await created(simulator), 1);
    const again = await simulator.stripe.paymentIntents.create(aRequest(), keyed('k1'));
    assert.equal(again.lastResponse.headers['idempotent-replayed'], 'true');
    assert.equal(await created(simulator), 1);
  });
});

describe('a refusal', () => {
  test('since the key is in use does nothing, and asks to try again', async (t) => {
    const simulator = await startSimulator(t);
    await addFault(simulator, { effect: 'conflict', route: CREATE, count: 1 });
    const error = await stripeError(simulator.stripe.paymentIntents.create(aRequest(), keyed('k1')));
    assert.deepEqual([error.statusCode, error.code], [409, 'idempotency_key_in_use']);
    assert.equal(error.headers?.['stripe-should-retry'], 'true');
    assert.equal(await created(simulator), 0);
    assert.equal((await simulator.stripe.paymentIntents.create(aRequest(), keyed('k1'))).amount, 8500);
  });

  test('of a call without a key says that the object is locked', async (t) => {
    const simulator = await startSimulator(t);
    await addFault(simulator, { effect: 'conflict', route: 'GET /v1/accounts/:id', count: 1 });
    const error = await stripeError(simulator.stripe.accounts.retrieve(CLINIC));
    assert.deepEqual([error.statusCode, error.code], [429, 'lock_timeout']);
  });

  test('for too many calls does nothing, says why, and leaves the key free', async (t) => {
    const simulator = await startSimulator(t);
    await addFault(simulator, { effect: 'rate-limit', route: CREATE, count: 1 });
    const error = await stripeError(simulator.stripe.paymentIntents.create(aRequest(), keyed('k1')));
    assert.deepEqual([error.statusCode, error.type, error.code], [429, 'StripeRateLimitError', 'rate_limit']);
    assert.equal(error.headers?.['stripe-rate-limited-reason'], 'global-rate');
    assert.equal(await created(simulator), 0);
    await simulator.stripe.paymentIntents.create(aRequest(), keyed('k1'));
    assert.equal(await created(simulator), 1);
  });
});

describe('a slow Stripe', () => {
  test('answers as usual, later', async (t) => {
    const simulator = await startSimulator(t);
    await addFault(simulator, { effect: 'slow', delayMs: 60, route: CREATE });
    const startedAt = performance.now();
    const intent = await simulator.stripe.paymentIntents.create(aRequest(), keyed('k1'));
    assert.ok(performance.now() - startedAt >= 55);
    assert.equal(intent.status, 'requires_payment_method');
    const again = await simulator.stripe.paymentIntents.create(aRequest(), keyed('k1'));
    assert.equal(again.id, intent.id);
    assert.equal((await rulesOf(simulator))[0]?.applied, 2);
  });

  test('keeps the key in use meanwhile', async (t) => {
    const simulator = await startSimulator(t);
    await addFault(simulator, { effect: 'slow', delayMs: 60_000, route: CREATE, count: 1 });
    const late = simulator.stripe.paymentIntents.create(aRequest(), keyed('k1')).catch(() => null);
    while ((await rulesOf(simulator)).length > 0);
    const meanwhile = await stripeError(simulator.stripe.paymentIntents.create(aRequest(), keyed('k1')));
    assert.equal(meanwhile.code, 'idempotency_key_in_use');
    assert.equal(await created(simulator), 0);
    await simulator.app.close();
    await late;
  });

  test('does the work although nobody waits for it any more', async (t) => {
    const simulator = await startSimulator(t);
    await addFault(simulator, { effect: 'slow', delayMs: 90, route: CREATE, count: 1 });
    const gone = new AbortController();
    const request = fetch(`${simulator.url}/v1/payment_intents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SIMULATED.secretKey}`, 'stripe-account': CLINIC },
      body: new URLSearchParams({ amount: '8500', currency: 'aud' }),
      signal: gone.signal,
    }).catch((error: unknown) => error);
    while ((await rulesOf(simulator)).length > 0);
    gone.abort();
    await request;
    while (!(await activityOf(simulator)).entries.some(({ fault }) => fault === 'slow'));
    assert.equal(await created(simulator), 1);
  });

  test('may meet another fault as well', async (t) => {
    const simulator = await startSimulator(t);
    await addFault(simulator, { effect: 'slow', delayMs: 40 });
    await addFault(simulator, { effect: 'error-after', route: CREATE, count: 1 });
    const startedAt = performance.now();
    const error = await stripeError(simulator.stripe.paymentIntents.create(aRequest(), onClinic));
    assert.equal(error.statusCode, 500);
    assert.ok(performance.now() - startedAt >= 35);
  });

  test('does not keep the simulator from ending', async (t) => {
    const simulator = await startSimulator(t);
    await addFault(simulator, { effect: 'slow', delayMs: 60_000 });
    const pending = simulator.stripe.accounts.retrieve(CLINIC).catch((error: unknown) => error);
    while ((await rulesOf(simulator))[0]?.applied === 0);
    await simulator.app.close();
    assert.ok((await pending) instanceof Stripe.errors.StripeConnectionError);
  });
});

describe('a fault', () => {
  test('strikes only the route and the account that it names', async (t) => {
    const simulator = await startSimulator(t);
    await addFault(simulator, { effect: 'error-before', route: `${CREATE}*`, account: OTHER_CLINIC });
    const { id } = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    const elsewhere = { stripeAccount: OTHER_CLINIC };
    await stripeError(simulator.stripe.paymentIntents.create(aRequest(), elsewhere));
    await stripeError(simulator.stripe.paymentIntents.confirm('pi_x', {}, elsewhere));
    assert.equal((await simulator.stripe.paymentIntents.list({}, elsewhere)).data.length, 0);
    assert.equal((await simulator.stripe.paymentIntents.retrieve(id, {}, onClinic)).id, id);
  });

  test('may name one object', async (t) => {
    const simulator = await startSimulator(t);
    await addFault(simulator, { effect: 'rate-limit', route: `GET /v1/accounts/${CLINIC}` });
    assert.equal((await stripeError(simulator.stripe.accounts.retrieve(CLINIC))).statusCode, 429);
    assert.equal((await simulator.stripe.accounts.retrieve(OTHER_CLINIC)).id, OTHER_CLINIC);
  });

  test('strikes as often as it says, and is then gone', async (t) => {
    const simulator = await startSimulator(t);
    const { id } = await addFault(simulator, { effect: 'rate-limit', count: 2 });
    const read = () => simulator.stripe.accounts.retrieve(CLINIC);
    await stripeError(read());
    assert.deepEqual(
      (await rulesOf(simulator)).map((rule) => [rule.id, rule.count, rule.applied]),
      [[id, 1, 1]],
    );
    await stripeError(read());
    assert.deepEqual(await rulesOf(simulator), []);
    assert.equal((await read()).id, CLINIC);
  });

  test('strikes with the probability given, and in the same way each run', async (t) => {
    const run = async (seed: number) => {
      const simulator = await startSimulator(t);
      await addFault(simulator, { effect: 'rate-limit', probability: 0.3, seed });
      let pattern = '';
      for (let call = 0; call < 60; call += 1) {
        pattern += await simulator.stripe.accounts.retrieve(CLINIC).then(
          () => '.',
          () => 'x',
        );
      }
      assert.equal((await rulesOf(simulator))[0]?.applied, pattern.replaceAll('.', '').length);
      return pattern;
    };
    const [first, again, other] = [await run(7), await run(7), await run(8)];
    assert.equal(first, again);
    assert.notEqual(first, other);
    const struck = first.replaceAll('.', '').length;
    assert.ok(struck > 8 && struck < 30, `${struck} of 60 at 30 %`);
  });
});
