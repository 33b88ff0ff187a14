import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  aRequest,
  CLINIC,
  OTHER_CLINIC,
  startSimulator,
  stripeError,
  stripeFor,
} from './running-simulator.ts';

const onClinic = { stripeAccount: CLINIC };

describe('a PaymentIntent', () => {
  test('is created on the clinic’s account and read back the same', async (t) => {
    const { stripe } = await startSimulator(t);
    const created = await stripe.paymentIntents.create(
      aRequest({ receipt_email: 'pat@example.com' }),
      onClinic,
    );
    assert.equal(created.status, 'requires_payment_method');
    assert.equal(created.livemode, false);
    assert.match(created.client_secret ?? '', new RegExp(`^${created.id}_secret_\\w{25}$`));
    assert.deepEqual(created.payment_method_types, ['card', 'link']);
    assert.deepEqual(created.metadata, { request_id: 'pr_1' });
    const read = await stripe.paymentIntents.retrieve(created.id, {}, onClinic);
    assert.deepEqual(JSON.parse(JSON.stringify(read)), JSON.parse(JSON.stringify(created)));
  });

  test('confirmed with a good card is paid, and its charge can be expanded', async (t) => {
    const { stripe } = await startSimulator(t);
    const { id } = await stripe.paymentIntents.create(aRequest(), onClinic);
    const paid = await stripe.paymentIntents.confirm(
      id,
      { payment_method: 'pm_card_visa', expand: ['latest_charge'] },
      onClinic,
    );
    assert.equal(paid.status, 'succeeded');
    assert.equal(paid.amount_received, 8500);
    assert.ok(typeof paid.latest_charge === 'object' && paid.latest_charge !== null);
    assert.equal(paid.latest_charge.status, 'succeeded');
    assert.equal(paid.latest_charge.payment_intent, id);
    assert.equal(paid.latest_charge.payment_method_details?.card?.last4, '4242');
  });

  test('keeps its form when the card is declined, and can still be paid', async (t) => {
    const { stripe } = await startSimulator(t);
    const { id } = await stripe.paymentIntents.create(aRequest(), onClinic);
    const error = await stripeError(
      stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa_chargeDeclined' }, onClinic),
    );
    assert.equal(error.statusCode, 402);
    assert.equal(error.type, 'StripeCardError');
    assert.equal(error.code, 'card_declined');
    assert.equal(error.decline_code, 'generic_decline');
    assert.equal(error.payment_intent?.status, 'requires_payment_method');
    assert.match(error.charge ?? '', /^ch_/);
    const open = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }, onClinic);
    assert.equal(open.last_payment_error?.decline_code, 'generic_decline');
    assert.equal(open.last_payment_error?.payment_method?.card?.last4, '0002');
    assert.ok(typeof open.latest_charge === 'object');
    assert.equal(open.latest_charge?.status, 'failed');
    const paid = await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_mastercard' }, onClinic);
    assert.equal(paid.status, 'succeeded');
    assert.equal(paid.last_payment_error, null);
  });

  const declines: readonly (readonly [string, string, string])[] = [
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc'],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
  ];
  for (const [token, code, declineCode] of declines) {
    test(`says why ${token} was declined`, async (t) => {
      const { stripe } = await startSimulator(t);
      const error = await stripeError(
        stripe.paymentIntents.create(aRequest({ confirm: true, payment_method: token }), onClinic),
      );
      assert.deepEqual([error.code, error.decline_code], [code, declineCode]);
    });
  }

  test('with a method but no confirmation waits for the confirmation', async (t) => {
    const { stripe } = await startSimulator(t);
    const intent = await stripe.paymentIntents.create(aRequest({ payment_method: 'pm_card_visa' }), onClinic);
    assert.equal(intent.status, 'requires_confirmation');
    assert.equal((await stripe.paymentIntents.confirm(intent.id, {}, onClinic)).status, 'succeeded');
  });

  test('asks for 3-D Secure with a card that needs it', async (t) => {
    const { stripe } = await startSimulator(t);
    const inPage = await stripe.paymentIntents.create(
      aRequest({ confirm: true, payment_method: 'pm_card_threeDSecure2Required', use_stripe_sdk: true }),
      onClinic,
    );
    assert.equal(inPage.status, 'requires_action');
    assert.equal(inPage.next_action?.type, 'use_stripe_sdk');
    const elsewhere = await stripe.paymentIntents.create(
      aRequest({
        confirm: true,
        payment_method: 'pm_card_threeDSecure2Required',
        return_url: 'http://localhost:4200/back',
      }),
      onClinic,
    );
    assert.equal(elsewhere.next_action?.type, 'redirect_to_url');
  });

  test('cancelled is over: it can be neither cancelled again nor confirmed', async (t) => {
    const { stripe } = await startSimulator(t);
    const { id } = await stripe.paymentIntents.create(aRequest(), onClinic);
    const canceled = await stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' }, onClinic);
    assert.equal(canceled.status, 'canceled');
    assert.equal(canceled.cancellation_reason, 'abandoned');
    assert.ok(canceled.canceled_at);
    const again = await stripeError(stripe.paymentIntents.cancel(id, undefined, onClinic));
    assert.equal(again.code, 'payment_intent_unexpected_state');
    assert.match(again.message, /because it has a status of canceled/);
    const confirm = await stripeError(
      stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' }, onClinic),
    );
    assert.equal(confirm.code, 'payment_intent_unexpected_state');
  });

  test('paid cannot be cancelled, and the error carries it as it is', async (t) => {
    const { stripe } = await startSimulator(t);
    const { id } = await stripe.paymentIntents.create(
      aRequest({ confirm: true, payment_method: 'pm_card_visa' }),
      onClinic,
    );
    const error = await stripeError(stripe.paymentIntents.cancel(id, undefined, onClinic));
    assert.equal(error.statusCode, 400);
    assert.equal(error.code, 'payment_intent_unexpected_state');
    assert.equal(error.payment_intent?.status, 'succeeded');
    assert.equal(error.payment_intent?.metadata['request_id'], 'pr_1');
  });

  test('without a payment method cannot be confirmed', async (t) => {
    const { stripe } = await startSimulator(t);
    const { id } = await stripe.paymentIntents.create(aRequest(), onClinic);
    const error = await stripeError(stripe.paymentIntents.confirm(id, {}, onClinic));
    assert.equal(error.code, 'payment_intent_unexpected_state');
    assert.match(error.message, /missing a payment method/);
  });

  test('takes a new amount, metadata and receipt address while it is open, and no amount once paid', async (t) => {
    const { stripe } = await startSimulator(t);
    const { id } = await stripe.paymentIntents.create(aRequest({ metadata: { a: '1', b: '2' } }), onClinic);
    const updated = await stripe.paymentIntents.update(
      id,
      { amount: 9000, metadata: { a: '', c: '3' }, receipt_email: 'sam@example.com' },
      onClinic,
    );
    assert.equal(updated.amount, 9000);
    assert.deepEqual(updated.metadata, { b: '2', c: '3' });
    assert.equal(updated.receipt_email, 'sam@example.com');
    assert.equal(
      (await stripe.paymentIntents.update(id, { receipt_email: '' }, onClinic)).receipt_email,
      null,
    );
    await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' }, onClinic);
    const error = await stripeError(stripe.paymentIntents.update(id, { amount: 1 }, onClinic));
    assert.equal(error.code, 'payment_intent_unexpected_state');
  });

  test('is refused with the parameter that is wrong', async (t) => {
    const { stripe } = await startSimulator(t);
    const refused = async (params: Parameters<typeof aRequest>[0]) => {
      const error = await stripeError(stripe.paymentIntents.create(aRequest(params), onClinic));
      return [error.statusCode, error.code, error.param];
    };
    assert.deepEqual(await refused({ amount: 49 }), [400, 'amount_too_small', 'amount']);
    assert.deepEqual(await refused({ amount: 100_000_000 }), [400, 'amount_too_large', 'amount']);
    assert.deepEqual(await refused({ amount: 12.5 }), [400, 'parameter_invalid_integer', 'amount']);
    assert.deepEqual(await refused({ amount: -5 }), [400, 'parameter_invalid_integer', 'amount']);
    assert.deepEqual(await refused({ currency: 'zzz' }), [400, undefined, 'currency']);
    assert.deepEqual(await refused({ receipt_email: 'nobody' }), [400, 'email_invalid', 'receipt_email']);
    assert.equal(
      (await stripe.paymentIntents.create(aRequest({ amount: 99_999_999 }), onClinic)).amount,
      99_999_999,
    );
  });

  test('refuses options that were sent as parameters', async (t) => {
    const { stripe } = await startSimulator(t);
    const { id } = await stripe.paymentIntents.create(aRequest(), onClinic);
    const body = new URLSearchParams({ idempotencyKey: 'k' });
    const error = await stripeError(
      stripe.rawRequest('POST', `/v1/payment_intents/${id}/cancel`, Object.fromEntries(body), onClinic),
    );
    assert.equal(error.code, 'parameter_unknown');
    assert.equal(error.param, 'idempotencyKey');
  });

  test('refuses payment_method_types from the version that removed it, and takes it before', async (t) => {
    const { url } = await startSimulator(t);
    const create = (version: string | null) =>
      fetch(`${url}/v1/payment_intents`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk_test_x', ...(version ? { 'stripe-version': version } : {}) },
        body: new URLSearchParams({ amount: '500', currency: 'usd', 'payment_method_types[]': 'card' }),
      });
    const now = await create('2026-10-28.endive');
    assert.equal(now.status, 400);
    assert.equal(JSON.parse(await now.text()).error.code, 'payment_method_types_no_longer_supported');
    for (const version of ['2026-08-26.dahlia', null]) {
      const before = await create(version);
      assert.equal(before.status, 200);
      assert.deepEqual(JSON.parse(await before.text()).payment_method_types, ['card']);
    }
  });

  test('is listed newest first, page by page in both directions', async (t) => {
    const { stripe } = await startSimulator(t);
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.unshift((await stripe.paymentIntents.create(aRequest(), onClinic)).id);
    const first = await stripe.paymentIntents.list({ limit: 2 }, onClinic);
    assert.deepEqual(
      first.data.map(({ id }) => id),
      ids.slice(0, 2),
    );
    assert.equal(first.has_more, true);
    const after = await stripe.paymentIntents.list({ limit: 3, starting_after: ids[1] ?? '' }, onClinic);
    assert.deepEqual(
      after.data.map(({ id }) => id),
      ids.slice(2),
    );
    assert.equal(after.has_more, false);
    const before = await stripe.paymentIntents.list({ limit: 2, ending_before: ids[3] ?? '' }, onClinic);
    assert.deepEqual(
      before.data.map(({ id }) => id),
      ids.slice(1, 3),
    );
    const all: string[] = [];
    for await (const intent of stripe.paymentIntents.list({ limit: 2 }, onClinic)) all.push(intent.id);
    assert.deepEqual(all, ids);
  });

  test('that settles later is in processing first, then paid', async (t) => {
    const { stripe } = await startSimulator(t, { settleAfterMs: 20 });
    const intent = await stripe.paymentIntents.create(
      aRequest({ confirm: true, payment_method: 'pm_card_settlesLater', receipt_email: 'pat@example.com' }),
      onClinic,
    );
    assert.equal(intent.status, 'processing');
    assert.equal(
      (await stripeError(stripe.paymentIntents.cancel(intent.id, undefined, onClinic))).code,
      'payment_intent_unexpected_state',
    );
    let status: string = intent.status;
    for (const until = Date.now() + 30_000; status === 'processing' && Date.now() < until;) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      ({ status } = await stripe.paymentIntents.retrieve(intent.id, {}, onClinic));
    }
    assert.equal(status, 'succeeded');
  });
});

