// How quickly a clinic with 100,000 payments is listed, searched, added up and exported.
// Usage: npm run bench:records [-- --payments N]; on PostgreSQL: node scripts/with-postgres.mjs node bench/records.ts
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { Kysely, sql, type Insertable } from 'kysely';

import { buildApp } from '../server-stub/app.ts';
import { readConfig } from '../server-stub/config.ts';
import { searchText } from '../server-stub/store/search-text.ts';
import { openStore } from '../server-stub/store/store.ts';
import type { PaymentRequestsTable, Tables } from '../server-stub/store/tables.ts';
import { FakeClock } from '../test/support/server/fake-clock.ts';
import { FakeStripe } from '../test/support/server/fake-stripe.ts';
import { HOST, OPERATOR_KEY } from '../test/support/server/gateway-fixture.ts';
import { makeTestDatabase } from '../test/support/server/test-database.ts';

const BATCH = 250;
const ROUNDS = 7;
const YEAR = 365 * 24 * 60 * 60 * 1000;
const SERVICES = ['Standard consultation', 'Long consultation', 'Telehealth review', 'Gap payment'] as const;

const { values } = parseArgs({ options: { payments: { type: 'string', default: '100000' } } });
const payments = Number(values.payments);
if (!Number.isInteger(payments) || payments < 1) throw new Error('--payments wants a number.');

const database = await makeTestDatabase();
const engine = await database.open();
const clock = new FakeClock();
const store = openStore(engine, { clock, livemode: false });
const config = readConfig({ SIMULATOR_START: 'no', ...database.env });
const { app } = await buildApp({
  config,
  store,
  stripe: new FakeStripe(),
  clock,
  assetsDir: 'none',
  callsPerMinute: 1_000_000,
});

async function call(url: string, as: string, options: object = {}): Promise<{ body: string; ms: number }> {
  const began = performance.now();
  const { body, statusCode } = await app.inject({
    url,
    headers: { authorization: `Bearer ${as}` },
    ...options,
  });
  if (statusCode >= 400) throw new Error(`${url}: ${statusCode} ${body}`);
  return { body, ms: performance.now() - began };
}

await call('/v1/hosts/h_demo', OPERATOR_KEY, { method: 'PUT', payload: HOST });
const issued = await call('/v1/hosts/h_demo/api-keys', OPERATOR_KEY, { method: 'POST' });
const { apiKey }: { apiKey: string } = JSON.parse(issued.body);
const minted = await call('/v1/tokens', apiKey, {
  method: 'POST',
  payload: {
    organisationRef: 'harbour',
    clinicRef: 'street',
    participantId: 'admin-1',
    role: 'clinic-admin',
    expiresIn: 3600,
  },
});
const { token }: { token: string } = JSON.parse(minted.body);

await fill();
const range = `from=${clock.now() - YEAR}&to=${clock.now() + 1}`;
const cases: readonly (readonly [string, string])[] = [
  ['list: first page', `/v1/payment-requests?${range}&limit=25`],
  ['list: a page in the middle', await middle()],
  ['filter: status=failed, few', `/v1/payment-requests?${range}&status=failed`],
  ['filter: one clinician', `/v1/payment-requests?${range}&clinician=clinician-7`],
  ['search: a word that half of them have', `/v1/payment-requests?${range}&q=consultation`],
  ['search: one payment, the oldest', `/v1/payment-requests?${range}&q=visit-0000000`],
  ['search: what none has', `/v1/payment-requests?${range}&q=nothing-like-it`],
  ['search: a charge’s id', `/v1/payment-requests?${range}&q=ch_0000500`],
  ['totals: 30 days', '/v1/payment-reports?timeZone=Australia/Sydney'],
  ['totals: a year', `/v1/payment-reports?timeZone=Australia/Sydney&${range}`],
];
const engineName = config.database ? 'PostgreSQL' : 'SQLite';
process.stdout.write(`${payments} payments of one clinic, ${engineName}, ${ROUNDS} times each\n`);
for (const [name, url] of cases) {
  const times: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (let round = 0; round < ROUNDS; round += 1) times.push((await call(url, token)).ms);
  delay.disable();
  times.sort((a, b) => a - b);
  const median = times[Math.floor(ROUNDS / 2)] ?? NaN;
  row(name, median, times.at(-1) ?? NaN, `others wait at most ${(delay.max / 1e6).toFixed(0)} ms`);
}
await csv();
await app.close();
await store.close();
await database.remove();

