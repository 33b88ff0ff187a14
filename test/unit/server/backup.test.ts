import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';

import { bringUpToDate } from '../../../server-stub/store/migrate.ts';
import { openSqlite } from '../../../server-stub/store/sqlite.ts';
import { HOUR, SECOND } from '../../support/server/fake-clock.ts';
import { GatewayFixture } from '../../support/server/gateway-fixture.ts';

async function gatewayIn(directory: string, from?: GatewayFixture): Promise<GatewayFixture> {
  const open = async () => {
    const engine = openSqlite(directory);
    await bringUpToDate(engine);
    return engine;
  };
  const database = { env: { DATA_DIR: directory }, open, remove: () => Promise.resolve() };
  const gateway = new GatewayFixture(database, from ? { stripe: from.stripe, clock: from.clock } : {});
  await gateway.start();
  gateway.apiKey = from?.apiKey ?? (await gateway.provision());
  return gateway;
}

/** A gateway that was backed up while it ran, went on, and was then put back as it was. */
async function restored(context: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-backup-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const before = await gatewayIn(join(folder, 'before'));
  const early = await before.create(await before.token());
  await mkdir(join(folder, 'after'));
  const reader = new DatabaseSync(join(folder, 'before', 'gateway.db'), { readOnly: true });
  reader.exec(`vacuum into '${join(folder, 'after', 'gateway.db')}'`);
  reader.close();
  const late = await before.create(await before.token());
  await before.stop();
  before.stripe.pay('pi_1');
  before.stripe.pay('pi_2');
  const after = await gatewayIn(join(folder, 'after'), before);
  context.after(() => after.stop());
  return { after, stripe: before.stripe, clock: before.clock, early: early.body, late: late.body };
}

test('a backup that was made while the gateway ran can be put back, and what was paid since is found', async (context) => {
  const { after, early } = await restored(context);

  await after.built.tick();

  assert.equal((await after.get(await after.token(), early.id)).status, 'paid');
});

test('a payment that a backup does not know of yet is neither lost in silence nor made anew: its event is kept, and given up aloud', async (context) => {
  const { after, stripe, clock, late } = await restored(context);
  const made = stripe.intents.size;

  await after.webhook({ id: 'evt_late', paymentIntent: 'pi_2', requestId: late.id });
  clock.advance(5 * SECOND);
  const [kept] = await after.store.webhookEvents.claimDue(10, SECOND);
  clock.advance(4 * 24 * HOUR);
  await after.built.gateway.payments.webhooks.tick();
  await after.built.idle();
  clock.advance(24 * HOUR);

  assert.equal(kept?.request_id, late.id);
  assert.deepEqual(await after.store.webhookEvents.claimDue(10, SECOND), []);
  assert.equal(stripe.intents.size, made);
});