describe('accounts', () => {
  test('keep to themselves: another’s object does not exist', async (t) => {
    const { stripe } = await startSimulator(t);
    const { id } = await stripe.paymentIntents.create(aRequest(), onClinic);
    for (const options of [{ stripeAccount: OTHER_CLINIC }, {}]) {
      const error = await stripeError(stripe.paymentIntents.retrieve(id, {}, options));
      assert.equal(error.statusCode, 404);
      assert.equal(error.code, 'resource_missing');
      assert.equal(error.message, `No such payment_intent: '${id}'`);
      assert.deepEqual((await stripe.paymentIntents.list({}, options)).data, []);
      assert.deepEqual((await stripe.events.list({}, options)).data, []);
    }
  });

  test('that are unknown are refused as Stripe does', async (t) => {
    const { stripe } = await startSimulator(t);
    const error = await stripeError(
      stripe.paymentIntents.create(aRequest(), { stripeAccount: 'acct_nobody' }),
    );
    assert.equal(error.statusCode, 403);
    assert.equal(error.type, 'StripePermissionError');
    assert.equal(error.code, 'account_invalid');
  });

  test('are seeded, and ready to take payments', async (t) => {
    const { stripe } = await startSimulator(t);
    for (const [id, name] of [
      [CLINIC, 'Harbour Street Clinic'],
      [OTHER_CLINIC, 'Riverside Clinic'],
    ] as const) {
      const account = await stripe.accounts.retrieve(id);
      assert.equal(account.business_profile?.name, name);
      assert.deepEqual(
        [account.country, account.default_currency, account.charges_enabled],
        ['AU', 'aud', true],
      );
    }
  });
});

