import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import { callbackify } from 'node:util';
import type { Pool } from 'pg';

type Count = { current: number; ttl: number };
type Callback = (error: Error | null, result?: Count) => void;

/** Not part of the data: lost with a crash of the database, and nothing to back up. Hence no migration either. */
const CREATE = `
  select pg_advisory_xact_lock(7261949);
  create unlogged table if not exists rate_limits (
    key text primary key, started_at bigint not null, expires_at bigint not null, count integer not null
  )`;

const NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint';

const COUNT = `
  insert into rate_limits as r (key, started_at, expires_at, count) values ($1, ${NOW}, ${NOW} + $2, 1)
  on conflict (key) do update set
    count = case when r.expires_at <= excluded.started_at then 1 else r.count + 1 end,
    started_at = case when r.expires_at <= excluded.started_at then excluded.started_at else r.started_at end,
    expires_at = case when r.expires_at <= excluded.started_at then excluded.expires_at else r.expires_at end
  returning count as current, expires_at - ${NOW} as ttl`;

/** A role that may not make tables uses the one that is there: `if not exists` would refuse it all the same. */
export async function makeRateLimits(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ table: string | null }>("select to_regclass('rate_limits') as table");
  if (!rows[0]?.table) await pool.query(CREATE);
}

/** One time in so many a counted call also throws away what has run out. */
const SWEEP_EVERY = 1_000;

/** Counts of @fastify/rate-limit that all processes share, in a table that costs no write to the disk. */
export function rateLimitStore(pool: Pool): FastifyRateLimitStoreCtor {
  let isThere: Promise<void> | null = null;
  let calls = 0;
  const ready = (): Promise<void> => {
    isThere ??= makeRateLimits(pool).catch((error: unknown) => {
      isThere = null;
      throw error;
    });
    return isThere;
  };
  const count = async (key: string, window: number): Promise<Count> => {
    await ready();
    calls += 1;
    if (calls % SWEEP_EVERY === 0)
      pool.query(`delete from rate_limits where expires_at <= ${NOW}`).catch(() => undefined);
    // Under a name, it is read and planned once for each connection.
    const { rows } = await pool.query<Count>({ name: 'count', text: COUNT, values: [key, window] });
    return rows[0] ?? { current: 0, ttl: window };
  };

  return class SharedRateLimits implements FastifyRateLimitStore {
    /** Whose limit it is: a route with one of its own has counts of its own. */
    #of = '';

    incr(key: string, callback: Callback, window: number): void {
      callbackify(count)(this.#of + key, window, callback);
    }

    child(limit: object): FastifyRateLimitStore {
      const own = new SharedRateLimits();
      own.#of = routeOf(limit);
      return own;
    }
  };
}

/** What @fastify/rate-limit says of a limit's route; one that is of none has keys of its own. */
function routeOf(limit: object): string {
  const route: unknown = 'routeInfo' in limit ? limit.routeInfo : null;
  if (typeof route !== 'object' || route === null || !('url' in route) || !('method' in route)) return '';
  return `${String(route.method)} ${String(route.url)} `;
}
