import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildDemoApp, type DemoAppOptions } from '../../../demo/server/app.ts';
import { GatewayRefusal } from '../../../demo/server/gateway-client.ts';
import { PassedLog } from '../../../demo/server/passed/passed-log.ts';
import { Switches } from '../../../demo/server/passed/switches.ts';
import type { TokenRequest } from '../../../src/contract/hosts.ts';
import { temporaryFolder } from '../../support/server/temporary-folder.ts';

const GATEWAY = 'http://localhost:4200';

async function buildApp(options: Partial<DemoAppOptions> = {}) {
  const scriptsDir = temporaryFolder();
  writeFileSync(join(scriptsDir, 'call.js'), 'export {};');
  return buildDemoApp({
    defaultCallId: 'visit-1',
    gatewayUrl: GATEWAY,
    simulatorUrl: 'http://localhost:4300',
    mintToken: () => Promise.resolve({ token: 'secret', expiresAt: 1 }),
    operator: {
      listAccess: () => Promise.resolve({}),
      readAccess: () => Promise.resolve({}),
      decideAccess: () => Promise.resolve({}),
    },
    pagesDir: fileURLToPath(new URL('../../../demo/pages', import.meta.url)),
    scriptsDir,
    now: () => 1_000,
    passed: new PassedLog([]),
    switches: null,
    gateway: { isUp: true, kill: () => {} },
    ...options,
  });
}

const exchange = (role: string, sessionId: string, more: object = {}) => ({
  callId: 'visit-1',
  role,
  sessionId,
  displayName: role,
  join: true,
  acknowledged: 0,
  signals: [],
  ...more,
});

