import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PROBLEM_STATUS, type Problem } from '../../../src/contract/problem.ts';
import { OPERATOR_KEY, startGateway } from '../../support/server/gateway-fixture.ts';

function assertProblem(
  answer: { status: number; body: unknown; headers: object },
  code: string,
  field?: string,
) {
  const problem = answer.body as Problem;
  assert.equal(problem.code, code, JSON.stringify(problem));
  assert.equal(problem.field, field);
  assert.equal(answer.status, PROBLEM_STATUS[problem.code]);
  assert.equal(problem.status, answer.status);
  assert.match(
    String((answer.headers as Record<string, unknown>)['content-type']),
    /^application\/problem\+json/,
  );
  assert.match(problem.type, /^urn:/);
  assert.match(problem.instance ?? '', /^req_/);
  assert.ok(problem.title && problem.detail);
}

const AMOUNTS: [unknown, string][] = [
  [0, 'amount_invalid'],
  [-100, 'amount_invalid'],
  [12.5, 'amount_invalid'],
  ['8500', 'amount_invalid'],
  ['', 'amount_invalid'],
  [null, 'amount_invalid'],
  [undefined, 'amount_invalid'],
  [Number.MAX_SAFE_INTEGER + 2, 'amount_invalid'],
  [true, 'amount_invalid'],
  [[8500], 'amount_invalid'],
  [49, 'amount_too_small'],
  [100_000_000, 'amount_too_large'],
];

test('amounts that cannot be charged are refused beside their field', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();

  for (const [amount, code] of AMOUNTS) {
    assertProblem(await gateway.create(clinician, { amount }), code, 'amount');
  }
  assert.equal(gateway.stripe.calls.length, 0);
});

test('the least and the largest amount are taken', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();

  assert.equal((await gateway.create(clinician, { amount: 50 })).status, 201);
  assert.equal((await gateway.create(clinician, { amount: 99_999_999 })).status, 201);
});

test('a description is one line of 1 to 200 characters', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();
  const wrong = [
    '',
    '   ',
    'x'.repeat(201),
    'x'.repeat(5000),
    'two\nlines',
    'bell\u0007',
    'nul\u0000',
    'half a pair \ud83d',
    '\u200b\u2060',
    7,
    null,
    undefined,
  ];

  for (const description of wrong)
    assertProblem(await gateway.create(clinician, { description }), 'description_invalid', 'description');

  const trimmed = await gateway.create(clinician, { description: `  ${'x'.repeat(200)}  ` });
  assert.equal(trimmed.body.description, 'x'.repeat(200));
});

test('other fields are checked too, and unknown ones named', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();

  assertProblem(
    await gateway.create(clinician, { reference: 'x'.repeat(65) }),
    'reference_invalid',
    'reference',
  );
  assertProblem(await gateway.create(clinician, { reference: '\udc00' }), 'reference_invalid', 'reference');
  assertProblem(await gateway.create(clinician, { payerId: '\ud800' }), 'payer_unknown', 'payerId');
  assertProblem(await gateway.create(clinician, { payerId: '' }), 'payer_unknown', 'payerId');
  assertProblem(await gateway.create(clinician, { payerID: 'patient-1' }), 'invalid_request', 'payerID');
});

test('a request without an idempotency key is refused', async (context) => {
  const gateway = await startGateway(context);
  const as = await gateway.token();
  const body = { amount: 8500, description: 'Consultation', payerId: 'patient-1' };

  for (const key of [undefined, '', 'with space', 'x'.repeat(256), 'é']) {
    const headers = key === undefined ? {} : { 'idempotency-key': key };
    const answer = await gateway.call('/v1/payment-requests', { method: 'POST', as, headers, body });
    assertProblem(answer, 'idempotency_key_missing');
  }
});

