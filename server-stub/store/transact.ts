import type { Kysely, Transaction } from 'kysely';

import type { Tables } from './tables.ts';

const TRIES = 4;
/** Source: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const DEADLOCK = '40P01';

/**
 * Does the work in a transaction. Of several that wait for each other in a circle PostgreSQL undoes one: that one is
 * done again from its beginning, so that the work changes nothing but the database.
 */
export async function transact<Result>(
  db: Kysely<Tables>,
  work: (trx: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (tries === TRIES || !isDeadlock(error)) throw error;
    }
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === DEADLOCK;
}
