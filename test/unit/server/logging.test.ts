import assert from 'node:assert/strict';
import { test } from 'node:test';

import Fastify, { type FastifyInstance } from 'fastify';

import { loggerOptions } from '../../../server-stub/logging.ts';

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
