import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import { PluginOrigins } from '../../../server-stub/auth/plugin-origins.ts';
import { startGateway } from '../../support/server/gateway-fixture.ts';

for (const path of ['/v1/session', '/v1/nowhere'])
  test(`calls of ${path} without a token are limited by address, and keep nobody out who has one`, async (context) => {
    const gateway = await startGateway(context, { callsPerMinute: 10 });
    const token = await gateway.token();
    const statuses: number[] = [];
    for (let call = 0; call < 21; call += 1) statuses.push((await gateway.call(path)).status);
    const { status, headers } = await gateway.call(path);

    assert.ok(!statuses.slice(0, 20).includes(429));
    assert.equal(status, 429);
    assert.ok(Number(headers['retry-after']) > 0);
    assert.equal((await gateway.call('/v1/session', { as: token })).status, 200);
    assert.equal((await gateway.call('/readyz')).status, 200);
  });

test('what is not there is limited with a token, too', async (context) => {
  const gateway = await startGateway(context, { callsPerMinute: 10 });
  const as = await gateway.token();
  for (let call = 0; call < 20; call += 1)
    assert.equal((await gateway.call('/v1/nowhere', { as })).status, 404);

  assert.equal((await gateway.call('/v1/nowhere', { as })).status, 429);
});

test('calls of any number of origins ask the database for those it knows once', async (context) => {
  const gateway = await startGateway(context);
  const asked = mock.method(gateway.store.tenants, 'pluginOrigins');
  const allowed = async (origin: string) =>
    (await gateway.call('/v1/session', { headers: { origin } })).headers['access-control-allow-origin'];

  for (let other = 0; other < 5; other += 1)
    assert.equal(await allowed(`https://${other}.example.com`), undefined);
  assert.equal(await allowed('https://plugin.example.com'), 'https://plugin.example.com');

  assert.equal(asked.mock.callCount(), 1);
});

test('origins are asked for again after a few seconds, and at once when they could not be had', async (context) => {
  const now = context.mock.method(performance, 'now', () => 0);
  const answers = [
    Promise.reject(new Error('away')),
    Promise.resolve([]),
    Promise.resolve(['https://a.example']),
  ];
  const load = mock.fn(() => answers.shift() ?? assert.fail('It was asked too often.'));
  const origins = new PluginOrigins(load);

  await assert.rejects(origins.has('https://a.example'));
  assert.equal(await origins.has('https://a.example'), false);
  now.mock.mockImplementation(() => 4_999);
  assert.equal(await origins.has('https://a.example'), false);
  now.mock.mockImplementation(() => 5_000);
  assert.equal(await origins.has('https://a.example'), true);
});

test('the tokens of a host are counted apart from its other calls', async (context) => {
  const gateway = await startGateway(context, { settings: { HOST_CALLS_PER_MINUTE: '60' } });
  const read = () => gateway.call('/v1/payment-requests', { as: gateway.apiKey });
  for (let calls = 0; calls < 61; calls += 1) await gateway.token();

  for (let calls = 0; calls < 60; calls += 1) assert.equal((await read()).status, 200);
  assert.equal((await read()).status, 429);
  assert.ok(await gateway.token());
});
