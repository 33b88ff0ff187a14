import { PostgresDialect } from 'kysely';
import { Client, Pool, types, type PoolConfig } from 'pg';

import type { Engine } from './engine.ts';
import { PostgresBus } from './postgres-bus.ts';
import { preparing } from './postgres-prepared.ts';
import { makeRateLimits, rateLimitStore } from './postgres-rate-limits.ts';

/** Milliseconds. A database that takes longer does not answer, as far as a caller is concerned. */
const CONNECT_TIMEOUT = 5_000;
const STATEMENT_TIMEOUT = 10_000;
/** A migration that waits for a table makes everybody wait who wants that after it. */
const LOCK_TIMEOUT = 3_000;
/** The server's own limit is of no use where nothing comes back from it: a machine that is paused, a cable. */
const ANSWER_TIMEOUT = 15_000;
const KEEP_ALIVE_AFTER = 10_000;

type TypeId = Parameters<typeof types.getTypeParser>[0];

/** `int8` as a number: times and amounts are far below 2^53. */
const numbers: PoolConfig['types'] = {
  getTypeParser: (oid: TypeId, format?: 'text' | 'binary') =>
    oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format),
};

export interface PostgresLimits {
  /** Milliseconds until a query that nothing comes back from is given up, with its connection. */
  readonly patience?: number;
  /** Milliseconds that a migration waits for a table before it lets the others go first. */
  readonly lockTimeout?: number;
}

/** Any number of gateway processes may open the same database. Nothing is asked of it before the first query. */
export function openPostgres(
  url: string,
  connections: number,
  { patience = ANSWER_TIMEOUT, lockTimeout = LOCK_TIMEOUT }: PostgresLimits = {},
): Engine {
  const basics = {
    connectionString: url,
    application_name: 'payments-gateway',
    types: numbers,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    keepAlive: true,
    // Left out, it is the system's: two hours, in which who listens would not notice that nobody speaks.
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER,
  };
  const pool = openPool({
    ...basics,
    max: connections,
    statement_timeout: STATEMENT_TIMEOUT,
    query_timeout: patience,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT,
  });
  return {
    dialect: new PostgresDialect({ pool: preparing(pool) }),
    migrationDialect: () =>
      new PostgresDialect({ pool: openPool({ ...basics, max: 2, lock_timeout: lockTimeout }) }),
    bus: new PostgresBus({
      query: (text, values) => pool.query({ name: 'notify', text, values }),
      connect: () => new Client(basics),
    }),
    rateLimits: rateLimitStore(pool),
    prepare: () => makeRateLimits(pool),
    async isReadOnly() {
      const { rows } = await pool.query<{ setting: string }>(
        "select current_setting('transaction_read_only') as setting",
      );
      return rows[0]?.setting === 'on';
    },
  };
}

function openPool(config: PoolConfig): Pool {
  const pool = new Pool(config);
  // A connection that breaks is replaced, idle or not. Whoever had it, or gets none, is told by their own query: but an
  // `error` that nobody listens for would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
