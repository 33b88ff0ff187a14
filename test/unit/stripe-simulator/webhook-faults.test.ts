import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';

import type { SimulatorOptions } from '../../../server-stub/stripe-simulator/options.ts';
import { activityOf, addFault, control, rulesOf } from './control.ts';
import {
  aRequest,
  CLINIC,
  OTHER_CLINIC,
  type ReceivedWebhook,
  type RunningSimulator,
  startReceiver,
  startSimulator,
  type WebhookReceiver,
} from './running-simulator.ts';

const onClinic = { stripeAccount: CLINIC };

interface Webhooks {
  readonly simulator: RunningSimulator;
  readonly receiver: WebhookReceiver;
}

async function start(t: TestContext, options: SimulatorOptions = {}): Promise<Webhooks> {
  const receiver = await startReceiver(t);
  return { receiver, simulator: await startSimulator(t, { webhookUrl: receiver.url, ...options }) };
}

/** A payment request, whose creation is one event; gives its id. */
async function request({ simulator }: Webhooks, stripeAccount: string = CLINIC): Promise<string> {
  return (await simulator.stripe.paymentIntents.create(aRequest(), { stripeAccount })).id;
}

function subjects(received: readonly ReceivedWebhook[]): readonly string[] {
  return received.map(({ body }) => JSON.parse(body).data.object.id);
}

async function deliveriesOf(simulator: RunningSimulator) {
  const { entries } = await activityOf(simulator);
  return entries.flatMap((entry) =>
    entry.kind === 'delivery' ? [[entry.objectId, entry.attempt, entry.status, entry.fault]] : [],
  );
}

