import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';

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

const MIGRATIONS = {
  '0001-first': first,
  '0002-signing-key-order': keyOrder,
  '0003-audit': audit,
  '0005-records': records,
  '0006-access-requests': accessRequests,
  '0007-retention': retention,
  '0008-linking': linking,
  '0010-due-requests': dueRequests,
};

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
 * finds nothing left to do. Answers the names of the migrations that were made.
 * @throws DatabaseUnusableError
 */
export async function bringUpToDate(engine: Engine): Promise<string[]> {
  return withMigrator(engine, async (migrator) => {
    const { error, results = [] } = await migrator.migrateToLatest();
    if (error) throw error;
    return results.map(({ migrationName }) => migrationName);
  });
}

/** @throws DatabaseOutOfDateError when a migration is missing, DatabaseUnusableError. */
export async function checkUpToDate(engine: Engine): Promise<void> {
  await withMigrator(engine, async (migrator) => {
    const missing = (await migrator.getMigrations()).filter(({ executedAt }) => executedAt === undefined);
    if (missing.length > 0) throw new DatabaseOutOfDateError(missing.map(({ name }) => name));
  });
}

/** What a running gateway finds lacking, in a backup that was put back under it, say. */
export async function missingMigrations(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const made = new Set(rows.map(({ name }) => name));
  return Object.keys(MIGRATIONS).filter((name) => !made.has(name));
}

async function withMigrator<Result>(
  engine: Engine,
  work: (migrator: Migrator) => Promise<Result>,
): Promise<Result> {
  const db = new Kysely<unknown>({ dialect: engine.migrationDialect() });
  try {
    const provider = { getMigrations: () => Promise.resolve(MIGRATIONS) };
    // Two branches that each bring one may be merged in either order.
    return await work(new Migrator({ db, provider, allowUnorderedMigrations: true }));
  } catch (error) {
    throw error instanceof DatabaseOutOfDateError ? error : new DatabaseUnusableError(error);
  } finally {
    await db.destroy();
  }
}
