import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';

import { buildApp, type BuiltApp } from '../../server-stub/app.ts';
import { systemClock } from '../../server-stub/clock.ts';
import { readConfig } from '../../server-stub/config.ts';
import type { Engine } from '../../server-stub/store/engine.ts';
import { bringUpToDate } from '../../server-stub/store/migrate.ts';
import { openPostgres } from '../../server-stub/store/postgres.ts';
import { openSqlite } from '../../server-stub/store/sqlite.ts';
import { openStore, type Store } from '../../server-stub/store/store.ts';
import type { Tables } from '../../server-stub/store/tables.ts';
import type { PaymentRequestPage } from '../../src/contract/payment-request.ts';
import { FakeStripe } from '../../test/support/server/fake-stripe.ts';
import { startPostgres, type PostgresServer } from '../../test/support/server/postgres-server.ts';
import { makePostgres, type TestDatabase } from '../../test/support/server/test-database.ts';
import { fill } from './fill.ts';
import type { EngineName } from './rig.ts';
import { line, median, ms, quantile } from './stats.ts';

const SMALL = 1_000;
const LARGE = Number(process.env['LARGE'] ?? 1_000_000);
const CLINICS = 10;
const ROUNDS = 15;
const TURNS = 20;
const BUDGET = 1.3;
/** Requests that a page which was cut off has not heard of. */
const MISSED = 3;
const OPERATOR_KEY = 'op_simulated';

/** How much longer the same takes with a million requests than with a thousand, turn by turn on both. */
export async function measureGrowth(engine: EngineName): Promise<boolean> {
  await using small = await Grown.make(engine, SMALL);
  await using large = await Grown.make(engine, LARGE);
  line(`With ${LARGE} requests against ${SMALL} (${engine}; p50, p99; flat is ≤ ×${BUDGET}):`);
  let isFlat = true;
  for (const [name, work] of Object.entries(WORK)) {
    const times: [small: number[], large: number[]] = [[], []];
    const ratios: number[] = [];
    await time(small, work);
    await time(large, work);
    for (let round = 0; round < ROUNDS; round += 1) {
      const [before, after] = [await time(small, work), await time(large, work)];
      times[0].push(...before);
      times[1].push(...after);
      ratios.push(median(after) / median(before));
    }
    const ratio = median(ratios);
    isFlat &&= ratio <= BUDGET;
    line(`  ${name}: ${said(times[0])} → ${said(times[1])}: ×${ratio.toFixed(2)}`);
  }
  return isFlat;
}

const said = (times: readonly number[]): string =>
  `${ms(quantile(times, 0.5))}, ${ms(quantile(times, 0.99))}`;

async function time(grown: Grown, work: (grown: Grown) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const startedAt = performance.now();
    await work(grown);
    times.push(performance.now() - startedAt);
  }
  return times;
}

const WORK: Readonly<Record<string, (grown: Grown) => Promise<unknown>>> = {
  // First: each leaves rows behind that PostgreSQL clears away sooner in a small table, and a start is rare.
  'a start: a hundred are open': (grown) => grown.store.requests.checkAllOpen(),
  'a call’s requests': (grown) => grown.list('clinician'),
  'a clinic’s newest 50': (grown) => grown.list('clinic-admin', 'limit=50'),
  'the 50 after those': (grown) => grown.list('clinic-admin', `limit=50&cursor=${grown.cursor}`),
  'a stream that comes back': (grown) => grown.resume(),
  'creating one': (grown) => grown.create(),
};

/** A gateway over a database that has seen so many requests. */
class Grown {
  readonly store: Store;
  cursor = '';
  readonly #app: BuiltApp['app'];
  readonly #url: string;
  readonly #undo: () => Promise<void>;
  #tokens: Readonly<Record<string, string>> = {};
  #position = '';

  private constructor(store: Store, app: BuiltApp['app'], url: string, undo: () => Promise<void>) {
    this.store = store;
    this.#app = app;
    this.#url = url;
    this.#undo = undo;
  }