test('bodies that cannot be read are refused', async (context) => {
  const gateway = await startGateway(context);
  const as = await gateway.token();
  const post = (body: string, type: string) =>
    gateway.call('/v1/payment-requests', {
      method: 'POST',
      as,
      body,
      headers: { 'content-type': type, 'idempotency-key': 'k' },
    });

  assertProblem(await post('{"amount":', 'application/json'), 'invalid_request');
  assertProblem(await post('{"amount":8500}', 'text/plain'), 'invalid_request');
  assertProblem(await post('amount=8500', 'application/x-www-form-urlencoded'), 'invalid_request');
  assertProblem(await post(JSON.stringify('x'.repeat(70_000)), 'application/json'), 'payload_too_large');
  const answer = await post('{"__proto__":{"amount":1},"amount":8500}', 'application/json');
  assertProblem(answer, 'invalid_request');
});

test('addresses that lead nowhere are problems too', async (context) => {
  const gateway = await startGateway(context);
  const as = await gateway.token();

  assertProblem(await gateway.call('/nowhere'), 'not_found');
  assertProblem(await gateway.call('/v1/payment-requests/pr_none', { as }), 'not_found');
  assertProblem(await gateway.call(`/v1/payment-requests/${'x'.repeat(500)}`, { as }), 'invalid_request');
  assertProblem(await gateway.call('/v1/payment-requests/%ff', { as }), 'invalid_request');
  assertProblem(await gateway.call('/v1/payment-requests/%00', { as }), 'invalid_request', 'id');
  assertProblem(await gateway.call('/v1/tokens', { method: 'PUT', as }), 'not_found');
  assertProblem(
    await gateway.call('/v1/payment-requests?cursor=nonsense', { as }),
    'invalid_request',
    'cursor',
  );
  assertProblem(await gateway.call('/v1/payment-requests?limit=0', { as }), 'invalid_request', 'limit');
  assertProblem(await gateway.call('/v1/payment-requests?limit=101', { as }), 'invalid_request', 'limit');
});

test('activity is one of the known kinds', async (context) => {
  const gateway = await startGateway(context);
  const patient = await gateway.patientToken();
  const { body } = await gateway.create(await gateway.token());

  assertProblem(
    await gateway.act(patient, body.id, 'activity', { kind: 'dancing' }),
    'invalid_request',
    'kind',
  );
});

test('token requests are checked', async (context) => {
  const gateway = await startGateway(context);
  const good = {
    organisationRef: 'harbour',
    clinicRef: 'street',
    callId: 'call-1',
    participantId: 'p',
    role: 'clinician',
  };
  const wrong: [object, string][] = [
    [{ role: 'link-payer' }, 'role'],
    [{ role: 'boss' }, 'role'],
    [{ callId: undefined }, 'callId'],
    [{ clinicRef: undefined }, 'clinicRef'],
    [{ participantId: '' }, 'participantId'],
    [{ participantId: 'x'.repeat(129) }, 'participantId'],
    [{ expiresIn: 59 }, 'expiresIn'],
    [{ expiresIn: 3601 }, 'expiresIn'],
    [{ displayName: 'a\u0000b' }, 'displayName'],
    [{ callId: 'half a pair \ud800' }, 'callId'],
  ];

  for (const [change, field] of wrong) {
    const body = { ...good, ...change };
    assertProblem(
      await gateway.call('/v1/tokens', { method: 'POST', as: gateway.apiKey, body }),
      'invalid_request',
      field,
    );
  }
});

test('hosts are provisioned with real origins only', async (context) => {
  const gateway = await startGateway(context);
  const put = (change: object) =>
    gateway.call('/v1/hosts/h_demo', {
      method: 'PUT',
      as: OPERATOR_KEY,
      body: { name: 'x', frameOrigins: [], pluginOrigins: [], organisations: [], ...change },
    });

  for (const origin of [
    '*',
    'call.example.com',
    'http://call.example.com',
    'https://call.example.com/',
    'null',
    'https://*.example.com',
    'https://call.example.com;script-src',
  ])
    assertProblem(await put({ frameOrigins: [origin] }), 'invalid_request', 'frameOrigins');
  assert.equal((await put({ frameOrigins: ['http://host.localhost:4100'] })).status, 204);
});

test('a call whose body never comes is given up after half a minute', async (context) => {
  const gateway = await startGateway(context);

  const { requestTimeout, headersTimeout } = gateway.built.app.server;
  assert.deepEqual({ requestTimeout, headersTimeout }, { requestTimeout: 30_000, headersTimeout: 30_000 });
});
