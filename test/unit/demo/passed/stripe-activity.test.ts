import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readActivity } from '../../../../demo/server/passed/stripe-activity.ts';

const request = {
  seq: 1,
  at: 10_000,
  kind: 'request',
  requestId: 'req_1',
  caller: 'platform',
  method: 'POST',
  path: '/v1/payment_intents',
  route: 'POST /v1/payment_intents',
  account: 'acct_1',
  status: 200,
  durationMs: 30,
  idempotencyKey: 'pr_1:create:1',
  replayed: false,
  fault: null,
  params: { amount: '8500', currency: 'aud' },
  answer: { id: 'pi_1', object: 'payment_intent', status: 'requires_payment_method' },
};

test('reads a call of Stripe: by whom, with which key, how it ended, and when it began', () => {
  const fact = readActivity(request);
  assert.ok(fact);
  const { body, ...rest } = fact;
  assert.deepEqual(rest, {
    kind: 'stripe-call',
    call: null,
    at: 9_970,
    caller: 'gateway',
    method: 'POST',
    route: '/v1/payment_intents',
    status: 200,
    ms: 30,
    idempotencyKey: 'pr_1:create:1',
    replayed: false,
    fault: null,
    amount: 8500,
    currency: 'aud',
    outcome: 'requires_payment_method',
  });
  assert.deepEqual(body, request);
});

test('a refusal is told by its code, a cut connection by the fault', () => {
  const declined = readActivity({
    ...request,
    caller: 'browser',
    status: 402,
    answer: { status: 'requires_payment_method', error: { type: 'card_error', code: 'card_declined' } },
  });
  assert.ok(declined?.kind === 'stripe-call');
  assert.deepEqual([declined.caller, declined.outcome], ['browser', 'card_declined']);
  const cut = readActivity({ ...request, status: null, fault: 'cut-after', answer: null });
  assert.ok(cut?.kind === 'stripe-call');
  assert.deepEqual([cut.status, cut.fault, cut.outcome], [null, 'cut-after', null]);
});

test('reads the delivery of a webhook, also one that was lost on purpose', () => {
  const fact = readActivity({
    seq: 2,
    at: 11_000,
    kind: 'delivery',
    eventId: 'evt_1',
    type: 'payment_intent.succeeded',
    attempt: 1,
    status: null,
    error: null,
    fault: 'drop',
  });
  assert.ok(fact?.kind === 'webhook-sent');
  assert.deepEqual([fact.type, fact.status, fact.fault], ['payment_intent.succeeded', null, 'drop']);
});

test('hides a secret that the simulator might have let through, and skips what it does not know', () => {
  const fact = readActivity({ ...request, params: { client_secret: 'pi_1_secret_2', number: '4242' } });
  assert.deepEqual(fact?.body['params'], { client_secret: '•••', number: '•••' });
  assert.equal(readActivity({ kind: 'something new' }), null);
  assert.equal(readActivity(null), null);
});
