import { PostgresDialect } from 'kysely';
import { Client, Pool, types, type PoolConfig } from 'pg';

import type { Engine } from './engine.ts';
import { PostgresBus } from './postgres-bus.ts';
import { preparing } from './postgres-prepared.ts';
import { rateLimitStore } from './postgres-rate-limits.ts';

/** Milliseconds. A database that takes longer does not answer, as far as a caller is concerned. */
const CONNECT_TIMEOUT = 5_000;
const STATEMENT_TIMEOUT = 10_000;

type TypeId = Parameters<typeof types.getTypeParser>[0];

/** `int8` as a number: times and amounts are far below 2^53. */
const numbers: PoolConfig['types'] = {
  getTypeParser: (oid: TypeId, format?: 'text' | 'binary') =>
    oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format),
};

/** Any number of gateway processes may open the same database. Nothing is asked of it before the first query. */
export function openPostgres(url: string, connections: number): Engine {
  const basics = {
    connectionString: url,
    application_name: 'payments-gateway',
    types: numbers,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
  };
  const pool = openPool({
    ...basics,
    max: connections,
    statement_timeout: STATEMENT_TIMEOUT,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT,
    keepAlive: true,
  });
  return {
    dialect: new PostgresDialect({ pool: preparing(pool) }),
    migrationDialect: () => new PostgresDialect({ pool: openPool({ ...basics, max: 2 }) }),
    bus: new PostgresBus({
      query: (text, values) => pool.query({ name: 'notify', text, values }),
      connect: () => new Client({ ...basics, keepAlive: true }),
    }),
    rateLimits: rateLimitStore(pool),
  };
}

function openPool(config: PoolConfig): Pool {
  const pool = new Pool(config);
  // An idle connection that breaks is replaced; whoever needs one and gets none is told by their own query.
  pool.on('error', () => undefined);
  return pool;
}
