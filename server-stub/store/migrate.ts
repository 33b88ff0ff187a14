import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';

import type { Engine } from './engine.ts';
import * as first from './migrations/0001-first.ts';
import * as keyOrder from './migrations/0002-signing-key-order.ts';
import * as audit from './migrations/0003-audit.ts';
import * as records from './migrations/0005-records.ts';
import * as accessRequests from './migrations/0006-access-requests.ts';
import * as retention from './migrations/0007-retention.ts';
import * as linking from './migrations/0008-linking.ts';
import * as dueRequests from './migrations/0010-due-requests.ts';
import type { Tables } from './tables.ts';

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first': first,
  '0002-signing-key-order': keyOrder,
  '0003-audit': audit,
  '0005-records': records,
  '0006-access-requests': accessRequests,
  '0007-retention': retention,
  '0008-linking': linking,
  '0010-due-requests': dueRequests,
};

/** Milliseconds in which those who had to wait behind a migration are served, before it is tried again. */
const PAUSE = 10_000;
/** A dump of the whole database takes so long; a supervisor starts a process again that ended for it. */
const MOST_TRIES = 60;
/** Source: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const LOCK_NOT_AVAILABLE = '55P03';

/** The database lacks migrations, and this process was told not to make them. */
export class DatabaseOutOfDateError extends Error {
  constructor(missing: readonly string[]) {
    super(
      `The database lacks ${missing.join(', ')}. Bring it up to date (docs/going-live.md says how), or leave out ` +
        'MIGRATE_ON_START=no.',
    );
  }
}

/** It is not there, does not let the gateway in, or a migration failed. */
export class DatabaseUnusableError extends Error {
  constructor(cause: unknown) {
    // Where a name has several addresses, each has a reason of its own.
    const causes: unknown[] = cause instanceof AggregateError ? cause.errors : [cause];
    const said = causes.map((each) => (each instanceof Error ? each.message : String(each)));
    super(
      `The database could not be used: ${said.join(', ')}. See that it runs, and that DATABASE_URL leads to it.`,
      { cause },
    );
  }
}

/**
 * Makes the tables be as this version needs them, under a lock that all processes share: whoever comes second
 * finds nothing left to do. A table that somebody reads for long is not waited for at a stretch, since everybody who
 * wants it after us would wait too: all is undone and tried again after `pause` milliseconds. (For the lock of
 * another process that makes migrations Kysely waits an hour, whatever the limit.) Answers the names of the migrations
 * that were made.
 * @throws DatabaseUnusableError
 */
export async function bringUpToDate(engine: Engine, pause = PAUSE): Promise<string[]> {
  const made = await withMigrator(engine, ownAndLater(engine), async (migrator) => {
    for (let tries = 1; ; tries += 1) {
      const { error, results = [] } = await migrator.migrateToLatest();
      if (!error) return results.map(({ migrationName }) => migrationName);
      if (tries === MOST_TRIES || !isLockTimeout(error)) throw error;
      await sleep(pause);
    }
  });
  await prepare(engine);
  return made;
}

/** @throws DatabaseOutOfDateError when a migration is missing, DatabaseUnusableError. */
export async function checkUpToDate(engine: Engine): Promise<void> {
  await withMigrator(
    engine,
    async () => MIGRATIONS,
    async (migrator) => {
      const missing = (await migrator.getMigrations()).filter(({ executedAt }) => executedAt === undefined);
      if (missing.length > 0) throw new DatabaseOutOfDateError(missing.map(({ name }) => name));
    },
  );
  await prepare(engine);
}

async function prepare(engine: Engine): Promise<void> {
  try {
    await engine.prepare();
  } catch (error) {
    throw new DatabaseUnusableError(error);
  }
}

/** What a running gateway finds lacking, in a backup that was put back under it, say. */
export async function missingMigrations(db: Kysely<Tables>): Promise<string[]> {
  const made = new Set(await madeMigrations(db));
  return Object.keys(MIGRATIONS).filter((name) => !made.has(name));
}

async function madeMigrations<Db>(db: Kysely<Db>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map(({ name }) => name);
}

/**
 * Kysely refuses a database in which it finds a migration that it is not given: but those of a later version only add,
 * and this one can run beside that or in its place. They are asked for under the lock, on another connection, since
 * another process may make them until then.
 */
function ownAndLater(engine: Engine): () => Promise<Readonly<Record<string, Migration>>> {
  const db = new Kysely<unknown>({ dialect: engine.dialect });
  const nothing: Migration = { up: async () => undefined };
  return async () => ({
    ...Object.fromEntries((await madeMigrations(db)).map((name) => [name, nothing])),
    ...MIGRATIONS,
  });
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE;
}

async function withMigrator<Result>(
  engine: Engine,
  getMigrations: () => Promise<Readonly<Record<string, Migration>>>,
  work: (migrator: Migrator) => Promise<Result>,
): Promise<Result> {
  const db = new Kysely<unknown>({ dialect: engine.migrationDialect() });
  try {
    // Two branches that each bring one may be merged in either order.
    return await work(new Migrator({ db, provider: { getMigrations }, allowUnorderedMigrations: true }));
  } catch (error) {
    throw error instanceof DatabaseOutOfDateError ? error : new DatabaseUnusableError(error);
  } finally {
    await db.destroy();
  }
}
