import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { TEST_CARDS } from '../../../server-stub/stripe-simulator/cards/test-cards.ts';
import { SIMULATED } from '../../../server-stub/stripe/simulated.ts';
import {
  answerChallenge,
  aRequest,
  CLINIC,
  OTHER_CLINIC,
  payWithCard,
  startSimulator,
} from './running-simulator.ts';

const onClinic = { stripeAccount: CLINIC };

function withKey(parameters: Record<string, string>, account: string = CLINIC): URLSearchParams {
  return new URLSearchParams({ key: SIMULATED.publishableKey, _stripe_account: account, ...parameters });
}

describe('a publishable key', () => {
  test('reads a payment by its client secret, without what is private', async (t) => {
    const { stripe, url } = await startSimulator(t);
    const { client_secret, id } = await stripe.paymentIntents.create(aRequest(), onClinic);
    const response = await fetch(
      `${url}/v1/payment_intents/${id}?${withKey({ client_secret: client_secret ?? '' })}`,
      {
        headers: { origin: 'http://clinic.localhost:9999' },
      },
    );
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    const intent = JSON.parse(await response.text());
    assert.equal(intent.amount, 8500);
    assert.equal(intent.client_secret, client_secret);
    for (const hidden of ['metadata', 'latest_charge', 'customer', 'amount_received']) {
      assert.equal(hidden in intent, false, hidden);
    }
  });

  test('gets Stripe’s words for a secret that does not match, or an account that is another', async (t) => {
    const { stripe, url } = await startSimulator(t);
    const { client_secret, id } = await stripe.paymentIntents.create(aRequest(), onClinic);
    const read = async (parameters: URLSearchParams) => {
      const response = await fetch(`${url}/v1/payment_intents/${id}?${parameters}`);
      return { status: response.status, error: JSON.parse(await response.text()).error };
    };
    const none = await read(withKey({}));
    assert.deepEqual([none.status, none.error.code], [400, 'parameter_missing']);
    const wrong = await read(withKey({ client_secret: `${id}_secret_guess` }));
    assert.match(wrong.error.message, /does not match the client_secret associated with the PaymentIntent/);
    const other = await read(withKey({ client_secret: client_secret ?? '' }, OTHER_CLINIC));
    assert.equal(other.status, 400);
    assert.match(
      other.error.message,
      /^The client_secret provided does not match any associated PaymentIntent on this account/,
    );
  });
});

describe('a card', () => {
  test('pays from the simulator’s own frame', async (t) => {
    const simulator = await startSimulator(t);
    const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    const answer = await payWithCard(simulator, intent, { number: '4242 4242 4242 4242' });
    assert.equal(answer.status, 200);
    assert.equal(answer.body.status, 'succeeded');
    assert.equal('latest_charge' in answer.body, false);
  });

  test('is not taken from any other page', async (t) => {
    const simulator = await startSimulator(t);
    const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    const answer = await payWithCard(simulator, intent, {
      number: '4242424242424242',
      origin: 'http://clinic.localhost:4200',
    });
    assert.equal(answer.status, 400);
    assert.equal(
      (await simulator.stripe.paymentIntents.retrieve(intent.id, {}, onClinic)).status,
      'requires_payment_method',
    );
  });

  test('that is not a published test card is refused, and its number is repeated nowhere', async (t) => {
    const simulator = await startSimulator(t);
    const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    const answer = await payWithCard(simulator, intent, { number: '4111111111111111' });
    assert.equal(answer.status, 402);
    assert.equal(JSON.stringify(answer).includes('4111'), false);
  });

  test('is declined with the payment as it then is, private parts left out', async (t) => {
    const simulator = await startSimulator(t);
    const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    const { body, status } = await payWithCard(simulator, intent, { number: '4000000000009995' });
    assert.equal(status, 402);
    assert.equal(body.error?.decline_code, 'insufficient_funds');
    assert.equal(body.error?.payment_intent?.['status'], 'requires_payment_method');
    assert.equal('metadata' in (body.error?.payment_intent ?? {}), false);
  });

  test('leaves no trace of its number in the state', async (t) => {
    const simulator = await startSimulator(t);
    for (const { number } of TEST_CARDS) {
      const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
      await payWithCard(simulator, intent, { number });
    }
    const kept = JSON.stringify([
      simulator.world.objects.latest('payment_intent', 1000),
      simulator.world.objects.latest('payment_method', 1000),
      simulator.world.objects.latest('charge', 1000),
      simulator.world.objects.latest('event', 1000),
      simulator.activity.after(0),
    ]);
    for (const { number } of TEST_CARDS) assert.equal(kept.includes(number), false, number.slice(-4));
  });

  test('gives the payment a receipt address on the way', async (t) => {
    const simulator = await startSimulator(t);
    const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    await payWithCard(
      simulator,
      intent,
      { number: '4242424242424242' },
      { receipt_email: 'pat@example.com' },
    );
    assert.deepEqual(
      simulator.world.receipts.all().map(({ to }) => to),
      ['pat@example.com'],
    );
  });
});

