import assert from 'node:assert/strict';
import { getEventListeners, once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { after, before, mock, test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import { Client, Pool } from 'pg';

import { SigningKeys } from '../../../server-stub/auth/signing-keys.ts';
import { bringUpToDate, checkUpToDate, DatabaseUnusableError } from '../../../server-stub/store/migrate.ts';
import { preparing } from '../../../server-stub/store/postgres-prepared.ts';
import { openPostgres } from '../../../server-stub/store/postgres.ts';
import { openStore, type Store } from '../../../server-stub/store/store.ts';
import { openStream } from '../../support/server/event-stream.ts';
import { FakeClock, HOUR } from '../../support/server/fake-clock.ts';
import { GatewayFixture } from '../../support/server/gateway-fixture.ts';
import { startPostgres, type PostgresServer } from '../../support/server/postgres-server.ts';
import { makePostgres, type TestDatabase } from '../../support/server/test-database.ts';

let server: PostgresServer | null = null;
let url = '';

before(async () => {
  const given = process.env['TEST_DATABASE_URL'];
  if (!given) server = await startPostgres();
  url = given ?? server?.url ?? '';
});
after(() => server?.stop());

const undone = new WeakMap<TestContext, (() => Promise<unknown>)[]>();

/** What was begun last ends first: a database goes after those who use it. */
function atEnd(context: TestContext, undo: () => Promise<unknown>): void {
  const steps = undone.get(context);
  if (steps) return void steps.unshift(undo);
  const begun = [undo];
  undone.set(context, begun);
  context.after(async () => {
    for (const step of begun) await step();
  });
}

async function emptyDatabase(context: TestContext): Promise<TestDatabase> {
  const database = await makePostgres(url);
  atEnd(context, () => database.remove());
  return database;
}

/** Two gateway processes' worth of a gateway, on one database and one Stripe. */
async function twoGateways(context: TestContext) {
  const database = await emptyDatabase(context);
  const first = new GatewayFixture(database, { callsPerMinute: 60 });
  const second = new GatewayFixture(database, {
    callsPerMinute: 60,
    stripe: first.stripe,
    clock: first.clock,
  });
  await first.start();
  await second.start();
  atEnd(context, () => Promise.all([first.stop(), second.stop()]));
  first.apiKey = await first.provision();
  second.apiKey = first.apiKey;
  return { first, second, database };
}

async function openOne(context: TestContext): Promise<{ store: Store; database: TestDatabase }> {
  const database = await emptyDatabase(context);
  const store = openStore(await database.open(), { clock: new FakeClock(), livemode: false });
  atEnd(context, () => store.close());
  return { store, database };
}

function heard(store: Store, topic: string): { readonly seqs: number[]; next(): Promise<number> } {
  const seqs: number[] = [];
  const arrived = new EventTarget();
  store.bus.subscribe(topic, (seq) => {
    seqs.push(seq);
    arrived.dispatchEvent(new Event('seq'));
  });
  return {
    seqs,
    async next() {
      if (seqs.length === 0) await once(arrived, 'seq', { signal: AbortSignal.timeout(30_000) });
      return seqs.at(-1) ?? 0;
    },
  };
}

const asClient = async (database: TestDatabase, work: (client: Client) => Promise<unknown>) => {
  const client = new Client({ connectionString: database.env['DATABASE_URL'] ?? '' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};

/** The database for a role that may read and write the tables there are, and make none. */
async function withoutCreating(context: TestContext, database: TestDatabase): Promise<string> {
  const url = new URL(database.env['DATABASE_URL'] ?? '');
  const role = url.pathname.slice(1).replace('gateway_test', 'app');
  await asClient(database, (client) =>
    client.query(`
      create role ${role} login password 'app';
      revoke create on schema public from public;
      grant select, insert, update, delete on all tables in schema public to ${role}`),
  );
  atEnd(context, () =>
    asClient(database, (client) => client.query(`drop owned by ${role}; drop role ${role}`)),
  );
  url.username = role;
  url.password = 'app';
  return url.href;
}

/** A way to the database that can stop carrying anything, without being closed. */
async function openLine(
  context: TestContext,
  database: TestDatabase,
): Promise<{ url: string; isSilent: boolean }> {
  const url = new URL(database.env['DATABASE_URL'] ?? '');
  const { hostname, port } = url;
  const line = { url: '', isSilent: false };
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (data) => !line.isSilent && to.write(data));
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(context, async () => void server.close());
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  line.url = url.href;
  return line;
}

const ENDS_LISTENING =
  "select pg_terminate_backend(pid, 30000) from pg_stat_activity where datname = current_database() and query = 'listen payment_changes'";

/** Somebody waits for such a lock. */
async function untilWaiting(client: Client, type: 'advisory' | 'relation'): Promise<void> {
  for (let tries = 0; tries < 1500; tries += 1) {
    const { rows } = await client.query(
      'select 1 from pg_locks where not granted and locktype = $1 and database = (select oid from pg_database where datname = current_database())',
      [type],
    );
    if (rows.length > 0) return;
    await sleep(5);
  }
  throw new Error('Nobody waits.');
}

/** The listening connection takes a moment to be there. */
async function untilListening(database: TestDatabase, count: number): Promise<void> {
  await asClient(database, async (client) => {
    for (let tries = 0; tries < 1500; tries += 1) {
      const { rows } = await client.query(
        "select 1 from pg_stat_activity where datname = current_database() and query = 'listen payment_changes'",
      );
      if (rows.length >= count) return;
      await sleep(20);
    }
    throw new Error('Nobody listens.');
  });
}

test('what one process changes, the readers of another are told of', async (context) => {
  const { first, second, database } = await twoGateways(context);
  second.store.bus.start((error) => assert.fail(String(error)));
  await untilListening(database, 1);
  const { clinicId } = await first.store.tenants.resolve('h_demo', 'harbour', 'street');
  const news = heard(second.store, `call:${clinicId}:call-1`);

  await first.create(await first.token());

  assert.ok((await news.next()) > 0);
});

test('a notice that got lost is made up for by the poll', async (context) => {
  const { first, second } = await twoGateways(context);
  const { clinicId } = await first.store.tenants.resolve('h_demo', 'harbour', 'street');
  const news = heard(second.store, `call:${clinicId}:call-1`);
  await first.create(await first.token());
  assert.deepEqual(news.seqs, []);

  await second.built.gateway.hub.poll();

  assert.ok(news.seqs.length > 0);
});

test('a listening connection that breaks is made anew, and says that it broke', async (context) => {
  const { first, second, database } = await twoGateways(context);
  const problems: unknown[] = [];
  second.store.bus.start((problem) => problems.push(problem));
  await untilListening(database, 1);
  await asClient(database, (client) => client.query(ENDS_LISTENING));
  await untilListening(database, 1);
  const { clinicId } = await first.store.tenants.resolve('h_demo', 'harbour', 'street');
  const news = heard(second.store, `call:${clinicId}:call-1`);

  await first.create(await first.token());

  assert.ok((await news.next()) > 0);
  assert.ok(problems.length > 0);
});

test('a listening connection that was made anew leaves nothing of the one before', async (context) => {
  const { store, database } = await openOne(context);
  const listened = mock.method(AbortSignal.prototype, 'addEventListener');
  const broken = new Promise((resolve) => store.bus.start(resolve));
  await untilListening(database, 1);
  const signal = listened.mock.calls.at(-1)?.this;
  assert.ok(signal instanceof AbortSignal);
  listened.mock.restore();

  await asClient(database, (client) => client.query(ENDS_LISTENING));
  await broken;
  await untilListening(database, 1);

  assert.equal(getEventListeners(signal, 'abort').length, 1);
});

test('a connection that is closed in the middle of a transaction undoes that, and the process goes on', async (context) => {
  const { first, database } = await twoGateways(context);
  const { id, revision } = await first.store.requests
    .find((await first.create(await first.token())).body.id)
    .then((row) => row ?? assert.fail('It is not there.'));

  await assert.rejects(
    first.store.requests.change(id, (row) => ({
      set: { activity: 'seen' },
      cause: 'seen',
      actor: 'gateway',
      also: async (trx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
        await asClient(database, (client) => client.query('select pg_terminate_backend($1)', [rows[0]?.pid]));
        await sql`select ${row.id}`.execute(trx);
      },
    })),
    /connection|terminat/i,
  );

  assert.equal((await first.store.requests.find(id))?.revision, revision);
});

test('a database that falls silent is given up, with its connection, and gone on with once it speaks', async (context) => {
  const database = await emptyDatabase(context);
  const line = await openLine(context, database);
  const db = new Kysely<unknown>({ dialect: openPostgres(line.url, 1, { patience: 50 }).dialect });
  atEnd(context, () => db.destroy());
  const ask = () => db.transaction().execute((trx) => sql`select 1`.execute(trx));
  await ask();

  line.isSilent = true;
  await assert.rejects(ask(), /timeout|lost/);
  line.isSilent = false;

  assert.equal((await ask()).rows.length, 1);
});

test('a notice that is not a gateway’s own does no harm', async (context) => {
  const { store, database } = await openOne(context);
  store.bus.start((error) => assert.fail(String(error)));
  await untilListening(database, 1);
  const news = heard(store, 'call:x');

  await asClient(database, async (client) => {
    for (const notice of [
      '',
      'null',
      '[]',
      '{"changes":1}',
      '{"from":"x","changes":[["call:x","1"],[2],null]}',
    ])
      await client.query('select pg_notify($1, $2)', ['payment_changes', notice]);
    await client.query('select pg_notify($1, $2)', [
      'payment_changes',
      '{"from":"x","changes":[["call:x",7]]}',
    ]);
  });

  assert.equal(await news.next(), 7);
  assert.deepEqual(news.seqs, [7]);
});

test('many changes at once reach the other process, however long their names', async (context) => {
  const { first, second, database } = await twoGateways(context);
  second.store.bus.start((error) => assert.fail(String(error)));
  await untilListening(database, 1);
  const topics = Array.from({ length: 200 }, (_, index) => `call:${'x'.repeat(80)}:${index}`);
  const all = topics.map((topic) => heard(second.store, topic));

  for (const topic of topics) first.store.bus.publish(topic, 3);

  assert.deepEqual(
    await Promise.all(all.map((news) => news.next())),
    topics.map(() => 3),
  );
});

test('the same idempotency key at two processes at once makes one request', async (context) => {
  const { first, second } = await twoGateways(context);
  const clinician = await first.token();

  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => (index % 2 ? first : second).create(clinician, {}, 'same-key')),
  );

  assert.deepEqual(new Set(answers.map(({ body }) => body.id)).size, 1);
  assert.equal(first.stripe.intents.size, 1);
  assert.equal(answers.filter(({ status }) => status === 201).length, 1);
});

test('withdrawing at one process while it is paid at the other ends in one outcome, the same at both', async (context) => {
  const { first, second } = await twoGateways(context);
  const clinician = await first.token();
  const patient = await first.patientToken();
  for (let round = 0; round < 5; round += 1) {
    const { body } = await first.create(clinician);
    const intent = [...first.stripe.intents.keys()].at(-1) ?? '';

    await Promise.all([
      first.act(clinician, body.id, 'cancel'),
      (async () => {
        if (first.stripe.intents.get(intent)?.facts.status === 'requires_payment_method')
          first.stripe.pay(intent);
        await second.act(patient, body.id, 'settle');
      })(),
    ]);

    const [here, there] = [await first.get(clinician, body.id), await second.get(clinician, body.id)];
    const atStripe = first.stripe.intents.get(intent)?.facts.status;
    assert.deepEqual(here, there);
    assert.equal(here.status, atStripe === 'succeeded' ? 'paid' : 'cancelled');
  }
});

test('withdrawn, refused, run out of time and paid at once, at two processes: one outcome, the same at both', async (context) => {
  const { first, second } = await twoGateways(context);
  const outcomes = new Set<string>();
  // Paid at once, at moments between, and by somebody who comes when all is over.
  for (const [round, hesitation] of [0, 2, 5, 10, 30, null].entries()) {
    const { body } = await first.create(await first.token());
    await first.built.idle();
    const intent = [...first.stripe.intents.keys()].at(-1) ?? '';
    first.clock.advance(25 * HOUR);
    const clinician = await first.token();
    const patient = await first.patientToken();

    const everybody = [
      () => first.act(clinician, body.id, 'cancel'),
      () => second.act(patient, body.id, 'refuse'),
      () => first.built.tick(),
      () => second.built.tick(),
      async () => {
        const isOpen = () => first.stripe.intents.get(intent)?.facts.status === 'requires_payment_method';
        if (hesitation === null) while (isOpen()) await sleep(1);
        else if (hesitation > 0) await sleep(hesitation);
        if (isOpen()) first.stripe.pay(intent);
        await second.act(patient, body.id, 'settle');
      },
    ];
    // Each has its turn at being first.
    await Promise.all([...everybody.slice(round), ...everybody.slice(0, round)].map((act) => act()));
    await Promise.all([first.built.idle(), second.built.idle()]);

    const [here, there] = [await first.get(clinician, body.id), await second.get(clinician, body.id)];
    const isPaid = first.stripe.intents.get(intent)?.facts.status === 'succeeded';
    assert.deepEqual(here, there);
    if (isPaid) assert.equal(here.status, 'paid');
    else assert.ok(['cancelled', 'refused', 'expired'].includes(here.status), here.status);
    outcomes.add(here.status);
    const ends = (await first.store.requests.history(body.id)).filter(
      ({ to_status }) => to_status === here.status,
    );
    assert.equal(ends.length, 1);
  }
  assert.ok(outcomes.size > 1, [...outcomes].join());
});

test('a process that ends hands its streams over: the other goes on where it was, without a gap or a repeat', async (context) => {
  const { first, second } = await twoGateways(context);
  const [here, there] = await Promise.all(
    [first, second].map(({ built }) => built.app.listen({ port: 0, host: '127.0.0.1' })),
  );
  const clinician = await first.token();
  const before = await openStream(context, here ?? '', clinician);
  const { body: one } = await first.create(clinician);
  await before.next((event) => event.data.includes(one.id) && event.data.includes('"requested"'));
  const ending = first.built.app.close();
  const { body: two } = await second.create(clinician);
  await before.ended;
  const after = await openStream(context, there ?? '', clinician, before.events.at(-1)?.id);
  const { body: three } = await second.create(clinician);
  await after.next((event) => event.data.includes(three.id) && event.data.includes('"requested"'));
  await ending;

  const shown = [...before.events, ...after.events];
  const ids = shown.map(({ id = '' }) => Number.parseInt(id, 10));
  assert.ok(ids.every((id) => id > 0));
  assert.deepEqual(
    ids,
    [...new Set(ids)].sort((a, b) => a - b),
  );
  assert.ok(shown.every(({ event }) => event === 'request'));
  for (const { id } of [one, two, three])
    assert.equal(
      JSON.parse(shown.findLast(({ data }) => data.includes(id))?.data ?? '{}').status,
      'requested',
    );
});

test('what is due is taken up by one process only', async (context) => {
  const { first, second } = await twoGateways(context);
  const clinician = await first.token();
  await Promise.all(Array.from({ length: 12 }, () => first.create(clinician)));
  await first.built.idle();
  first.clock.advance(60 * 60 * 1000);

  const claimed = await Promise.all([
    first.store.requests.claimDue(20, 60_000),
    second.store.requests.claimDue(20, 60_000),
  ]);

  const ids = claimed.flat().map(({ id }) => id);
  assert.equal(ids.length, 12);
  assert.equal(new Set(ids).size, 12);
});

test('calls are counted by all processes together', async (context) => {
  const { first, second } = await twoGateways(context);
  const clinician = await first.token();

  const statuses: number[] = [];
  for (let call = 0; call < 62; call += 1) {
    const gateway = call % 2 ? first : second;
    statuses.push((await gateway.call('/v1/session', { as: clinician })).status);
  }

  assert.equal(statuses.filter((status) => status === 200).length, 60);
  assert.deepEqual(statuses.slice(-2), [429, 429]);
});

test('processes that start together on an empty database share one signing key', async (context) => {
  const { store, database } = await openOne(context);
  const others = await Promise.all(
    Array.from({ length: 3 }, async () =>
      openStore(await database.open(), { clock: new FakeClock(), livemode: false }),
    ),
  );
  atEnd(context, () => Promise.all(others.map((other) => other.close())));

  const keys = await Promise.all(
    [store, ...others].map(({ signingKeys }) => SigningKeys.open(signingKeys, new FakeClock(), null)),
  );

  const kids = await Promise.all(keys.map(async (each) => (await each.current()).kid));
  assert.equal(new Set(kids).size, 1);
  assert.equal((await store.signingKeys.valid()).length, 1);
});

test('processes that start together bring a new database up to date once', async (context) => {
  const database = await emptyDatabase(context);
  const engine = () => openPostgres(database.env['DATABASE_URL'] ?? '', 2);
  await assert.rejects(checkUpToDate(engine()), /lacks 0001-first/);

  const made = await Promise.all(Array.from({ length: 4 }, () => bringUpToDate(engine())));

  assert.deepEqual(
    made.map(({ length }) => length).sort((a, b) => a - b),
    [0, 0, 0, made.flat().length],
  );
  await checkUpToDate(engine());
});

test('amounts and times are numbers, as they are in SQLite', async (context) => {
  const { first } = await twoGateways(context);
  const { body } = await first.create(await first.token());

  const row = await first.store.requests.find(body.id);

  assert.equal(row?.amount, 8500);
  assert.equal(row?.created_at, first.clock.now());
});

test('what is asked again is planned once; a long list, and all columns within a transaction, are not kept', async (context) => {
  const pool = new Pool({ connectionString: url, max: 1 });
  atEnd(context, () => pool.end());
  const client = await preparing(pool).connect();
  atEnd(context, async () => client.release());
  const ask = (text: string, values: unknown[]) => client.query<object>(text, values);
  for (let turn = 0; turn < 2; turn += 1) await ask('select $1::int as often', [turn]);
  const places = Array.from({ length: 60 }, (_, index) => `$${index + 1}::int`);
  await ask(
    `select 1 where 1 in (${places.join(', ')})`,
    places.map((_, index) => index),
  );
  await ask('begin', []);
  await ask('select * from pg_class where oid = $1', [1]);
  await ask('select $1::int as within', [1]);
  await ask('commit', []);

  const { rows } = await client.query<{ statement: string }>(
    'select statement from pg_prepared_statements order by prepare_time',
    [],
  );

  assert.deepEqual(
    rows.map(({ statement }) => statement),
    ['select $1::int as often', 'select $1::int as within'],
  );
});

test('a process that still runs goes on when a newer one has added columns', async (context) => {
  const { first, second, database } = await twoGateways(context);
  const clinician = await first.token();
  for (let turn = 0; turn < 6; turn += 1) await first.create(clinician);
  const newer = new Client({ connectionString: database.env['DATABASE_URL'] ?? '' });
  await newer.connect();
  for (const table of ['payment_requests', 'clinics', 'stripe_accounts', 'stripe_operations'])
    await newer.query(`alter table ${table} add column later text`);
  await newer.end();

  const created = await Promise.all(Array.from({ length: 6 }, () => first.create(clinician)));

  for (const { status, body } of created) {
    assert.equal(status, 201);
    assert.equal((await second.get(clinician, body.id)).status, 'requested');
    assert.equal(
      (await first.call(`/v1/payment-requests/${body.id}/cancel`, { method: 'POST', as: clinician })).status,
      200,
    );
  }
});

test('a gateway that may make no tables counts calls in the one that was brought with the others', async (context) => {
  const { database } = await openOne(context);
  const url = await withoutCreating(context, database);
  const limited = new GatewayFixture(
    { ...database, open: () => Promise.resolve(openPostgres(url, 2)) },
    { callsPerMinute: 5 },
  );
  await limited.start();
  atEnd(context, () => limited.stop());
  limited.apiKey = await limited.provision();
  const patient = await limited.patientToken();

  const statuses: number[] = [];
  for (let call = 0; call < 6; call += 1)
    statuses.push((await limited.call('/v1/session', { as: patient })).status);

  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429]);
  assert.deepEqual(await bringUpToDate(openPostgres(url, 2)), []);
});

