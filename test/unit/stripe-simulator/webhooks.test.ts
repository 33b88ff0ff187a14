import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { retryDelay } from '../../../server-stub/stripe-simulator/webhooks/schedule.ts';
import { SIMULATED } from '../../../server-stub/stripe/simulated.ts';
import { aRequest, CLINIC, startReceiver, startSimulator, stripeError } from './running-simulator.ts';

const onClinic = { stripeAccount: CLINIC };
const PAID = { confirm: true, payment_method: 'pm_card_visa' } as const;

describe('webhooks', () => {
  test('arrive signed, with the account, the version and the request that caused them', async (t) => {
    const receiver = await startReceiver(t);
    const { stripe } = await startSimulator(t, { webhookUrl: receiver.url });
    const { id, lastResponse } = await stripe.paymentIntents.create(aRequest(PAID), {
      ...onClinic,
      idempotencyKey: 'k1',
    });
    const received = await receiver.wait(4);
    const events = received.map(({ body, headers }) =>
      stripe.webhooks.constructEvent(body, String(headers['stripe-signature']), SIMULATED.webhookSecret),
    );
    assert.deepEqual(events.map(({ type }) => type).sort(), [
      'charge.succeeded',
      'charge.updated',
      'payment_intent.created',
      'payment_intent.succeeded',
    ]);
    for (const event of events) {
      assert.equal(event.account, CLINIC);
      assert.equal(event.api_version, '2026-10-28.endive');
      assert.equal(event.livemode, false);
      assert.equal(event.pending_webhooks, 1);
      assert.deepEqual(event.request, { id: lastResponse.requestId, idempotency_key: 'k1' });
    }
    const succeeded = events.find((event) => event.type === 'payment_intent.succeeded');
    assert.equal(succeeded?.data.object.id, id);
    assert.equal(succeeded?.data.object.metadata['request_id'], 'pr_1');
  });

  test('do not pass with another secret', async (t) => {
    const receiver = await startReceiver(t);
    const { stripe } = await startSimulator(t, { webhookUrl: receiver.url, webhookSecret: 'whsec_other' });
    await stripe.paymentIntents.create(aRequest(), onClinic);
    const [first] = await receiver.wait(1);
    assert.throws(
      () =>
        stripe.webhooks.constructEvent(
          first?.body ?? '',
          String(first?.headers['stripe-signature']),
          SIMULATED.webhookSecret,
        ),
      { type: 'StripeSignatureVerificationError' },
    );
  });

  test('are repeated until the endpoint answers 2xx, and are then listed as delivered', async (t) => {
    const receiver = await startReceiver(t);
    receiver.answers.push(500, 302, 404);
    const { stripe, webhooks } = await startSimulator(t, {
      webhookUrl: receiver.url,
      webhookTimeScale: 1 / 1_000_000,
    });
    await stripe.paymentIntents.create(aRequest(), onClinic);
    const received = await receiver.wait(4);
    assert.equal(new Set(received.map(({ body }) => body)).size, 1);
    await webhooks.idle();
    assert.equal((await stripe.events.list({ delivery_success: true }, onClinic)).data.length, 1);
    assert.equal((await stripe.events.list({ delivery_success: false }, onClinic)).data.length, 0);
  });

  test('are not lost when one falls due while the next are looked up', async (t) => {
    const receiver = await startReceiver(t);
    receiver.answers.push(500);
    // A clock that moves on with each reading, and a first retry after two such steps.
    let reading = Date.UTC(2026, 10, 1);
    const { stripe } = await startSimulator(t, {
      webhookUrl: receiver.url,
      webhookTimeScale: 2 / 300_000,
      now: () => (reading += 1),
    });
    await stripe.paymentIntents.create(aRequest(), onClinic);
    assert.equal((await receiver.wait(2)).length, 2);
  });

  test('wait on Stripe’s own schedule, and end after three days', () => {
    const hours = (attempts: number) => (retryDelay(attempts, 1) ?? NaN) / 3_600_000;
    assert.deepEqual([1, 2, 3, 4, 5, 6, 7].map(hours), [5 / 60, 0.5, 2, 5, 10, 12, 12]);
    assert.equal(retryDelay(10, 1), null);
    assert.equal(retryDelay(1, 1 / 300), 1000);
  });

  test('are sent once more by hand, also after they were delivered', async (t) => {
    const receiver = await startReceiver(t);
    const { stripe, webhooks } = await startSimulator(t, { webhookUrl: receiver.url });
    await stripe.paymentIntents.create(aRequest(), onClinic);
    await receiver.wait(1);
    await webhooks.idle();
    const [event] = (await stripe.events.list({}, onClinic)).data;
    assert.equal(event?.pending_webhooks, 0);
    const again = await stripe.rawRequest('POST', `/v1/events/${event.id}/retry`, {}, onClinic);
    assert.equal(again['pending_webhooks'], 1);
    const [first, second] = await receiver.wait(2);
    assert.equal(JSON.parse(second?.body ?? '').id, JSON.parse(first?.body ?? '').id);
    await webhooks.idle();
    assert.equal((await stripe.events.retrieve(event.id, {}, onClinic)).pending_webhooks, 0);
  });

  test('cannot be sent by hand where no endpoint hears of them', async (t) => {
    const { stripe } = await startSimulator(t);
    await stripe.paymentIntents.create(aRequest(), onClinic);
    const [event] = (await stripe.events.list({}, onClinic)).data;
    const error = await stripeError(stripe.rawRequest('POST', `/v1/events/${event?.id}/retry`, {}, onClinic));
    assert.equal(error.statusCode, 400);
  });

  test('are dropped while paused, and come again afterwards', async (t) => {
    const receiver = await startReceiver(t);
    const { stripe, url, webhooks } = await startSimulator(t, { webhookUrl: receiver.url });
    const pause = (paused: boolean) =>
      fetch(`${url}/_simulator/webhooks`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ paused }),
      });
    assert.equal((await pause(true)).status, 200);
    const lost = await stripe.paymentIntents.create(aRequest(), onClinic);
    await pause(false);
    const heard = await stripe.paymentIntents.create(aRequest(), onClinic);
    await receiver.wait(1);
    await webhooks.idle();
    assert.equal(receiver.received.length, 1);
    assert.match(receiver.received[0]?.body ?? '', new RegExp(heard.id));
    assert.equal((await stripe.events.list({}, onClinic)).data.length, 2, `${lost.id} is still listed`);
  });

  test('say nothing of the platform’s own objects, which the Connect endpoint does not hear of', async (t) => {
    const receiver = await startReceiver(t);
    const { stripe, webhooks } = await startSimulator(t, { webhookUrl: receiver.url });
    await stripe.paymentIntents.create(aRequest());
    await stripe.paymentIntents.create(aRequest(), onClinic);
    await receiver.wait(1);
    await webhooks.idle();
    assert.equal(receiver.received.length, 1);
    const [own] = (await stripe.events.list()).data;
    assert.equal(own?.account, undefined);
  });
});

describe('events', () => {
  test('are listed by type, and read one by one', async (t) => {
    const { stripe } = await startSimulator(t);
    await stripe.paymentIntents.create(aRequest(PAID), onClinic);
    const all = await stripe.events.list({}, onClinic);
    assert.deepEqual(
      all.data.map(({ type }) => type),
      ['charge.updated', 'payment_intent.succeeded', 'charge.succeeded', 'payment_intent.created'],
    );
    const some = await stripe.events.list({ types: ['charge.succeeded', 'charge.failed'] }, onClinic);
    assert.equal(some.data.length, 1);
    const [first] = some.data;
    assert.equal((await stripe.events.retrieve(first?.id ?? '', {}, onClinic)).type, 'charge.succeeded');
  });

  test('can be listed for 30 days', async (t) => {
    let now = Date.UTC(2026, 10, 1);
    const { stripe } = await startSimulator(t, { now: () => now });
    await stripe.paymentIntents.create(aRequest(), onClinic);
    now += 31 * 86_400_000;
    assert.equal((await stripe.events.list({}, onClinic)).data.length, 0);
  });
});