  static async make(engine: EngineName, requests: number): Promise<Grown> {
    const folder = await mkdtemp(join(tmpdir(), 'payments-growth-'));
    const server: PostgresServer | null =
      engine === 'postgres' ? await startPostgres({ durable: true }) : null;
    const database: TestDatabase | null = server && (await makePostgres(server.url));
    const open = (): Engine =>
      database ? openPostgres(database.env['DATABASE_URL'] ?? '', 10) : openSqlite(folder);
    const first = open();
    await bringUpToDate(first);
    const store = openStore(first, { clock: systemClock, livemode: false });
    const { app } = await buildApp({
      config: readConfig({}),
      store,
      stripe: new FakeStripe(),
      clock: systemClock,
      assetsDir: 'none',
      callsPerMinute: 1e9,
    });
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const grown = new Grown(store, app, url, async () => {
      await app.close();
      await store.close();
      await server?.stop();
      await rm(folder, { recursive: true, force: true });
    });
    await grown.#provision();
    const db = new Kysely<Tables>({ dialect: first.migrationDialect() });
    const startedAt = performance.now();
    await fill(db, engine, requests);
    line(`${requests} requests filled in, in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
    if (!database) await db.destroy();
    await grown.#begin();
    return grown;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#undo();
  }

  async list(role: string, query = ''): Promise<PaymentRequestPage> {
    return this.#ask('GET', `/v1/payment-requests?${query}`, this.#tokens[role] ?? '');
  }

  async create(): Promise<void> {
    await this.#ask('POST', '/v1/payment-requests', this.#tokens['clinician'] ?? '', CONSULTATION);
  }

  /** A page that was cut off comes back, and is told what it missed. */
  async resume(): Promise<void> {
    const headers = { authorization: `Bearer ${this.#tokens['clinician']}`, 'last-event-id': this.#position };
    const { body } = await fetch(`${this.#url}/v1/events`, { headers });
    let said = '';
    for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      said += chunk;
      if (said.includes('event: request')) return;
    }
    throw new Error(`The stream that came back said “${said}”.`);
  }

  async #begin(): Promise<void> {
    const apiKey = (await this.#ask<{ apiKey: string }>('POST', '/v1/hosts/h_bench/api-keys', OPERATOR_KEY))
      .apiKey;
    for (const role of ['clinician', 'clinic-admin']) {
      const person = {
        organisationRef: 'bench',
        clinicRef: 'clinic-0',
        callId: 'now',
        participantId: role,
        role,
      };
      this.#tokens = {
        ...this.#tokens,
        [role]: (await this.#ask<{ token: string }>('POST', '/v1/tokens', apiKey, person)).token,
      };
    }
    this.cursor = (await this.list('clinic-admin', 'limit=50')).nextCursor ?? '';
    this.#position = (await this.list('clinician')).streamPosition;
    for (let turn = 0; turn < MISSED; turn += 1) await this.create();
  }

  async #provision(): Promise<void> {
    const clinics = Array.from({ length: CLINICS }, (_, index) => ({
      ref: `clinic-${index}`,
      name: `Clinic ${index}`,
      currency: 'aud',
      enabled: true,
      stripeAccount: `acct_${index}`,
    }));
    await this.#ask('PUT', '/v1/hosts/h_bench', OPERATOR_KEY, {
      name: 'Bench',
      frameOrigins: [],
      pluginOrigins: [],
      organisations: [{ ref: 'bench', name: 'Bench', clinics }],
    });
  }

  async #ask<Answer>(
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    as: string,
    body?: object,
  ): Promise<Answer> {
    const answer = await this.#app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${as}`, 'idempotency-key': randomUUID() },
      ...(body && { payload: body }),
    });
    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body}`);
    return answer.body === '' ? ({} as Answer) : answer.json<Answer>();
  }
}

const CONSULTATION = { amount: 8500, description: 'Consultation fee', payerId: 'patient' };
