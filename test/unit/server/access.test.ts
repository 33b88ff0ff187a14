import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { SignJWT } from 'jose';

import type { GatewaySession } from '../../../src/contract/gateway-session.ts';
import type { PaymentRequestPage } from '../../../src/contract/payment-request.ts';
import type { Problem } from '../../../src/contract/problem.ts';
import { readConfig } from '../../../server-stub/config.ts';
import { HOUR, MINUTE } from '../../support/server/fake-clock.ts';
import {
  HOST,
  OPERATOR_KEY,
  startGateway,
  type GatewayFixture,
} from '../../support/server/gateway-fixture.ts';

const codeOf = ({ body }: { body: unknown }) => (body as Problem).code;

test('pages go on where they ended, newest first', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();
  const ids: string[] = [];
  for (let i = 0; i < 5; i += 1) {
    ids.unshift((await gateway.create(clinician)).body.id);
    gateway.clock.advance(1);
  }
  const page = async (cursor?: string) =>
    (
      await gateway.call<PaymentRequestPage>(
        `/v1/payment-requests?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
        { as: clinician },
      )
    ).body;

  const first = await page();
  const second = await page(first.nextCursor ?? '');
  const third = await page(second.nextCursor ?? '');

  assert.deepEqual(
    [first, second, third].flatMap(({ items }) => items.map(({ id }) => id)),
    ids,
  );
  assert.equal(third.nextCursor, null);
});

test('tokens that are missing, expired, forged or of another kind are refused with their own codes', async (context) => {
  const gateway = await startGateway(context);
  const good = await gateway.token();
  const [header = '', payload = '', signature = ''] = good.split('.');
  const { privateKey } = generateKeyPairSync('ed25519');
  const kid = JSON.parse(Buffer.from(header, 'base64url').toString()).kid;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const forge = (alg: string, key: Parameters<SignJWT['sign']>[0], change: object = {}) =>
    new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg, kid, typ: 'at+jwt' }).sign(key);
  const other = Buffer.from(JSON.stringify({ ...claims, role: 'clinic-admin' })).toString('base64url');
  const unsigned = Buffer.from(JSON.stringify({ alg: 'none', kid, typ: 'at+jwt' })).toString('base64url');

  const forged = {
    'another key': await forge('EdDSA', privateKey),
    'a symmetric key': await forge('HS256', Buffer.from('secret-secret-secret-secret-secret')),
    'changed claims': `${header}.${other}.${signature}`,
    'no signature': `${unsigned}.${payload}.`,
    nonsense: 'nonsense',
    'an API key': gateway.apiKey,
  };
  for (const [name, token] of Object.entries(forged)) {
    const answer = await gateway.call('/v1/session', { as: token });
    assert.deepEqual([answer.status, codeOf(answer)], [401, 'token_invalid'], name);
    assert.equal(answer.headers['www-authenticate'], 'Bearer');
  }
  const none = await gateway.call('/v1/session');
  assert.deepEqual([none.status, codeOf(none)], [401, 'token_missing']);
  assert.equal((await gateway.call('/v1/session', { as: good })).status, 200);
  gateway.clock.advance(16 * MINUTE);
  const expired = await gateway.call('/v1/session', { as: good });
  assert.deepEqual([expired.status, codeOf(expired)], [401, 'token_expired']);
});

test('a token of another gateway is refused', async (context) => {
  const one = await startGateway(context);
  const other = await startGateway(context);

  assert.equal(codeOf(await one.call('/v1/session', { as: await other.token() })), 'token_invalid');
});

test('tokens survive one rotation of the signing key, not two', async (context) => {
  const gateway = await startGateway(context);
  const old = await gateway.token();
  const rotate = async () => {
    gateway.clock.advance(1);
    await gateway.built.gateway.tokens.rotate();
  };

  await rotate();
  assert.equal((await gateway.call('/v1/session', { as: old })).status, 200);
  assert.equal((await gateway.call('/v1/session', { as: await gateway.token() })).status, 200);
  await rotate();

  assert.equal(codeOf(await gateway.call('/v1/session', { as: old })), 'token_invalid');
});

test('tokens are good after a restart', async (context) => {
  const gateway = await startGateway(context);
  const token = await gateway.token();

  await gateway.crash();

  assert.equal((await gateway.call('/v1/session', { as: token })).status, 200);
});

test('only an API key mints tokens, and only the operator administers', async (context) => {
  const gateway = await startGateway(context);
  const token = await gateway.token();
  const mint = (as?: string) =>
    gateway.call('/v1/tokens', {
      method: 'POST',
      ...(as && { as }),
      body: { organisationRef: 'harbour', clinicRef: 'street', participantId: 'p', role: 'clinic-admin' },
    });
  const provision = (as?: string) =>
    gateway.call('/v1/hosts/h_demo', { method: 'PUT', ...(as && { as }), body: HOST });

  for (const as of [undefined, token, OPERATOR_KEY, 'pgk_wrong']) {
    const answer = await mint(as);
    assert.deepEqual([answer.status, codeOf(answer)], [401, 'api_key_invalid'], as);
  }
  for (const as of [undefined, token, gateway.apiKey, 'op_wrong']) {
    const answer = await provision(as);
    assert.deepEqual([answer.status, codeOf(answer)], [401, 'api_key_invalid'], as);
  }
  assert.equal((await mint(gateway.apiKey)).status, 200);
  assert.equal((await provision(OPERATOR_KEY)).status, 204);
});

test('an API key is stored hashed only', async (context) => {
  const gateway = await startGateway(context);
  const { tenants } = gateway.store;

  assert.match(gateway.apiKey, /^pgk_[A-Za-z0-9_-]{43}$/);
  assert.equal(await tenants.hostOfApiKey(gateway.apiKey), undefined);
});

test('the session says who one is and what is possible', async (context) => {
  const gateway = await startGateway(context);
  const session = async (request: Parameters<GatewayFixture['token']>[0]) =>
    (await gateway.call<GatewaySession>('/v1/session', { as: await gateway.token(request) })).body;

  assert.deepEqual(await session({}), {
    role: 'clinician',
    participantId: 'clinician-1',
    callId: 'call-1',
    clinic: { name: 'Harbour Street Clinic' },
    payments: { ready: true },
    currency: 'aud',
    limits: { minimum: 50, maximum: 99_999_999 },
    publishableKey: 'pk_test_sim_0000000000000000000000000000',
    stripeAccount: 'acct_harbour',
    environment: 'simulated',
    now: gateway.clock.now(),
  });
  const reason = async (clinicRef: string) => {
    const { payments } = await session({ clinicRef });
    return payments.ready || payments.reason;
  };
  assert.equal(await reason('disabled'), 'clinic_not_enabled');
  assert.equal(await reason('unlinked'), 'account_not_linked');
  assert.equal(await reason('nowhere'), 'clinic_not_enabled');
  assert.equal((await session({ organisationRef: 'nobody' })).clinic, null);
});

test('provisioning twice changes nothing, and leaving a clinic out keeps it', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();
  const { body } = await gateway.create(clinician);

  await gateway.provision('h_demo', HOST);
  await gateway.provision('h_demo', { ...HOST, organisations: [] });

  assert.equal((await gateway.get(clinician, body.id)).status, 'requested');
  assert.equal((await gateway.create(clinician)).status, 201);
});

test('who keeps trying wrong credentials is slowed down', async (context) => {
  const gateway = await startGateway(context);

  let last = await gateway.call('/v1/session', { as: 'nonsense' });
  for (let i = 0; i < 301 && last.status === 401; i += 1)
    last = await gateway.call('/v1/session', { as: 'nonsense' });

  assert.deepEqual([last.status, codeOf(last)], [429, 'too_many_requests']);
});

test('a caller over their rate is told so; others go on', async (context) => {
  const gateway = await startGateway(context, { callsPerMinute: 5 });
  const busy = await gateway.token();
  const other = await gateway.patientToken();

  let last = await gateway.call('/v1/session', { as: busy });
  for (let i = 0; i < 5; i += 1) last = await gateway.call('/v1/session', { as: busy });

  assert.deepEqual([last.status, codeOf(last)], [429, 'too_many_requests']);
  assert.ok(Number(last.headers['retry-after']) > 0);
  assert.equal((await gateway.call('/v1/session', { as: other })).status, 200);
});

test('a host’s backend may call as often as the settings say', async (context) => {
  const config = readConfig({ SIMULATOR_START: 'no', HOST_CALLS_PER_MINUTE: '60' });
  const gateway = await startGateway(context, { config, callsPerMinute: 5 });
  const read = () => gateway.call('/v1/payment-requests', { as: gateway.apiKey });

  for (let calls = 0; calls < 60; calls += 1) assert.equal((await read()).status, 200);

  assert.equal(codeOf(await read()), 'too_many_requests');
});

test('many tokens minted as the signing key grows old are of one new key, and the old one stays good', async (context) => {
  const gateway = await startGateway(context);
  gateway.clock.advance(30 * 24 * HOUR - MINUTE);
  const before = await gateway.token();
  gateway.clock.advance(2 * MINUTE);

  const after = await Promise.all(Array.from({ length: 5 }, () => gateway.token()));

  for (const as of [before, ...after]) assert.equal((await gateway.call('/v1/session', { as })).status, 200);
});

test('tokens that have run out are no wrong credentials: a clinic behind one address goes on', async (context) => {
  const gateway = await startGateway(context);
  const old = await gateway.token({ expiresIn: 60 });
  gateway.clock.advance(2 * MINUTE);

  for (let i = 0; i < 310; i += 1) await gateway.call('/v1/session', { as: old });

  assert.equal((await gateway.call('/v1/session', { as: await gateway.token() })).status, 200);
});

test('wrong credentials from a balancer’s address do not fail its health checks', async (context) => {
  const gateway = await startGateway(context);
  for (let i = 0; i < 310; i += 1) await gateway.call('/v1/session', { as: 'nonsense' });

  const blocked = await gateway.call('/v1/session', { as: await gateway.token().catch(() => 'none') });

  assert.equal(blocked.status, 429);
  assert.ok(Number(blocked.headers['retry-after']) > 0);
  assert.equal((await gateway.call('/readyz')).status, 200);
});