test('where the counts of calls are missing, as in a dump that was put back, they are made, or the start says why not', async (context) => {
  const { first, database } = await twoGateways(context);
  const url = await withoutCreating(context, database);
  const third = new GatewayFixture(
    { ...database, open: () => Promise.resolve(openPostgres(database.env['DATABASE_URL'] ?? '', 2)) },
    { clock: first.clock },
  );
  await third.start();
  atEnd(context, () => third.stop());
  const as = await first.token();
  await asClient(database, (client) => client.query('drop table rate_limits'));

  await assert.rejects(checkUpToDate(openPostgres(url, 2)), DatabaseUnusableError);
  assert.equal((await third.call('/v1/session', { as })).status, 200);
});

test('a gateway starts on a database that a later version has brought further, and its migrations are left as they are', async (context) => {
  const { database } = await openOne(context);
  const engine = () => openPostgres(database.env['DATABASE_URL'] ?? '', 2);
  await asClient(database, (client) =>
    client.query("insert into kysely_migration values ('9999-later', now()::text)"),
  );

  assert.deepEqual(await bringUpToDate(engine()), []);
  await checkUpToDate(engine());
  await asClient(database, async (client) => {
    const { rows } = await client.query("select 1 from kysely_migration where name = '9999-later'");
    assert.equal(rows.length, 1);
  });
});

