import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';

import { openStore, type Store } from '../../../server-stub/store/store.ts';
import { FakeClock } from '../../support/server/fake-clock.ts';
import { HOST, startGateway, type GatewayFixture } from '../../support/server/gateway-fixture.ts';
import { makeTestDatabase } from '../../support/server/test-database.ts';

test('changes at the same time all count, each after the other', async (context) => {
  const gateway = await startGateway(context);
  const { body } = await gateway.create(await gateway.token());
  const { requests } = gateway.store;

  await Promise.all(
    Array.from({ length: 8 }, () =>
      requests.change(body.id, (row) => ({
        set: { amount_refunded: row.amount_refunded + 1 },
        cause: 'test',
        actor: 'gateway',
      })),
    ),
  );

  const after = await requests.find(body.id);
  assert.equal(after?.amount_refunded, 8);
  assert.equal(after?.revision, body.revision + 8);
});

test('what was seen a moment ago is believed only as long as nobody has changed it', async (context) => {
  const gateway = await startGateway(context);
  const { body } = await gateway.create(await gateway.token());
  const { requests } = gateway.store;
  const seen = await requests.find(body.id);
  const refund = (set: { amount_refunded: number }) => ({ set, cause: 'test', actor: 'gateway' });
  await requests.change(body.id, () => refund({ amount_refunded: 10 }));

  const added = await requests.change(
    body.id,
    (row) => refund({ amount_refunded: row.amount_refunded + 1 }),
    seen,
  );
  const halved = await requests.change(
    body.id,
    (row) => (row.amount_refunded === 0 ? null : refund({ amount_refunded: 5 })),
    seen,
  );

  assert.equal(added?.amount_refunded, 11);
  assert.equal(halved?.amount_refunded, 5);
  assert.equal((await requests.find(body.id))?.amount_refunded, 5);
});

test('a move that the life of a request does not know is not made', async (context) => {
  const gateway = await startGateway(context);
  const { body } = await gateway.create(await gateway.token());
  const { requests } = gateway.store;
  const move = (status: 'paid' | 'requested') =>
    requests.change(body.id, () => ({ set: { status }, cause: 'test', actor: 'gateway' }));
  await move('paid');

  const after = await move('requested');

  assert.equal(after?.status, 'paid');
  assert.equal((await requests.find(body.id))?.status, 'paid');
  assert.equal((await requests.history(body.id)).at(-1)?.to_status, 'paid');
});

/** Does the work while a table of the outbox is not there to be written to. */
async function without<Result>(
  { tables }: GatewayFixture,
  table: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const rename = (from: string, to: string) =>
    sql`alter table ${sql.table(from)} rename to ${sql.table(to)}`.execute(tables);
  await rename(table, 'away');
  try {
    return await work();
  } finally {
    await rename('away', table);
  }
}

for (const [what, table] of [
  ['stream event', 'stream_events'],
  ['line in the history', 'payment_history'],
] as const) {
  test(`a change whose ${what} cannot be written is not made`, async (context) => {
    const gateway = await startGateway(context);
    const { body } = await gateway.create(await gateway.token());
    await gateway.built.idle();
    const { requests } = gateway.store;
    const before = await requests.find(body.id);
    const pay = () =>
      requests.change(body.id, () => ({ set: { status: 'paid' }, cause: 'test', actor: 'gateway' }));

    await without(gateway, table, () => assert.rejects(pay));
    assert.deepEqual(await requests.find(body.id), before);
    await pay();

    assert.equal((await requests.find(body.id))?.status, 'paid');
    assert.equal((await requests.history(body.id)).filter(({ to_status }) => to_status === 'paid').length, 1);
  });

  test(`a request whose ${what} cannot be written is not saved, and Stripe hears nothing of it`, async (context) => {
    const gateway = await startGateway(context);
    const clinician = await gateway.token();

    const failed = await without(gateway, table, () => gateway.create(clinician, {}, 'k'));
    const saved = await Promise.all(
      (['payment_requests', 'stripe_operations', 'payment_history', 'stream_events', 'topics'] as const).map(
        (each) => gateway.tables.selectFrom(each).selectAll().execute(),
      ),
    );

    assert.equal(failed.status, 500);
    assert.deepEqual(saved.flat(), []);
    assert.equal(gateway.stripe.count('create'), 0);
    assert.equal((await gateway.create(clinician, {}, 'k')).status, 201);
  });
}

test('stream events are numbered in the order of their commits, without a gap', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();

  await Promise.all(Array.from({ length: 5 }, () => gateway.create(clinician)));

  const { clinicId } = await gateway.store.tenants.resolve('h_demo', 'harbour', 'street');
  const backlog = await gateway.store.topics.since(`call:${clinicId}:call-1`, { seq: 0, at: null }, 100);
  assert.deepEqual(
    backlog.known && backlog.entries.map(({ seq }) => seq),
    Array.from({ length: 10 }, (_, index) => index + 1),
  );
});

test('an account that was linked in test mode is none once the keys are live, until it is linked again', async (context) => {
  const database = await makeTestDatabase();
  context.after(() => database.remove());
  const within = async (livemode: boolean, work: (store: Store) => Promise<void>) => {
    const store = openStore(await database.open(), { clock: new FakeClock(), livemode });
    await work(store);
    await store.close();
  };
  let clinicId = '';
  await within(false, async ({ hosts, tenants, accounts }) => {
    await hosts.provision('h_demo', HOST);
    clinicId = (await tenants.resolve('h_demo', 'harbour', 'street')).clinicId ?? '';
    assert.equal((await accounts.active(clinicId))?.livemode, 0);
  });

  await within(true, async ({ hosts, accounts }) => {
    assert.equal(await accounts.active(clinicId), undefined);
    await hosts.provision('h_demo', HOST);
    assert.equal((await accounts.active(clinicId))?.livemode, 1);
  });
});