describe('a webhook', () => {
  test('lost on the way never arrives, although Stripe believes so', async (t) => {
    const webhooks = await start(t);
    await addFault(webhooks.simulator, { effect: 'drop', count: 1 });
    const lost = await request(webhooks);
    const heard = await request(webhooks);
    assert.deepEqual(subjects(await webhooks.receiver.wait(1)), [heard]);
    await webhooks.simulator.webhooks.idle();
    const { data } = await webhooks.simulator.stripe.events.list({ delivery_success: false }, onClinic);
    assert.deepEqual(data, []);
    assert.deepEqual(await deliveriesOf(webhooks.simulator), [
      [lost, 1, null, 'drop'],
      [heard, 1, 200, null],
    ]);
    assert.equal(webhooks.receiver.received.length, 1);
  });

  test('delayed arrives later, once, while the others go on', async (t) => {
    let now = Date.UTC(2026, 10, 1);
    const webhooks = await start(t, { now: () => now });
    await addFault(webhooks.simulator, { effect: 'delay', delayMs: 60_000, count: 1 });
    const delayed = await request(webhooks);
    const prompt = await request(webhooks);
    assert.deepEqual(subjects(await webhooks.receiver.wait(1)), [prompt]);
    now += 59_999;
    webhooks.simulator.webhooks.wake();
    await webhooks.simulator.webhooks.idle();
    assert.equal(webhooks.receiver.received.length, 1);
    now += 1;
    webhooks.simulator.webhooks.wake();
    assert.deepEqual(subjects(await webhooks.receiver.wait(2)), [prompt, delayed]);
    await webhooks.simulator.webhooks.idle();
    assert.deepEqual(await deliveriesOf(webhooks.simulator), [
      [delayed, 1, null, 'delay'],
      [prompt, 1, 200, null],
      [delayed, 1, 200, 'delay'],
    ]);
  });

  test('under a delay without end is still delayed only once', async (t) => {
    const webhooks = await start(t);
    await addFault(webhooks.simulator, { effect: 'delay', delayMs: 10 });
    const delayed = await request(webhooks);
    assert.deepEqual(subjects(await webhooks.receiver.wait(1)), [delayed]);
    assert.equal((await rulesOf(webhooks.simulator))[0]?.applied, 1);
  });

  test('doubled arrives twice, word for word', async (t) => {
    const webhooks = await start(t);
    await addFault(webhooks.simulator, { effect: 'double', count: 1 });
    const doubled = await request(webhooks);
    const [first, second] = await webhooks.receiver.wait(2);
    assert.equal(first?.body, second?.body);
    await webhooks.simulator.webhooks.idle();
    assert.deepEqual(await deliveriesOf(webhooks.simulator), [
      [doubled, 1, 200, 'double'],
      [doubled, 1, 200, 'double'],
    ]);
  });

  test('doubled and refused is repeated like any other', async (t) => {
    const webhooks = await start(t, { webhookTimeScale: 1 / 1_000_000 });
    webhooks.receiver.answers.push(500, 500);
    await addFault(webhooks.simulator, { effect: 'double', count: 1 });
    await request(webhooks);
    await webhooks.receiver.wait(3);
    await webhooks.simulator.webhooks.idle();
    assert.equal(webhooks.receiver.received.length, 3);
  });

  test('out of order comes after the account’s next one', async (t) => {
    const webhooks = await start(t);
    await addFault(webhooks.simulator, { effect: 'reorder', account: CLINIC });
    const first = await request(webhooks);
    const elsewhere = await request(webhooks, OTHER_CLINIC);
    await webhooks.receiver.wait(1);
    await webhooks.simulator.webhooks.idle();
    assert.deepEqual(subjects(webhooks.receiver.received), [elsewhere]);
    const second = await request(webhooks);
    assert.deepEqual(subjects(await webhooks.receiver.wait(3)), [elsewhere, second, first]);
    const third = await request(webhooks);
    const fourth = await request(webhooks);
    assert.deepEqual(subjects(await webhooks.receiver.wait(5)).slice(3), [fourth, third]);
  });

  test('out of order comes by itself when no other follows', async (t) => {
    const webhooks = await start(t);
    await addFault(webhooks.simulator, { effect: 'reorder', delayMs: 40 });
    const only = await request(webhooks);
    assert.deepEqual(subjects(await webhooks.receiver.wait(1)), [only]);
  });

  test('meets only faults for its type', async (t) => {
    const webhooks = await start(t);
    await addFault(webhooks.simulator, { effect: 'drop', type: 'payment_intent.*' });
    await webhooks.simulator.stripe.paymentIntents.create(
      aRequest({ confirm: true, payment_method: 'pm_card_visa' }),
      onClinic,
    );
    await webhooks.receiver.wait(1);
    await webhooks.simulator.webhooks.idle();
    const types = webhooks.receiver.received.map(({ body }): string => JSON.parse(body).type);
    assert.deepEqual(
      types.filter((type) => !type.startsWith('charge.')),
      [],
    );
    assert.equal((await rulesOf(webhooks.simulator))[0]?.applied, 2);
  });

  test('meets no fault of the API, and a call none of the webhooks', async (t) => {
    const webhooks = await start(t);
    await addFault(webhooks.simulator, { effect: 'slow', delayMs: 1, route: 'GET /v1/accounts/:id' });
    await addFault(webhooks.simulator, { effect: 'drop', type: 'charge.*' });
    const heard = await request(webhooks);
    assert.deepEqual(subjects(await webhooks.receiver.wait(1)), [heard]);
    assert.deepEqual(
      (await rulesOf(webhooks.simulator)).map(({ applied }) => applied),
      [0, 0],
    );
  });
});

describe('the clock', () => {
  test('moved makes Stripe tell another time, in objects and in signatures', async (t) => {
    const now = Date.UTC(2026, 10, 1);
    const webhooks = await start(t, { now: () => now });
    const move = (body: unknown) => control(webhooks.simulator, 'POST', '/_simulator/clock', body);
    assert.deepEqual(await (await move({ offsetMs: -3_600_000 })).json(), { offsetMs: -3_600_000 });
    assert.deepEqual(await (await move({ advanceMs: 600_000 })).json(), { offsetMs: -3_000_000 });
    const intent = await webhooks.simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    assert.equal(intent.created, (now - 3_000_000) / 1000);
    const [webhook] = await webhooks.receiver.wait(1);
    assert.match(String(webhook?.headers['stripe-signature']), new RegExp(`^t=${(now - 3_000_000) / 1000},`));
  });

  test('moved on by a day lets go of the keys', async (t) => {
    const { stripe, url } = await startSimulator(t);
    const key = { ...onClinic, idempotencyKey: 'k1' };
    const first = await stripe.paymentIntents.create(aRequest(), key);
    await control({ url }, 'POST', '/_simulator/clock', { advanceMs: 24 * 3_600_000 });
    assert.notEqual((await stripe.paymentIntents.create(aRequest(), key)).id, first.id);
  });
});