test('a gateway that waited until a later version had made its migrations starts, too', async (context) => {
  const database = await emptyDatabase(context);
  const engine = (lockTimeout: number) =>
    openPostgres(database.env['DATABASE_URL'] ?? '', 2, { lockTimeout });
  await bringUpToDate(engine(20));
  await asClient(database, async (client) => {
    // The lock under which Kysely makes migrations.
    await client.query('select pg_advisory_lock(3853314791062309107)');
    const starting = bringUpToDate(engine(20), 10);
    await untilWaiting(client, 'advisory');
    await sleep(50);
    await client.query("insert into kysely_migration values ('9999-later', now()::text)");
    await client.query('select pg_advisory_unlock(3853314791062309107)');

    assert.deepEqual(await starting, []);
  });
});

test('a migration that has to wait for a long read lets the calls go first, and is made once that is over', async (context) => {
  const { first, database } = await twoGateways(context);
  const clinician = await first.token();
  const engine = openPostgres(database.env['DATABASE_URL'] ?? '', 2, { lockTimeout: 20 });
  await asClient(database, async (client) => {
    await client.query("delete from kysely_migration where name = '0010-due-requests'");
    await client.query('begin; lock table payment_requests in access share mode');
    const migrating = bringUpToDate(engine, 10);
    await untilWaiting(client, 'relation');

    assert.equal((await first.create(clinician)).status, 201);
    await client.query('commit');

    assert.deepEqual(await migrating, ['0010-due-requests']);
  });
});

test('a database that has become read-only, as a standby is, says so', async (context) => {
  const { store, database } = await openOne(context);
  assert.equal(await store.isReadOnly(), false);

  await asClient(database, (client) =>
    client.query(`
      do $$ begin
        execute format('alter database %I set default_transaction_read_only = on', current_database());
      end $$;
      select pg_terminate_backend(pid, 30000) from pg_stat_activity
      where datname = current_database() and pid != pg_backend_pid()`),
  );

  assert.equal(await store.isReadOnly(), true);
});
