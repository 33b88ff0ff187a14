import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Stripe } from 'stripe';

import { choiceFields } from '../../../server-stub/stripe-simulator/browser/frame/choice-fields.ts';
import { walletOfBrowser } from '../../../server-stub/stripe-simulator/browser/frame/offered-methods.ts';
import type { Choice } from '../../../server-stub/stripe-simulator/browser/protocol.ts';
import { SIMULATED } from '../../../server-stub/stripe/simulated.ts';
import { aRequest, CLINIC, type RunningSimulator, startSimulator } from './running-simulator.ts';

const onClinic = { stripeAccount: CLINIC };

/** Confirms as the simulator's own frames do, unless `origin` says otherwise. */
async function payWith(
  { url }: RunningSimulator,
  intent: Stripe.PaymentIntent,
  choice: Choice,
  origin = url,
) {
  const response = await fetch(`${url}/v1/payment_intents/${intent.id}/confirm`, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams([
      ['key', SIMULATED.publishableKey],
      ['_stripe_account', CLINIC],
      ['client_secret', intent.client_secret ?? ''],
      ...choiceFields(choice).map(([name, value]) => [`payment_method_data${name}`, value]),
    ]),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

async function paid({ stripe }: RunningSimulator, id: string) {
  const intent = await stripe.paymentIntents.retrieve(
    id,
    { expand: ['latest_charge', 'payment_method'] },
    onClinic,
  );
  const { latest_charge: charge, payment_method: method, status } = intent;
  assert.equal(status, 'succeeded');
  assert.ok(charge !== null && typeof charge === 'object' && method !== null && typeof method === 'object');
  return { charge, method };
}

describe('a wallet', () => {
  for (const type of ['google_pay', 'apple_pay'] as const) {
    test(`pays by a card that says it came by ${type}`, async (t) => {
      const simulator = await startSimulator(t);
      const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
      assert.equal((await payWith(simulator, intent, { type, card: 'mastercard' })).status, 200);
      const { charge, method } = await paid(simulator, intent.id);
      assert.equal(method.type, 'card');
      assert.equal(method.card?.wallet?.type, type);
      assert.deepEqual(method.card?.wallet?.[type], {});
      assert.equal(charge.payment_method_details?.card?.wallet?.type, type);
      assert.equal(charge.payment_method_details?.card?.brand, 'mastercard');
    });
  }

  test('whose card is declined leaves the payment open', async (t) => {
    const simulator = await startSimulator(t);
    const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    const answer = await payWith(simulator, intent, { type: 'google_pay', card: 'declined' });
    assert.equal(answer.status, 402);
    assert.equal(answer.body.error.decline_code, 'generic_decline');
    const after = await simulator.stripe.paymentIntents.retrieve(intent.id, {}, onClinic);
    assert.equal(after.status, 'requires_payment_method');
  });

  test('cannot be claimed by any page but the simulator’s own', async (t) => {
    const simulator = await startSimulator(t);
    const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    const answer = await payWith(
      simulator,
      intent,
      { type: 'google_pay', card: 'visa' },
      'http://clinic.localhost:4200',
    );
    assert.equal(answer.status, 400);
  });

  test('is offered by the browser that has one of its own, and by no other', () => {
    const chrome =
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36';
    const safari =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1';
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    assert.deepEqual([chrome, safari, firefox].map(walletOfBrowser), ['google_pay', 'apple_pay', null]);
  });
});

describe('Link', () => {
  const choice: Choice = { type: 'link', card: 'visa', email: 'link@example.com' };

  test('pays by a method of its own type, that shows no card', async (t) => {
    const simulator = await startSimulator(t);
    const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    assert.equal((await payWith(simulator, intent, choice)).status, 200);
    const { charge, method } = await paid(simulator, intent.id);
    assert.equal(method.type, 'link');
    assert.deepEqual(method.link, { email: 'link@example.com' });
    assert.equal(method.card, undefined);
    assert.deepEqual(charge.payment_method_details, { type: 'link', link: { country: 'US' } });
    const receipt = await fetch(
      `${simulator.url}${new URL(charge.receipt_url ?? '').pathname}${new URL(charge.receipt_url ?? '').search}`,
    );
    assert.match(await receipt.text(), /link\.svg[^>]*>\s*Link/);
  });

  test('is refused where the payment allows cards only', async (t) => {
    const simulator = await startSimulator(t);
    const intent = await simulator.stripe.paymentIntents.create(
      aRequest({ allowed_payment_method_types: ['card'] }),
      onClinic,
    );
    const answer = await payWith(simulator, intent, choice);
    assert.equal(answer.status, 400);
    assert.match(answer.body.error.message, /^The PaymentMethod provided \(link\) is not allowed/);
  });

  test('has only the cards that were saved with it', async (t) => {
    const simulator = await startSimulator(t);
    const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    const answer = await payWith(simulator, intent, { ...choice, card: 'guessed' });
    assert.equal(answer.body.error.code, 'resource_missing');
  });
});
