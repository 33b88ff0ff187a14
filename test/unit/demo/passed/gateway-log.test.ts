import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readLogLine } from '../../../../demo/server/passed/gateway-log.ts';

const person = { role: 'clinician', participant: 'clinician-1', call: 'visit-1' };

function line(fields: object): string {
  return JSON.stringify({ level: 30, time: 10_000, pid: 7, hostname: 'machine', ...fields });
}

function completed(res: object, responseTime = 42.4): string {
  return line({ reqId: 'req_1', res, responseTime, msg: 'request completed' });
}

test('reads a call of the gateway: what, by whom, how it ended, and when it began', () => {
  const url = '/v1/payment-requests/pr_0123456789abcdef/checkout?x=1';
  const fact = readLogLine(completed({ statusCode: 200, method: 'POST', url, ...person }));
  assert.ok(fact?.kind === 'gateway-call');
  const { body, ...rest } = fact;
  assert.deepEqual(rest, {
    kind: 'gateway-call',
    method: 'POST',
    route: '/v1/payment-requests/:id/checkout',
    status: 200,
    ms: 42,
    role: 'clinician',
    at: 9_958,
    call: 'visit-1',
  });
  assert.deepEqual(Object.keys(body), ['time', 'reqId', 'res', 'responseTime', 'msg']);
});

test('an event stream is told of when it opens and when it ends, not as a call of many minutes', () => {
  const opened = readLogLine(line({ level: 20, ...person, position: 3, msg: 'an event stream is open' }));
  const closed = readLogLine(completed({ statusCode: 200, method: 'GET', url: '/v1/events', ...person }));
  assert.equal(opened?.kind, 'stream-opened');
  assert.equal(closed?.kind, 'stream-closed');
  const refused = readLogLine(completed({ statusCode: 401, method: 'GET', url: '/v1/events' }));
  assert.equal(refused?.kind, 'gateway-call');
});

test('reads what the gateway sends, takes and decides', () => {
  const said = [
    { ...person, seq: 4, requestId: 'pr_1', status: 'paid', msg: 'an event was sent' },
    { event: 'evt_1', type: 'payment_intent.succeeded', outcome: 'kept', msg: 'a webhook was taken' },
    {
      requestId: 'pr_1',
      amount: 8500,
      currency: 'aud',
      isNew: true,
      msg: 'a payment is requested',
    },
    { requestId: 'pr_1', from: 'requested', to: 'paid', msg: 'a payment moved on' },
    { level: 40, stripe: 'unknown', msg: 'Stripe answered nothing.' },
  ].map((fields) => readLogLine(line(fields)));
  assert.deepEqual(
    said.map((fact) => {
      const { at: _at, call: _call, body: _body, ...rest } = fact ?? { at: 0, call: null, body: {} };
      return rest;
    }),
    [
      { kind: 'event-sent', role: 'clinician', status: 'paid', activity: null },
      { kind: 'webhook-taken', type: 'payment_intent.succeeded', outcome: 'kept' },
      { kind: 'payment-requested', amount: 8500, currency: 'aud', isNew: true },
      { kind: 'payment-moved', from: 'requested', to: 'paid' },
      { kind: 'gateway-noted', text: 'Stripe answered nothing.' },
    ],
  );
});

test('passes over what teaches nothing, and what is not a line of the log', () => {
  for (const url of ['/healthz', '/readyz', '/app/h_demo/', '/webhooks/stripe']) {
    assert.equal(readLogLine(completed({ statusCode: 200, method: 'GET', url })), null, url);
  }
  assert.equal(
    readLogLine(line({ msg: 'incoming request', req: { method: 'GET', url: '/v1/session' } })),
    null,
  );
  assert.equal(readLogLine('Error: out of memory'), null);
  assert.equal(readLogLine('{"msg":'), null);
  assert.equal(readLogLine('17'), null);
});

test('a webhook that is not signed is told of as the refused call that it is', () => {
  const fact = readLogLine(completed({ statusCode: 400, method: 'POST', url: '/webhooks/stripe' }));
  assert.equal(fact?.kind, 'gateway-call');
});

test('shows no secret, should one ever get into the log', () => {
  const fact = readLogLine(line({ level: 40, token: 'abc', note: 'pi_1_secret_2', msg: 'careless' }));
  assert.deepEqual(fact?.body, { time: 10_000, token: '•••', note: '•••', msg: 'careless' });
});
