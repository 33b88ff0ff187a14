import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { Stripe } from 'stripe';

import { createStripePort } from '../../../server-stub/stripe/stripe-node-port.ts';
import { SignatureError, StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';
import { json, startApi } from '../../support/server/stripe-api.ts';

const INTENT = {
  id: 'pi_1',
  object: 'payment_intent',
  status: 'requires_payment_method',
  amount: 8500,
  currency: 'aud',
  livemode: false,
  metadata: { request_id: 'pr_1' },
  client_secret: 'pi_1_secret',
  last_payment_error: null,
  latest_charge: null,
};
const CALL = { account: 'acct_1', idempotencyKey: 'pr_1:create:1' };
const NEW = { amount: 8500, currency: 'aud', description: 'Consultation', metadata: { request_id: 'pr_1' } };

test('every call names the clinic’s account, and every change its key, in headers', async (context) => {
  const { port, seen } = await startApi(context, json(200, INTENT));

  await port.createPaymentIntent(NEW, CALL);
  await port.retrievePaymentIntent('pi_1', 'acct_1');
  await port.cancelPaymentIntent('pi_1', 'refused', { ...CALL, idempotencyKey: 'pr_1:cancel:1' });

  assert.deepEqual(
    seen.map(({ method, url }) => `${method} ${url}`),
    [
      'POST /v1/payment_intents',
      'GET /v1/payment_intents/pi_1?expand[0]=latest_charge',
      'POST /v1/payment_intents/pi_1/cancel',
    ],
  );
  assert.deepEqual(
    seen.map(({ headers }) => headers['stripe-account']),
    Array(3).fill('acct_1'),
  );
  assert.deepEqual(
    seen.map(({ headers }) => headers['idempotency-key']),
    ['pr_1:create:1', undefined, 'pr_1:cancel:1'],
  );
  for (const { body } of seen) assert.doesNotMatch(body, /idempotency|stripeAccount/i);
  assert.match(
    seen[0]?.body ?? '',
    /allowed_payment_method_types\[0\]=card&allowed_payment_method_types\[1\]=link/,
  );
  assert.match(seen[2]?.body ?? '', /cancellation_reason=requested_by_customer/);
});

test('a refund is asked for on the clinic’s account, under our key, with its reason and our ids', async (context) => {
  const made = {
    id: 're_1',
    object: 'refund',
    amount: 2000,
    status: 'pending',
    reason: 'duplicate',
    pending_reason: 'processing',
    created: 1_795_400_000,
    metadata: { refund_id: 'rf_1' },
  };
  const { port, seen } = await startApi(context, json(200, made));
  const metadata = { refund_id: 'rf_1', request_id: 'pr_1' };
  const wanted = { paymentIntent: 'pi_1', amount: 2000, reason: 'duplicate', metadata } as const;

  const facts = await port.createRefund(wanted, { account: 'acct_1', idempotencyKey: 'pr_1:refund:rf_1:1' });

  const [call] = seen;
  assert.equal(`${call?.method} ${call?.url}`, 'POST /v1/refunds');
  assert.equal(call?.headers['stripe-account'], 'acct_1');
  assert.equal(call?.headers['idempotency-key'], 'pr_1:refund:rf_1:1');
  assert.deepEqual(Object.fromEntries(new URLSearchParams(call?.body)), {
    payment_intent: 'pi_1',
    amount: '2000',
    reason: 'duplicate',
    'metadata[refund_id]': 'rf_1',
    'metadata[request_id]': 'pr_1',
  });
  assert.deepEqual(facts, {
    id: 're_1',
    refundId: 'rf_1',
    amount: 2000,
    status: 'pending',
    reason: 'duplicate',
    detail: 'processing',
    createdAt: 1_795_400_000_000,
  });
});

test('a paid PaymentIntent is read with what the receipt needs', async (context) => {
  const { port } = await startApi(
    context,
    json(200, {
      ...INTENT,
      status: 'succeeded',
      latest_charge: {
        id: 'ch_1',
        object: 'charge',
        created: 1_800_000_000,
        amount_refunded: 100,
        receipt_url: 'https://pay.stripe.com/receipts/1',
        payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242' } },
      },
    }),
  );

  const facts = await port.retrievePaymentIntent('pi_1', 'acct_1');

  assert.deepEqual(facts.charge, {
    id: 'ch_1',
    createdAt: 1_800_000_000_000,
    amountRefunded: 100,
    receiptUrl: 'https://pay.stripe.com/receipts/1',
    method: 'card',
    cardBrand: 'visa',
    cardLast4: '4242',
  });
  assert.equal(facts.requestId, 'pr_1');
});

const FAILURES: [string, number, object, Record<string, string>, StripeFailure['kind'], boolean][] = [
  ['a 500', 500, { type: 'api_error' }, {}, 'unknown', false],
  ['a replayed 500', 500, { type: 'api_error' }, { 'idempotent-replayed': 'true' }, 'unknown', true],
  ['a key in use', 409, { type: 'idempotency_error', code: 'idempotency_key_in_use' }, {}, 'unknown', false],
  ['a call that took too long', 408, { type: 'api_error' }, {}, 'unknown', false],
  ['too many requests', 429, { type: 'invalid_request_error', code: 'rate_limit' }, {}, 'unknown', false],
  ['the platform’s own wrong key', 401, { type: 'invalid_request_error' }, {}, 'unknown', false],
  ['a wrong amount', 400, { type: 'invalid_request_error', code: 'amount_too_small' }, {}, 'rejected', false],
  [
    'nothing of that name',
    404,
    { type: 'invalid_request_error', code: 'resource_missing' },
    {},
    'gone',
    false,
  ],
  [
    'an account that shuts us out',
    403,
    { type: 'invalid_request_error', code: 'account_invalid' },
    {},
    'access-lost',
    false,
  ],
  [
    'a state that does not allow it',
    400,
    { type: 'invalid_request_error', code: 'payment_intent_unexpected_state' },
    {},
    'already-ended',
    false,
  ],
];

for (const [name, status, error, headers, kind, replayed] of FAILURES) {
  test(`${name} is “${kind}”${replayed ? ', for ever under this key' : ''}`, async (context) => {
    const { port } = await startApi(context, json(status, { error: { message: 'x', ...error } }, headers));

    await assert.rejects(port.createPaymentIntent(NEW, CALL), (failure) => {
      assert.ok(failure instanceof StripeFailure);
      assert.deepEqual([failure.kind, failure.replayed], [kind, replayed]);
      return true;
    });
  });
}

for (const [what, begin] of [
  ['an answer', (response: ServerResponse) => void response.writeHead(200).write('{')],
  ['the head of an answer', (response: ServerResponse) => void response.socket?.write('HTTP/1.1 200 OK\r\n')],
] as const) {
  test(`${what} that trickles in is given up, and is “unknown”`, async (context) => {
    const dripping: NodeJS.Timeout[] = [];
    context.after(() => dripping.forEach(clearInterval));
    const { port } = await startApi(
      context,
      (response) => {
        begin(response);
        const drip = () => response.socket?.write(what === 'an answer' ? '1\r\n \r\n' : 'x-more: more\r\n');
        dripping.push(setInterval(drip, 10));
      },
      80,
    );

    await assert.rejects(port.retrievePaymentIntent('pi_1', 'acct_1'), { kind: 'unknown' });
  });
}

for (const [what, status, body] of [
  ['a proxy’s refusal, without an error of Stripe’s', 403, { message: 'Forbidden' }],
  ['a proxy’s 502', 502, { message: 'Bad gateway' }],
  ['an empty object', 200, {}],
] as const) {
  test(`${what} is no answer of Stripe’s: “unknown”, whatever was asked`, async (context) => {
    const { port } = await startApi(context, json(status, body));
    const refund = { paymentIntent: 'pi_1', amount: 100, reason: 'duplicate', metadata: {} } as const;

    for (const asked of [
      port.createPaymentIntent(NEW, CALL),
      port.retrievePaymentIntent('pi_1', 'acct_1'),
      port.cancelPaymentIntent('pi_1', 'refused', CALL),
      port.createRefund(refund, CALL),
      port.listRefunds('pi_1', 'acct_1'),
      port.listFailedCharges('pi_1', 'acct_1'),
      port.latestDispute('pi_1', 'acct_1'),
    ])
      await assert.rejects(asked, { kind: 'unknown' });
  });
}

test('a cut connection is “unknown”', async (context) => {
  const { port } = await startApi(context, (response) => response.destroy());

  await assert.rejects(port.createPaymentIntent(NEW, CALL), (failure) => {
    assert.ok(failure instanceof StripeFailure);
    assert.equal(failure.kind, 'unknown');
    return true;
  });
});

const stripe = new Stripe('sk_test_x');
const port = createStripePort(stripe, ['whsec_a', 'whsec_b']);
const NOW = Date.UTC(2026, 10, 23);

function signed(object: object, secret: string, at = NOW) {
  const payload = JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type: 'charge.refunded',
    created: at / 1000,
    livemode: false,
    account: 'acct_1',
    data: { object },
  });
  const timestamp = Math.floor(at / 1000);
  const header = stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  return { body: Buffer.from(payload), header };
}