describe('3-D Secure', () => {
  test('passed pays, and says so on the charge', async (t) => {
    const simulator = await startSimulator(t);
    const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    const answer = await payWithCard(simulator, intent, { number: '4000000000003220' });
    assert.equal(answer.body.status, 'requires_action');
    assert.equal((await answerChallenge(simulator, answer, 'complete')).status, 200);
    const paid = await simulator.stripe.paymentIntents.retrieve(
      intent.id,
      { expand: ['latest_charge'] },
      onClinic,
    );
    assert.equal(paid.status, 'succeeded');
    assert.equal(paid.next_action, null);
    assert.ok(typeof paid.latest_charge === 'object');
    assert.equal(paid.latest_charge?.payment_method_details?.card?.three_d_secure?.result, 'authenticated');
  });

  test('failed gives the payment back, with the reason', async (t) => {
    const simulator = await startSimulator(t);
    const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    const answer = await payWithCard(simulator, intent, { number: '4000002760003184' });
    await answerChallenge(simulator, answer, 'fail');
    const open = await simulator.stripe.paymentIntents.retrieve(intent.id, {}, onClinic);
    assert.equal(open.status, 'requires_payment_method');
    assert.equal(open.last_payment_error?.code, 'payment_intent_authentication_failure');
    assert.equal(open.latest_charge, null);
    const types = (await simulator.stripe.events.list({}, onClinic)).data.map(({ type }) => type);
    assert.deepEqual(types, [
      'payment_intent.payment_failed',
      'payment_intent.requires_action',
      'payment_intent.created',
    ]);
    assert.equal(
      (await payWithCard(simulator, intent, { number: '4242424242424242' })).body.status,
      'succeeded',
    );
  });

  test('passed can still end in a decline', async (t) => {
    const simulator = await startSimulator(t);
    const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    const answer = await payWithCard(simulator, intent, { number: '4000008400001629' });
    await answerChallenge(simulator, answer, 'complete');
    const open = await simulator.stripe.paymentIntents.retrieve(intent.id, {}, onClinic);
    assert.equal(open.last_payment_error?.code, 'card_declined');
  });

  test('answered after the payment was cancelled, or twice, changes nothing', async (t) => {
    const simulator = await startSimulator(t);
    const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    const answer = await payWithCard(simulator, intent, { number: '4000000000003220' });
    await simulator.stripe.paymentIntents.cancel(intent.id, undefined, onClinic);
    assert.equal((await answerChallenge(simulator, answer, 'complete')).status, 200);
    assert.equal(
      (await simulator.stripe.paymentIntents.retrieve(intent.id, {}, onClinic)).status,
      'canceled',
    );
    assert.equal((await simulator.stripe.charges.list({}, onClinic)).data.length, 0);
  });

  test('needs the challenge’s secret', async (t) => {
    const simulator = await startSimulator(t);
    const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    const answer = await payWithCard(simulator, intent, { number: '4000000000003220' });
    const address = new URL(answer.body.next_action?.use_stripe_sdk?.stripe_js ?? '');
    assert.equal((await fetch(`${simulator.url}${address.pathname}?client_secret=guess`)).status, 404);
    const page = await fetch(`${simulator.url}${address.pathname}${address.search}`);
    const text = await page.text();
    assert.match(text, /Complete authentication/);
    assert.match(text, /Fail authentication/);
    assert.match(text, /no real money moves/);
  });
});

describe('pages', () => {
  test('have no inline script or style, and only frames may be framed', async (t) => {
    const { url } = await startSimulator(t);
    for (const [path, ancestors] of [
      ['/', "'none'"],
      ['/frames/card', '*'],
    ] as const) {
      const response = await fetch(url + path);
      const policy = response.headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'/);
      assert.ok(policy.endsWith(`frame-ancestors ${ancestors}`), policy);
      assert.doesNotMatch(await response.text(), /<style|style=|<script>/);
    }
  });

  test('say where the built scripts were looked for when they are not there', async (t) => {
    const { url } = await startSimulator(t, { assetsDir: '/nowhere' });
    const response = await fetch(`${url}/stripe.js`);
    assert.equal(response.status, 404);
    assert.match(await response.text(), /stripe\.js is not built yet/);
  });
});