describe('the API key', () => {
  test('may be any test key, secret or restricted', async (t) => {
    const { url } = await startSimulator(t);
    for (const key of ['sk_test_anything1234567890abcd', 'rk_test_anything1234567890abcd']) {
      assert.equal((await stripeFor(url, key).paymentIntents.create(aRequest(), onClinic)).amount, 8500);
    }
  });

  test('that is live, wrong or missing is refused with Stripe’s own words', async (t) => {
    const { url } = await startSimulator(t);
    const live = await stripeError(stripeFor(url, 'sk_live_0123456789abcdef').paymentIntents.list());
    assert.equal(live.statusCode, 401);
    assert.equal(live.type, 'StripeAuthenticationError');
    assert.equal(live.message, 'Invalid API Key provided: sk_live_************cdef');
    const none = await fetch(`${url}/v1/payment_intents`);
    assert.equal(none.status, 401);
    assert.match(JSON.parse(await none.text()).error.message, /You did not provide an API key/);
  });

  test('when publishable cannot do what takes a secret one', async (t) => {
    const { url } = await startSimulator(t);
    const error = await stripeError(stripeFor(url, 'pk_test_abc').paymentIntents.list());
    assert.equal(error.statusCode, 401);
    assert.equal(error.code, 'secret_key_required');
  });
});

describe('every answer', () => {
  test('has the headers that Stripe sends', async (t) => {
    const { stripe } = await startSimulator(t);
    const { lastResponse } = await stripe.paymentIntents.create(aRequest(), {
      ...onClinic,
      idempotencyKey: 'key-1',
    });
    assert.match(lastResponse.requestId, /^req_/);
    assert.equal(lastResponse.headers['stripe-version'], '2026-10-28.endive');
    assert.equal(lastResponse.headers['idempotency-key'], 'key-1');
    assert.equal(lastResponse.headers['stripe-account'], CLINIC);
    const error = await stripeError(stripe.charges.retrieve('ch_nothing', {}, onClinic));
    assert.equal(error.doc_url, 'https://stripe.com/docs/error-codes/resource-missing');
    assert.match(error.requestId ?? '', /^req_/);
  });

  test('to an address that is not there is Stripe’s own', async (t) => {
    const { stripe } = await startSimulator(t);
    const error = await stripeError(stripe.rawRequest('GET', '/v1/toasters'));
    assert.equal(error.statusCode, 404);
    assert.match(error.message, /Unrecognized request URL \(GET: \/v1\/toasters\)/);
  });
});
