import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { NO_FAULTS } from '../../../server-stub/stripe-simulator/http/faults.ts';
import { aRequest, CLINIC, OTHER_CLINIC, startSimulator, stripeError } from './running-simulator.ts';

const keyed = (idempotencyKey: string, stripeAccount: string = CLINIC) => ({ idempotencyKey, stripeAccount });

describe('an idempotency key', () => {
  test('replays the same answer, and says so', async (t) => {
    const { stripe } = await startSimulator(t);
    const first = await stripe.paymentIntents.create(aRequest(), keyed('k1'));
    const again = await stripe.paymentIntents.create(aRequest(), keyed('k1'));
    assert.equal(again.id, first.id);
    assert.equal(first.lastResponse.headers['idempotent-replayed'], undefined);
    assert.equal(again.lastResponse.headers['idempotent-replayed'], 'true');
    assert.equal(again.lastResponse.headers['original-request'], first.lastResponse.requestId);
    assert.notEqual(again.lastResponse.requestId, first.lastResponse.requestId);
    assert.equal((await stripe.paymentIntents.list({}, { stripeAccount: CLINIC })).data.length, 1);
  });

  test('replays the old body, even when the payment was cancelled since', async (t) => {
    const { stripe } = await startSimulator(t);
    const { id } = await stripe.paymentIntents.create(aRequest(), keyed('k1'));
    await stripe.paymentIntents.cancel(id, undefined, { stripeAccount: CLINIC });
    const again = await stripe.paymentIntents.create(aRequest(), keyed('k1'));
    assert.deepEqual([again.id, again.status], [id, 'requires_payment_method']);
  });

  test('refuses other parameters, and another endpoint', async (t) => {
    const { stripe } = await startSimulator(t);
    const { id } = await stripe.paymentIntents.create(aRequest(), keyed('k1'));
    const other = await stripeError(stripe.paymentIntents.create(aRequest({ amount: 1 }), keyed('k1')));
    assert.equal(other.statusCode, 400);
    assert.equal(other.type, 'StripeIdempotencyError');
    assert.match(other.message, /same parameters they were first used with.*'k1'/);
    const elsewhere = await stripeError(stripe.paymentIntents.cancel(id, undefined, keyed('k1')));
    assert.match(elsewhere.message, /same endpoint/);
  });

  test('belongs to one account', async (t) => {
    const { stripe } = await startSimulator(t);
    const here = await stripe.paymentIntents.create(aRequest(), keyed('k1'));
    const there = await stripe.paymentIntents.create(aRequest({ amount: 100 }), keyed('k1', OTHER_CLINIC));
    assert.notEqual(there.id, here.id);
  });

  test('in use by a request that is still running is a conflict', async (t) => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let arrived = () => {};
    const running = new Promise<void>((resolve) => (arrived = resolve));
    const { stripe } = await startSimulator(t, {
      faults: {
        ...NO_FAULTS,
        beforeCommit: () => {
          arrived();
          return held;
        },
      },
    });
    const first = stripe.paymentIntents.create(aRequest(), keyed('k1'));
    await running;
    const conflict = await stripeError(stripe.paymentIntents.create(aRequest(), keyed('k1')));
    assert.equal(conflict.statusCode, 409);
    assert.equal(conflict.code, 'idempotency_key_in_use');
    assert.equal(conflict.headers?.['stripe-should-retry'], 'true');
    release();
    assert.equal((await stripe.paymentIntents.create(aRequest(), keyed('k1'))).id, (await first).id);
  });

  test('keeps a refusal that came of the payment’s state or the bank', async (t) => {
    const { stripe } = await startSimulator(t);
    const declined = aRequest({ confirm: true, payment_method: 'pm_card_chargeDeclined' });
    const first = await stripeError(stripe.paymentIntents.create(declined, keyed('k1')));
    const again = await stripeError(stripe.paymentIntents.create(declined, keyed('k1')));
    assert.equal(again.charge, first.charge);
    assert.equal(again.headers?.['idempotent-replayed'], 'true');
    assert.equal(again.headers?.['stripe-should-retry'], 'false');
  });

  test('is free again after input that was only wrong', async (t) => {
    const { stripe } = await startSimulator(t);
    await stripeError(stripe.paymentIntents.create(aRequest({ amount: 1 }), keyed('k1')));
    assert.equal((await stripe.paymentIntents.create(aRequest(), keyed('k1'))).amount, 8500);
  });

  test('replays a 500, although the work was done', async (t) => {
    const { stripe } = await startSimulator(t, {
      faults: {
        ...NO_FAULTS,
        seal: (call, _route, reply) =>
          call.idempotencyKey === 'broken'
            ? { status: 500, body: { error: { type: 'api_error', message: 'An error occurred.' } } }
            : reply,
      },
    });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const error = await stripeError(stripe.paymentIntents.create(aRequest(), keyed('broken')));
      assert.equal(error.statusCode, 500);
    }
    assert.equal((await stripe.paymentIntents.list({}, { stripeAccount: CLINIC })).data.length, 1);
  });

  test('lives through a connection that was cut after the commit', async (t) => {
    let cuts = 1;
    const { stripe } = await startSimulator(t, {
      faults: { ...NO_FAULTS, afterCommit: async () => (cuts-- > 0 ? 'cut' : 'answer') },
    });
    // stripe-node itself repeats a cut call once, with the same key.
    const created = await stripe.paymentIntents.create(aRequest(), keyed('k1'));
    assert.equal(created.lastResponse.headers['idempotent-replayed'], 'true');
    assert.equal((await stripe.paymentIntents.list({}, { stripeAccount: CLINIC })).data.length, 1);
  });

  test('is forgotten after 24 hours', async (t) => {
    let now = Date.UTC(2026, 10, 1);
    const { stripe } = await startSimulator(t, { now: () => now });
    const first = await stripe.paymentIntents.create(aRequest(), keyed('k1'));
    now += 24 * 3_600_000 - 1;
    assert.equal((await stripe.paymentIntents.create(aRequest(), keyed('k1'))).id, first.id);
    now += 1;
    assert.notEqual(
      (await stripe.paymentIntents.create(aRequest({ amount: 900 }), keyed('k1'))).id,
      first.id,
    );
  });
});
