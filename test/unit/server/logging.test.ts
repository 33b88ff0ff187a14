import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import Fastify, { type FastifyInstance } from 'fastify';

import type { Problem } from '../../../src/contract/problem.ts';
import { loggerOptions } from '../../../server-stub/logging.ts';
import { StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';
import { startGateway } from '../../support/server/gateway-fixture.ts';

async function linesOf(serve: (app: FastifyInstance) => void, headers = {}) {
  const lines: string[] = [];
  const options = loggerOptions('info');
  if (typeof options !== 'object') throw new Error('The gateway logs by options.');
  const app = Fastify({ logger: { ...options, stream: { write: (line) => void lines.push(line) } } });
  app.decorateRequest('reader', null);
  serve(app);
  await app.inject({ url: '/v1/session', headers });
  await app.close();
  return lines;
}

test('the line that says how a call ended says which call it was, and whose', async () => {
  const lines = await linesOf((app) =>
    app.get('/v1/session', async (request) => {
      request.reader = {
        kind: 'person',
        role: 'patient',
        participantId: 'patient-1',
        hostId: 'h_1',
        organisationId: 'o_1',
        organisationRef: 'org',
        clinicRef: 'street',
        clinicId: 'c_1',
        callId: 'visit-1',
        expiresAt: 0,
      };
      return {};
    }),
  );
  const ended = JSON.parse(lines.find((line) => line.includes('request completed')) ?? '{}');
  assert.deepEqual(ended.res, {
    statusCode: 200,
    method: 'GET',
    url: '/v1/session',
    role: 'patient',
    participant: 'patient-1',
    call: 'visit-1',
  });
});

test('no header and no body gets into the log', async () => {
  const lines = await linesOf(
    (app) =>
      app.get('/v1/session', async (request) => {
        request.log.info({ headers: request.headers, body: { card: 'hidden-body' } }, 'asked');
        return { client_secret: 'hidden-answer' };
      }),
    { authorization: 'Bearer hidden-token' },
  );
  assert.ok(lines.some((line) => line.includes('asked')));
  assert.doesNotMatch(lines.join(''), /hidden/);
});

test('a whole payment, with all that goes wrong on its way, leaves no secret, card, address or name in the log', async (context) => {
  const lines: string[] = [];
  const options = loggerOptions('trace');
  if (typeof options !== 'object') throw new Error('The gateway logs by options.');
  const stream = { write: (line: string) => void lines.push(line) };
  const gateway = await startGateway(context, { logger: { ...options, stream } });
  const clinician = await gateway.token();
  const patient = await gateway.patientToken();
  const admin = await gateway.token({ role: 'clinic-admin', participantId: 'admin-1' });
  const { body } = await gateway.create(clinician, { description: 'Knee operation', reference: 'record-77' });
  const telling = { cause: new Error('pat@example.com 4000000000000002 pi_1_secret_1') };

  await gateway.act(patient, body.id, 'checkout');
  gateway.stripe.fail('retrieve', new StripeFailure('unknown', 'Stripe answered 500.', telling));
  await gateway.act(patient, body.id, 'settle');
  gateway.stripe.decline('pi_1');
  await gateway.webhook({ paymentIntent: 'pi_1', requestId: body.id });
  gateway.stripe.pay('pi_1', { cardLast4: '9995' });
  await gateway.webhook({ paymentIntent: 'pi_1', requestId: body.id }, { 'stripe-signature': 'hidden' });
  await gateway.webhook({ paymentIntent: 'pi_1', requestId: body.id });
  await gateway.call(`/v1/payment-requests/${body.id}/refunds`, {
    method: 'POST',
    as: admin,
    headers: { 'idempotency-key': 'refund-key' },
    body: { reason: 'duplicate' },
  });
  await gateway.call('/v1/payment-requests', {
    method: 'POST',
    as: clinician,
    body: { email: 'pat@example.com' },
  });
  await gateway.call('/v1/payment-requests?q=Maria%20Rossi', { as: admin });
  await gateway.call('/v1/payment-requests/%ZZ?q=Maria%20Rossi', { as: admin });
  await gateway.built.tick();

  const log = lines.join('');
  for (const told of ['a payment is requested', 'a webhook was taken', body.id])
    assert.ok(log.includes(told), told);
  const secrets = [clinician, patient, admin, gateway.apiKey, 'op_simulated', '_secret_', 'Bearer'];
  const personal = [
    '@example',
    '4000000000000002',
    '"9995"',
    'Knee',
    'record-77',
    'Pat Lee',
    'Byron',
    'Rossi',
  ];
  for (const hidden of [...secrets, ...personal]) assert.ok(!log.includes(hidden), hidden);
});

test('all lines of a call have the same id, which its refusal tells and no other call has', async (context) => {
  const lines: string[] = [];
  const options = loggerOptions('info');
  if (typeof options !== 'object') throw new Error('The gateway logs by options.');
  const stream = { write: (line: string) => void lines.push(line) };
  const gateway = await startGateway(context, { logger: { ...options, stream } });
  mock.method(gateway.store.topics, 'position', () => Promise.reject(new Error('away')));
  const clinician = await gateway.token();
  lines.length = 0;

  const answers = await Promise.all(
    Array.from({ length: 2 }, () => gateway.call<Problem>('/v1/payment-requests', { as: clinician })),
  );

  const [one, other] = answers.map(({ body }) => body.instance);
  const idsOf = (message: string) =>
    lines.flatMap((line) => {
      const { msg, reqId } = JSON.parse(line);
      return msg === message ? [reqId] : [];
    });
  assert.notEqual(one, other);
  for (const message of ['incoming request', 'failed', 'request completed'])
    assert.deepEqual(new Set(idsOf(message)), new Set([one, other]), message);
});