test('an event signed with any of the secrets is read for what it is about', () => {
  const charge = { object: 'charge', id: 'ch_1', payment_intent: 'pi_1', metadata: { request_id: 'pr_1' } };
  for (const secret of ['whsec_a', 'whsec_b']) {
    const { body, header } = signed(charge, secret);
    assert.deepEqual(port.readEvent(body, header, NOW), {
      id: 'evt_1',
      type: 'charge.refunded',
      createdAt: NOW,
      livemode: false,
      account: 'acct_1',
      paymentIntent: 'pi_1',
      requestId: 'pr_1',
      dispute: null,
    });
  }
  const dispute = signed(
    { object: 'dispute', id: 'dp_1', payment_intent: { id: 'pi_1' }, metadata: {} },
    'whsec_a',
  );
  const facts = port.readEvent(dispute.body, dispute.header, NOW);
  assert.deepEqual([facts.dispute, facts.paymentIntent, facts.requestId], ['dp_1', 'pi_1', null]);
});

test('an event with another secret, a changed body, an old time or no signature is refused', () => {
  const { body, header } = signed({ object: 'charge' }, 'whsec_a');
  const other = signed({ object: 'charge' }, 'whsec_c');
  const changed = Buffer.from(body.toString().replace('acct_1', 'acct_2'));

  for (const [bytes, signature, now] of [
    [body, other.header, NOW],
    [changed, header, NOW],
    [body, header, NOW + 6 * 60 * 1000],
    [body, '', NOW],
    [body, 'nonsense', NOW],
  ] as const)
    assert.throws(() => port.readEvent(bytes, signature, now), SignatureError);
});

test('a thin event says which account has changed, and is checked as the others are', () => {
  const payload = JSON.stringify({
    id: 'evt_test_1',
    object: 'v2.core.event',
    type: 'v2.core.account[requirements].updated',
    created: new Date(NOW).toISOString(),
    livemode: false,
    related_object: { id: 'acct_1', type: 'v2.core.account', url: '/v2/core/accounts/acct_1' },
  });
  const sign = (secret: string) =>
    stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: NOW / 1000 });
  const body = Buffer.from(payload);

  const { type, account, createdAt, livemode } = port.readEvent(body, sign('whsec_b'), NOW);
  assert.deepEqual(
    [type, account, createdAt, livemode],
    ['v2.core.account[requirements].updated', 'acct_1', NOW, false],
  );
  assert.throws(() => port.readEvent(body, sign('whsec_c'), NOW), SignatureError);
  assert.throws(() => port.readEvent(body, sign('whsec_a'), NOW + 6 * 60 * 1000), SignatureError);
});

test('a clinic’s own words cannot make its event be taken for a thin one', () => {
  const { body, header } = signed({ object: 'charge', metadata: { object: 'v2.core.event' } }, 'whsec_a');

  assert.equal(port.readEvent(body, header, NOW).account, 'acct_1');
});
