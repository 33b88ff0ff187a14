import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  ActivityLog,
  type DeliveryEntry,
} from '../../../server-stub/stripe-simulator/activity/activity-log.ts';
import { scrubbed } from '../../../server-stub/stripe-simulator/activity/redact.ts';
import { TEST_CARDS } from '../../../server-stub/stripe-simulator/cards/test-cards.ts';
import { SIMULATED } from '../../../server-stub/stripe/simulated.ts';
import { activityOf, addFault, control } from './control.ts';
import {
  answerChallenge,
  aRequest,
  CLINIC,
  payWithCard,
  startReceiver,
  startSimulator,
  stripeError,
} from './running-simulator.ts';

const onClinic = { stripeAccount: CLINIC };

describe('the activity', () => {
  test('tells what was asked of Stripe, and what it answered', async (t) => {
    const { stripe, url } = await startSimulator(t);
    const intent = await stripe.paymentIntents.create(aRequest(), { ...onClinic, idempotencyKey: 'k1' });
    await stripe.paymentIntents.create(aRequest(), { ...onClinic, idempotencyKey: 'k1' });
    await stripeError(stripe.charges.retrieve('ch_x', {}, onClinic));
    const { entries, next } = await activityOf({ url });
    assert.equal(next, entries.at(-1)?.seq);
    const [first, replay, refused] = entries.map(({ seq: _seq, at: _at, ...entry }) => entry);
    assert.ok(first?.kind === 'request');
    assert.deepEqual(
      { ...first, durationMs: first.durationMs < 1000 },
      {
        kind: 'request',
        requestId: intent.lastResponse.requestId,
        caller: 'platform',
        method: 'POST',
        path: '/v1/payment_intents',
        route: 'POST /v1/payment_intents',
        account: CLINIC,
        status: 200,
        durationMs: true,
        idempotencyKey: 'k1',
        replayed: false,
        fault: null,
        params: {
          amount: '8500',
          currency: 'aud',
          description: 'Consultation',
          allowed_payment_method_types: ['card', 'link'],
          automatic_payment_methods: { enabled: 'true', allow_redirects: 'never' },
          metadata: { request_id: 'pr_1' },
        },
        answer: { id: intent.id, object: 'payment_intent', status: 'requires_payment_method' },
      },
    );
    assert.ok(replay?.kind === 'request' && replay.replayed);
    assert.ok(refused?.kind === 'request');
    assert.deepEqual(
      [refused.path, refused.route, refused.status, refused.answer],
      [
        '/v1/charges/ch_x',
        'GET /v1/charges/:id',
        404,
        { error: { type: 'invalid_request_error', code: 'resource_missing', declineCode: null } },
      ],
    );
  });

  test('tells each attempt to deliver an event', async (t) => {
    const receiver = await startReceiver(t);
    receiver.answers.push(503);
    const { stripe, url, webhooks } = await startSimulator(t, {
      webhookUrl: receiver.url,
      webhookTimeScale: 1 / 1_000_000,
    });
    const { id } = await stripe.paymentIntents.create(aRequest(), onClinic);
    await receiver.wait(2);
    await webhooks.idle();
    const { entries } = await activityOf({ url });
    const [event] = (await stripe.events.list({}, onClinic)).data;
    assert.deepEqual(
      entries.flatMap(({ seq: _seq, at: _at, ...entry }) => (entry.kind === 'delivery' ? [entry] : [])),
      [503, 200].map((status, index) => ({
        kind: 'delivery',
        eventId: event?.id,
        type: 'payment_intent.created',
        account: CLINIC,
        objectId: id,
        attempt: index + 1,
        status,
        error: null,
        fault: null,
      })),
    );
  });

  test('says when the endpoint was not reached', async (t) => {
    const { stripe, url, webhooks } = await startSimulator(t, { webhookUrl: 'http://127.0.0.1:9/webhooks' });
    await stripe.paymentIntents.create(aRequest(), onClinic);
    await webhooks.idle();
    const delivery = (await activityOf({ url })).entries.find(({ kind }) => kind === 'delivery');
    assert.ok(delivery?.kind === 'delivery');
    assert.equal(delivery.status, null);
    assert.match(delivery.error ?? '', /fetch failed/);
  });

  test('gives what came after, and refuses to guess what that means', async (t) => {
    const { stripe, url } = await startSimulator(t);
    await stripe.accounts.retrieve(CLINIC);
    const { next } = await activityOf({ url });
    assert.deepEqual(await activityOf({ url }, next), { next, entries: [] });
    await stripe.accounts.retrieve(CLINIC);
    const later = await activityOf({ url }, next);
    assert.deepEqual(
      later.entries.map(({ seq }) => seq),
      [next + 1],
    );
    const refused = await control({ url }, 'GET', '/_simulator/activity?after=x');
    assert.equal(refused.status, 400);
    assert.deepEqual(await refused.json(), {
      error: 'Expected "after" to be the "next" of an earlier answer.',
    });
  });

  test('keeps the latest 500, and goes on counting after a restart', () => {
    let now = Date.UTC(2026, 10, 1);
    const entry: DeliveryEntry = {
      kind: 'delivery',
      eventId: 'evt_1',
      type: 'charge.succeeded',
      account: CLINIC,
      objectId: null,
      attempt: 1,
      status: 200,
      error: null,
      fault: null,
    };
    const before = new ActivityLog(() => now);
    for (let count = 0; count < 700; count += 1) before.add(entry);
    const { next, entries } = before.after(0);
    assert.equal(entries.length, 500);
    assert.equal(entries.at(-1)?.seq, next);
    now += 1000;
    const after = new ActivityLog(() => now);
    after.add(entry);
    assert.equal(after.after(next).entries.length, 1);
  });
});