for (const path of ['/', '/clinician', '/patient', '/admin', '/operator', '/terms', '/gallery']) {
  test(`serves ${path} with a policy that lets in nothing but this page and the gateway`, async () => {
    const app = await buildApp();
    const answer = await app.inject(path);
    assert.equal(answer.statusCode, 200);
    assert.match(String(answer.headers['content-type']), /^text\/html/);
    const policy = String(answer.headers['content-security-policy']);
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.match(policy, /connect-src 'self' http:\/\/localhost:4200;/);
    assert.match(policy, /frame-src 'self' http:\/\/localhost:4200;/);
    assert.doesNotMatch(policy, /unsafe|\*/);
    assert.doesNotMatch(answer.body, /<style|style="|<script(?![^>]* src=)|\son[a-z]+=/);
  });
}

test('serves scripts, styles and images, to be asked for again after each build', async () => {
  const app = await buildApp();
  for (const path of ['/assets/call.js', '/styles/call.css', '/images/icons.svg']) {
    const answer = await app.inject(path);
    assert.equal(answer.statusCode, 200, path);
    assert.equal(answer.headers['cache-control'], 'no-cache', path);
  }
});

test('serves nothing outside its folders', async () => {
  const app = await buildApp();
  for (const path of ['/assets/../../package.json', '/styles/%2e%2e/call.ts', '/call.ts', '/nothing']) {
    assert.equal((await app.inject(path)).statusCode, 404, path);
  }
});

test('describes the visit that a page is for', async () => {
  const app = await buildApp();
  const visit = (await app.inject('/api/visit?role=patient')).json();
  assert.equal(visit.callId, 'visit-1');
  assert.deepEqual(visit.self, { id: 'patient-1', displayName: 'Alex' });
  assert.equal(visit.booked.clinician.id, 'clinician-1');
  assert.equal(visit.gateway, GATEWAY);
  const named = (await app.inject('/api/visit?role=clinician&call=room-7')).json();
  assert.equal(named.callId, 'room-7');
});

test('refuses a call name that could not be an id, and an unknown role', async () => {
  const app = await buildApp();
  assert.equal((await app.inject('/api/visit?role=clinician&call=a%20b')).statusCode, 400);
  assert.equal((await app.inject(`/api/visit?role=clinician&call=${'a'.repeat(65)}`)).statusCode, 400);
  assert.equal((await app.inject('/api/visit?role=observer')).statusCode, 400);
});

test('mints a token for the person of the page, whatever the page says of who it is', async () => {
  const minted: TokenRequest[] = [];
  const app = await buildApp({
    mintToken: (request) => {
      minted.push(request);
      return Promise.resolve({ token: 'secret', expiresAt: 5 });
    },
  });
  const answer = await app.inject({
    method: 'POST',
    url: '/api/token',
    payload: { callId: 'visit-1', role: 'patient', displayName: 'Sam', participantId: 'clinician-1' },
  });
  assert.deepEqual(answer.json(), { token: 'secret', expiresAt: 5 });
  assert.deepEqual(minted, [
    {
      organisationRef: 'bayside-health',
      clinicRef: 'harbour-street',
      callId: 'visit-1',
      participantId: 'patient-1',
      displayName: 'Sam',
      role: 'patient',
    },
  ]);
});

test('mints no token for an admin, and none without a call', async () => {
  const app = await buildApp();
  for (const payload of [{ callId: 'visit-1', role: 'clinic-admin' }, { role: 'patient' }]) {
    assert.equal((await app.inject({ method: 'POST', url: '/api/token', payload })).statusCode, 400);
  }
});

test('says whether the gateway refused a token or was not there', async () => {
  const payload = { callId: 'visit-1', role: 'patient' };
  const refusing = await buildApp({
    mintToken: () => Promise.reject(new GatewayRefusal(401, 'api_key_invalid', 'No.')),
  });
  const refused = await refusing.inject({ method: 'POST', url: '/api/token', payload });
  assert.deepEqual([refused.statusCode, refused.json()], [502, { code: 'api_key_invalid' }]);
  const alone = await buildApp({ mintToken: () => Promise.reject(new TypeError('fetch failed')) });
  const unreachable = await alone.inject({ method: 'POST', url: '/api/token', payload });
  assert.deepEqual([unreachable.statusCode, unreachable.json()], [503, { code: 'gateway_unreachable' }]);
});

test('lets no page of another site act in its name', async () => {
  const app = await buildApp();
  const send = (origin: string) =>
    app.inject({
      method: 'POST',
      url: '/api/token',
      headers: { origin, host: 'localhost:4100' },
      payload: { callId: 'visit-1', role: 'patient' },
    });
  assert.equal((await send('http://evil.example')).statusCode, 403);
  assert.equal((await send('null')).statusCode, 403);
  assert.equal((await send('http://localhost:4100')).statusCode, 200);
});

test('brings two pages together and carries what one says to the other', async () => {
  const app = await buildApp();
  const send = async (payload: object) =>
    (await app.inject({ method: 'POST', url: '/api/signal', payload })).json();
  await send(exchange('clinician', 'session-c'));
  const joined = await send(exchange('patient', 'session-p'));
  assert.equal(joined.peers[0].sessionId, 'session-c');
  assert.equal(joined.startedAt, 1_000);
  const signals = [{ seq: 1, to: 'session-p', data: { candidate: { candidate: 'x' } } }];
  await send(exchange('clinician', 'session-c', { join: false, signals }));
  const received = await send(exchange('patient', 'session-p', { join: false }));
  assert.deepEqual(received.signals, [
    { seq: 1, from: 'session-c', data: { candidate: { candidate: 'x' } } },
  ]);
});

test('frees the seat of a page that says it is leaving', async () => {
  const app = await buildApp();
  const send = (url: string, payload: object) => app.inject({ method: 'POST', url, payload });
  await send('/api/signal', exchange('clinician', 'session-c'));
  await send('/api/signal', exchange('patient', 'session-p'));
  const leaving = { callId: 'visit-1', role: 'patient', sessionId: 'session-p' };
  assert.equal((await send('/api/signal/leave', leaving)).statusCode, 204);
  const answer = await send('/api/signal', exchange('clinician', 'session-c', { join: false }));
  assert.deepEqual(answer.json().peers, []);
});

test('lets the service desk’s page decide in the agent’s name, without the operator’s key in any answer', async () => {
  const decided: unknown[] = [];
  const id = `ar_${'0'.repeat(32)}`;
  const app = await buildApp({
    operator: {
      listAccess: (query) => Promise.resolve({ items: [], query }),
      readAccess: () => Promise.reject(new GatewayRefusal(404, 'not_found', 'Nothing here.')),
      decideAccess: (...given) => Promise.resolve({ done: decided.push(given) }),
    },
  });
  const post = (url: string, payload: object, headers = {}) =>
    app.inject({ method: 'POST', url: `/api/operator/requests/${id}${url}`, payload, headers });

  assert.deepEqual((await app.inject('/api/operator/requests?status=sent')).json().query, { status: 'sent' });
  const missing = await app.inject(`/api/operator/requests/${id}`);
  assert.deepEqual([missing.statusCode, missing.json()], [404, { code: 'not_found' }]);
  await post('/approve', { revision: 2 });
  await post('/decline', { revision: 3, reason: 'Not yet.' });
  assert.deepEqual(decided, [
    [id, 'approve', { revision: 2, by: 'Sam Okafor, service desk' }],
    [id, 'decline', { revision: 3, reason: 'Not yet.', by: 'Sam Okafor, service desk' }],
  ]);
  const elsewhere = { origin: 'http://elsewhere.example' };
  assert.equal((await post('/approve', { revision: 2 }, elsewhere)).statusCode, 403);
});

test('turns a switch by its name, for this origin’s pages and programs only', async () => {
  const turned: unknown[] = [];
  const switches = new Switches({
    faults: async () => [],
    addFault: async (rule) => void turned.push(rule),
    removeFault: async () => {},
    removeFaults: async () => void turned.push('all off'),
  });
  const app = await buildApp({ switches });
  const press = (url: string, headers = {}) =>
    app.inject({ method: 'POST', url, headers, payload: { on: true } });
  assert.equal((await press('/api/switches/slow-stripe')).statusCode, 204);
  assert.equal((await press('/api/switches/anything-else')).statusCode, 400);
  const elsewhere = { origin: 'http://elsewhere.example' };
  assert.equal((await press('/api/switches/slow-stripe', elsewhere)).statusCode, 403);
  assert.equal((await app.inject({ method: 'DELETE', url: '/api/switches' })).statusCode, 204);
  assert.deepEqual(turned, [{ effect: 'slow', delayMs: 3_000 }, 'all off']);
});

test('kills the gateway when it is told to, and says how it stands', async () => {
  let isUp = true;
  const gateway = {
    get isUp() {
      return isUp;
    },
    kill: () => void (isUp = false),
  };
  const app = await buildApp({ gateway });
  const elsewhere = { origin: 'http://elsewhere.example' };
  const kill = (headers = {}) => app.inject({ method: 'POST', url: '/api/kill-gateway', headers });
  assert.equal((await kill(elsewhere)).statusCode, 403);
  assert.equal((await app.inject('/api/passed')).json().gateway, 'up');
  assert.equal((await kill()).statusCode, 204);
  assert.deepEqual((await app.inject('/api/passed')).json(), {
    next: 0,
    facts: [],
    switches: [],
    gateway: 'down',
  });
});

test('has no switches with the real Stripe', async () => {
  const app = await buildApp({ switches: null });
  const answer = await app.inject({
    method: 'POST',
    url: '/api/switches/slow-stripe',
    payload: { on: true },
  });
  assert.equal(answer.statusCode, 404);
});
