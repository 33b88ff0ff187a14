import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { pluginPageHeaders } from '../../../server-stub/routes/plugin-page-html.ts';
import { HOST, startGateway } from '../../support/server/gateway-fixture.ts';

test('the plugin page names the gateway and the host’s origins, and holds nothing inline', async (context) => {
  const gateway = await startGateway(context);

  const { status, body, headers } = await gateway.call<string>('/app/h_demo/?locale=it');

  assert.equal(status, 200);
  assert.match(body, /<html lang="en">/);
  assert.match(body, /<title>Payments<\/title>/);
  assert.match(body, /<meta name="payments-gateway" content="http:\/\/localhost:4200">/);
  assert.match(body, /<meta name="payments-host-origins" content="https:\/\/call\.example\.com">/);
  assert.match(body, /<script defer src="http:\/\/localhost:4300\/stripe\.js">/);
  assert.match(body, /<main id="payments"><\/main>/);
  assert.doesNotMatch(body, /<style|style=|<script>|onload|nonce/);
  assert.equal(headers['x-frame-options'], undefined);
  assert.equal(headers['referrer-policy'], 'strict-origin');
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['cache-control'], 'no-store');
});

test('its policy lets only the host’s origins frame it, and only the simulator in', async (context) => {
  const gateway = await startGateway(context);

  const policy = String((await gateway.call('/app/h_demo/')).headers['content-security-policy']);

  assert.match(policy, /frame-ancestors https:\/\/call\.example\.com$/);
  assert.match(policy, /script-src 'self' http:\/\/localhost:4300;/);
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*|stripe\.com/);
});

test('with Stripe’s keys its policy is Stripe’s', () => {
  const headers = pluginPageHeaders(['https://call.example.com'], null);

  const policy = headers['content-security-policy'] ?? '';
  assert.match(policy, /script-src 'self' https:\/\/js\.stripe\.com/);
  assert.match(policy, /frame-src https:\/\/\*\.stripe\.com/);
  assert.doesNotMatch(policy, /unsafe|localhost/);
  const frames =
    '"https://js.stripe.com" "https://*.js.stripe.com" "https://hooks.stripe.com" "https://*.link.com"';
  for (const feature of ['payment', 'publickey-credentials-get']) {
    assert.ok(headers['permissions-policy']?.includes(`${feature}=(self ${frames})`), feature);
  }
});

test('a host without origins cannot be framed at all', () => {
  assert.match(pluginPageHeaders([], null)['content-security-policy'] ?? '', /frame-ancestors 'none'$/);
});

test('an unknown host gets a page in words', async (context) => {
  const gateway = await startGateway(context);

  const { status, body, headers } = await gateway.call<string>('/app/h_nobody/');

  assert.equal(status, 404);
  assert.match(String(headers['content-type']), /^text\/html/);
  assert.match(body, /Payments are not set up here/);
});

test('without its slash the address leads to the page', async (context) => {
  const gateway = await startGateway(context);

  const { status, headers } = await gateway.call('/app/h_demo');

  assert.deepEqual([status, headers['location']], [308, '/app/h_demo/']);
});

test('hashed assets are kept by browsers, the entry is asked for again', async (context) => {
  const assetsDir = await mkdtemp(join(tmpdir(), 'assets-'));
  context.after(() => rm(assetsDir, { recursive: true }));
  await writeFile(join(assetsDir, 'plugin-page.js'), '');
  await writeFile(join(assetsDir, 'it-B3kLm9Qx.js'), '');
  const gateway = await startGateway(context, { assetsDir });

  const entry = await gateway.call('/app/assets/plugin-page.js');
  const chunk = await gateway.call('/app/assets/it-B3kLm9Qx.js');

  assert.equal(entry.status, 200);
  assert.match(String(entry.headers['content-type']), /javascript/);
  assert.equal(entry.headers['cache-control'], 'no-cache');
  assert.match(String(chunk.headers['cache-control']), /immutable/);
  assert.equal((await gateway.call('/app/assets/nothing.js')).status, 404);
  assert.equal((await gateway.call('/app/assets/..%2f..%2fpackage.json')).status, 404);
});

test('a page asks before it frames', async (context) => {
  const gateway = await startGateway(context);
  const ask = (origin?: string) =>
    gateway.call('/v1/hosts/h_demo/embedding', { headers: origin === undefined ? {} : { origin } });

  const allowed = await ask('https://call.example.com');
  assert.deepEqual(allowed.body, { allowed: true, pluginUrl: 'http://localhost:4200/app/h_demo/' });
  assert.equal(allowed.headers['access-control-allow-origin'], '*');
  for (const origin of ['https://evil.example.com', 'https://call.example.com.evil.com', 'null', undefined])
    assert.deepEqual((await ask(origin)).body, { allowed: false, reason: 'origin_not_allowed' });
  assert.equal((await gateway.call('/v1/hosts/h_nobody/embedding')).status, 404);
});

test('the API is open to plugin pages of hosts, and to no other page', async (context) => {
  const gateway = await startGateway(context);
  const preflight = (origin: string) =>
    gateway.call('/v1/payment-requests', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,idempotency-key',
      },
    });

  const own = await preflight(HOST.pluginOrigins[0] ?? '');
  const other = await preflight('https://evil.example.com');

  assert.equal(own.headers['access-control-allow-origin'], 'https://plugin.example.com');
  assert.match(
    String(own.headers['access-control-allow-headers']),
    /authorization.*idempotency-key.*last-event-id/,
  );
  assert.equal(own.headers['access-control-allow-credentials'], undefined);
  assert.equal(other.headers['access-control-allow-origin'], undefined);
});

test('health, readiness and the API’s description are there', async (context) => {
  const gateway = await startGateway(context);

  assert.equal((await gateway.call('/healthz')).status, 200);
  assert.equal((await gateway.call('/readyz')).status, 200);
  const { body } = await gateway.call<{ openapi: string; paths: object }>('/openapi.json');
  assert.equal(body.openapi, '3.1.0');
  for (const path of ['/v1/payment-requests/{id}/checkout', '/v1/events', '/webhooks/stripe'])
    assert.ok(path in body.paths, path);
});