describe('no secret', () => {
  test('of a whole payment appears in the activity: keys, client secrets, addresses, cards', async (t) => {
    const receiver = await startReceiver(t);
    const simulator = await startSimulator(t, { webhookUrl: receiver.url });
    const { stripe, url } = simulator;
    const secrets: string[] = [SIMULATED.secretKey, SIMULATED.publishableKey, SIMULATED.webhookSecret];
    for (const { number } of TEST_CARDS) {
      const intent = await stripe.paymentIntents.create(
        aRequest({
          receipt_email: 'pat@example.com',
          description: 'For pat@example.com 4242 4242 4242 4242',
        }),
        { ...onClinic, idempotencyKey: `pat@example.com ${number}` },
      );
      secrets.push(number, intent.client_secret ?? '');
      const answer = await payWithCard(
        simulator,
        intent,
        { number },
        {
          receipt_email: 'sam@example.com',
          'payment_method_data[billing_details][email]': 'sam@example.com',
          'payment_method_data[billing_details][name]': 'Sam Secret',
        },
      );
      if (answer.body.next_action) await answerChallenge(simulator, answer, 'complete');
    }
    await stripeError(stripe.paymentIntents.retrieve('pi_1_secret_abcdef', {}, onClinic));
    await stripeError(stripe.paymentIntents.retrieve('4000 0000 0000 0002', {}, onClinic));
    await stripeError(stripe.accounts.retrieve('sk_test_inthepath'));
    await stripeError(
      stripe.paymentIntents.create(aRequest({ metadata: { 'pat@example.com': 'whsec_inmetadata' } }), {
        stripeAccount: 'pat@example.com',
      }),
    );
    await fetch(`${url}/v1/payment_intents/pi_x?client_secret=pi_x_secret_y`, {
      headers: { authorization: 'Bearer sk_live_bad' },
    });
    await addFault(simulator, { effect: 'error-after', count: 1 });
    await stripeError(stripe.paymentIntents.create(aRequest({ receipt_email: 'pat@example.com' }), onClinic));
    await simulator.webhooks.idle();
    const told = JSON.stringify(await activityOf(simulator));
    for (const secret of [
      ...secrets,
      'sk_live',
      'sk_test',
      '_secret_',
      'whsec',
      '@example',
      'Sam Secret',
      '"123"',
    ]) {
      assert.equal(told.includes(secret), false, `${secret.slice(0, 12)}…`);
    }
    assert.equal(/\d{12}/.test(told.replaceAll(/"(seq|at|next)":\d+/g, '')), false);
    assert.match(told, /"path":"\/v1\/payment_intents\/\[number\]"/);
    assert.match(told, /"receipt_email":"\[hidden\]"/);
    assert.match(
      told,
      /"payment_method_data":\{"type":"card","card":"\[hidden\]","billing_details":"\[hidden\]"\}/,
    );
    assert.match(told, /"description":"For \[email\] \[number\]"/);
  });

  test('is left by scrubbing, and ids are', () => {
    assert.equal(scrubbed('write to pat.smith+x@example.com.au now'), 'write to [email] now');
    assert.equal(scrubbed('pi_3Simx_secret_abc'), '[secret]');
    assert.equal(scrubbed('rk_live_abc, whsec_abc'), '[key], [key]');
    assert.equal(scrubbed('card 3782-822463-10005.'), 'card [number].');
    for (const plain of ['pi_3SimAb12', 'pr_1:create:1', 'payment for 8500', CLINIC, 'risk_score']) {
      assert.equal(scrubbed(plain), plain);
    }
  });
});