function row(name: string, median: number, worst: number, rest: string): void {
  const ms = (value: number) => `${value.toFixed(1)} ms`.padStart(10);
  process.stdout.write(`${name.padEnd(40)} median ${ms(median)}  worst ${ms(worst)}  ${rest}\n`);
}

async function csv(): Promise<void> {
  const before = process.memoryUsage().rss;
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const began = performance.now();
  const answer = await fetch(`${address}/v1/payment-requests?timeZone=Australia/Sydney`, {
    headers: { authorization: `Bearer ${token}`, accept: 'text/csv' },
  });
  let bytes = 0;
  let first = 0;
  let most = before;
  for await (const chunk of answer.body ?? []) {
    first ||= performance.now() - began;
    bytes += chunk.length;
    most = Math.max(most, process.memoryUsage().rss);
  }
  const ms = performance.now() - began;
  row(
    'CSV: all of it',
    ms,
    ms,
    `${(bytes / 1e6).toFixed(1)} MB, first byte after ${first.toFixed(0)} ms, memory +${((most - before) / 1e6).toFixed(0)} MB`,
  );
}

async function middle(): Promise<string> {
  const at = Buffer.from(`${clock.now() - YEAR / 2} pr_${'0'.repeat(32)}`).toString('base64url');
  return `/v1/payment-requests?${range}&limit=25&cursor=${at}`;
}

/** Straight into the tables: a year of one clinic's payments. */
async function fill(): Promise<void> {
  const db = new Kysely<Tables>({ dialect: engine.migrationDialect() });
  const clinic = await db
    .selectFrom('clinics')
    .selectAll()
    .where('name', '=', 'Harbour Street Clinic')
    .executeTakeFirstOrThrow();
  const { host_id, organisation_id, id: clinic_id } = clinic;
  const begin = clock.now() - YEAR;
  for (let start = 0; start < payments; start += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, payments - start) }, (_, offset) =>
      aRow(start + offset, { host_id, organisation_id, clinic_id }, begin),
    );
    await db.transaction().execute(async (trx) => {
      await trx.insertInto('payment_requests').values(rows).execute();
      await trx
        .insertInto('payment_search')
        .values(
          rows.map((row) => ({
            request_id: row.id,
            clinic_id,
            created_at: row.created_at,
            words: searchText({
              description: row.description,
              reference: row.reference ?? null,
              amount: row.amount,
              currency: row.currency,
              payer_name: `Patient Number${row.id.slice(-5)}`,
              requested_by_name: 'Dr Ada Byron',
            }),
          })),
        )
        .execute();
    });
  }
  // As autovacuum does within a minute of so many rows: without it PostgreSQL plans for an empty table.
  if (config.database) await sql`analyze`.execute(db);
  await db.destroy();
}

type Tenancy = Pick<PaymentRequestsTable, 'host_id' | 'organisation_id' | 'clinic_id'>;

function aRow(index: number, tenancy: Tenancy, begin: number): Insertable<PaymentRequestsTable> {
  const at = begin + Math.floor((index / payments) * YEAR);
  const number = String(index).padStart(7, '0');
  const isPaid = index % 10 !== 0;
  return {
    id: `pr_${number.padStart(32, '0')}`,
    ...tenancy,
    call_id: `call-${number}`,
    requested_by: `clinician-${index % 20}`,
    payer_id: `patient-${number}`,
    amount: 4000 + (index % 97) * 100,
    currency: 'aud',
    description: SERVICES[index % SERVICES.length] ?? SERVICES[0],
    reference: `visit-${number}`,
    status: isPaid ? 'paid' : index % 1000 === 0 ? 'failed' : 'expired',
    paid_at: isPaid ? at + 90_000 : null,
    charge_id: isPaid ? `ch_${number}` : null,
    payment_intent: `pi_${number}`,
    amount_refunded: 0,
    stripe_account: 'acct_harbour',
    livemode: 0,
    idempotency_key: `key-${number}`,
    body_hash: '',
    revision: 3,
    check_count: 0,
    failure_count: 0,
    created_at: at,
    updated_at: at,
    expires_at: at + 86_400_000,
  };
}
