import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';

import { readEnvironment } from '../../../server-stub/stripe-simulator/environment.ts';
import { addFault, control, rulesOf } from './control.ts';
import { SIMULATED } from '../../../server-stub/stripe/simulated.ts';
import { freePort } from '../../support/server/free-ports.ts';
import { aLink, aNewAccount } from './connect/new-account.ts';
import { open } from './connect/pages.ts';
import {
  aRequest,
  CLINIC,
  startFreshSimulator,
  startReceiver,
  startSimulator,
  stripeError,
  stripeFor,
} from './running-simulator.ts';

const onClinic = { stripeAccount: CLINIC };

function aFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function spawnSimulator(t: TestContext, environment: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['server-stub/stripe-simulator/main.ts'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  assert.ok(child.stdout);
  const [line] = await once(child.stdout, 'data');
  assert.match(String(line), /^Stripe simulator listens on http:\/\/127\.0\.0\.1:\d+ .*\n$/);
  return child;
}

describe('the state on disk', () => {
  test('remembers who is connected and who has left, the accounts that were opened, and used links', async (t) => {
    const data = aFolder(t);
    const first = await startFreshSimulator(t, { data });
    const { accounts, accountLinks } = first.stripe.v2.core;
    const keyed = { idempotencyKey: 'open:1' };
    const { id } = await accounts.create(aNewAccount(), keyed);
    const link = new URL((await accountLinks.create(aLink(id))).url).pathname;
    const used = new URL((await accountLinks.create(aLink(id))).url).pathname;
    await open(first, used);
    await first.stripe.oauth.deauthorize({
      client_id: SIMULATED.connectClientId,
      stripe_user_id: CLINIC,
    });
    await first.app.close();

    const second = await startFreshSimulator(t, { data });
    // Harbour Street is connected in a simulator that is new, and must not be again in one that is not.
    assert.equal((await stripeError(second.stripe.accounts.retrieve(CLINIC))).code, 'account_invalid');
    assert.equal((await second.stripe.v2.core.accounts.retrieve(id)).id, id);
    assert.equal((await second.stripe.v2.core.accounts.create(aNewAccount(), keyed)).id, id);
    assert.match((await open(second, link)).location ?? '', /^\/setup\/s\//);
    assert.match((await open(second, used)).location ?? '', /refresh$/);
  });

  test('survives kill -9 with payments, keys and the webhooks that are still to come', async (t) => {
    const port = await freePort();
    const hookPort = await freePort();
    const environment = {
      SIMULATOR_PORT: String(port),
      SIMULATOR_DATA: aFolder(t),
      SIMULATOR_WEBHOOK_URL: `http://127.0.0.1:${hookPort}/webhooks/stripe`,
    };
    const stripe = stripeFor(`http://127.0.0.1:${port}`);
    const first = await spawnSimulator(t, environment);
    const created = await stripe.paymentIntents.create(aRequest(), { ...onClinic, idempotencyKey: 'k1' });
    first.kill('SIGKILL');
    await once(first, 'exit');

    const receiver = await startReceiver(t, hookPort);
    const second = await spawnSimulator(t, environment);
    const read = await stripe.paymentIntents.retrieve(created.id, {}, onClinic);
    assert.equal(read.client_secret, created.client_secret);
    const again = await stripe.paymentIntents.create(aRequest(), { ...onClinic, idempotencyKey: 'k1' });
    assert.equal(again.id, created.id);
    const [webhook] = await receiver.wait(1);
    assert.match(webhook?.body ?? '', new RegExp(created.id));
    second.kill('SIGTERM');
    const [code] = await once(second, 'exit');
    assert.equal(code, 0);
  });

  test('survives kill -9 with the faults in force, what is left of them, and the clock', async (t) => {
    const port = await freePort();
    const hookPort = await freePort();
    const receiver = await startReceiver(t, hookPort);
    const environment = {
      SIMULATOR_PORT: String(port),
      SIMULATOR_DATA: aFolder(t),
      SIMULATOR_WEBHOOK_URL: receiver.url,
    };
    const url = `http://127.0.0.1:${port}`;
    const stripe = stripeFor(url);
    const first = await spawnSimulator(t, environment);
    const rule = await addFault({ url }, { effect: 'rate-limit', route: 'GET /v1/accounts/:id', count: 2 });
    await addFault({ url }, { effect: 'reorder', count: 1 });
    await control({ url }, 'POST', '/_simulator/clock', { offsetMs: -86_400_000 });
    const held = await stripe.paymentIntents.create(aRequest(), onClinic);
    await assert.rejects(stripe.accounts.retrieve(CLINIC), { statusCode: 429 });
    first.kill('SIGKILL');
    await once(first, 'exit');

    await spawnSimulator(t, environment);
    assert.deepEqual(await rulesOf({ url }), [{ ...rule, count: 1, applied: 1 }]);
    await assert.rejects(stripe.accounts.retrieve(CLINIC), { statusCode: 429 });
    assert.deepEqual(await rulesOf({ url }), []);
    const next = await stripe.paymentIntents.create(aRequest(), onClinic);
    assert.ok(Math.abs(next.created - (Date.now() - 86_400_000) / 1000) < 60);
    const received = await receiver.wait(2);
    assert.deepEqual(
      received.map(({ body }) => JSON.parse(body).data.object.id),
      [next.id, held.id],
    );
  });

  test('finishes what was in processing after a restart', async (t) => {
    const data = aFolder(t);
    let now = Date.UTC(2026, 10, 1);
    const options = { data, now: () => now, settleAfterMs: 60_000 };
    const first = await startSimulator(t, options);
    const { id } = await first.stripe.paymentIntents.create(
      aRequest({ confirm: true, payment_method: 'pm_card_settlesLater' }),
      onClinic,
    );
    await first.app.close();
    now += 60_000;
    const second = await startSimulator(t, options);
    assert.equal((await second.stripe.paymentIntents.retrieve(id, {}, onClinic)).status, 'succeeded');
    assert.equal((await second.stripe.accounts.retrieve(CLINIC)).created, Date.UTC(2026, 10, 1) / 1000);
  });
});

describe('the environment', () => {
  test('has a default for everything', () => {
    const { options, port } = readEnvironment({});
    assert.equal(port, 4300);
    assert.equal(options.publicUrl, 'http://localhost:4300');
    assert.equal(options.webhookUrl, 'http://127.0.0.1:4200/webhooks/stripe');
  });

  test('is refused with every mistake named, and anything off this machine is one', () => {
    assert.throws(
      () =>
        readEnvironment({
          SIMULATOR_PORT: 'x',
          SIMULATOR_WEBHOOK_URL: 'https://pay.example.com/webhooks',
          SIMULATOR_PUBLIC_URL: 'http://10.0.0.1:4300',
        }),
      /SIMULATOR_PORT[^]*SIMULATOR_WEBHOOK_URL[^]*SIMULATOR_PUBLIC_URL/,
    );
  });
});
