import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { Client } from 'pg';

import type { Engine } from '../../../server-stub/store/engine.ts';
import { bringUpToDate } from '../../../server-stub/store/migrate.ts';
import { openPostgres } from '../../../server-stub/store/postgres.ts';
import { openSqlite } from '../../../server-stub/store/sqlite.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A server of which the tests may make databases; without one they run on SQLite. */
const SERVER = process.env['TEST_DATABASE_URL'] || null;

/** An empty database of a test's own, up to date, opened as often as wanted. */
export interface TestDatabase {
  open(): Promise<Engine>;
  /** What a gateway process takes from its environment to use it. */
  readonly env: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

export function makeTestDatabase(): Promise<TestDatabase> {
  return SERVER === null ? makeSqlite() : makePostgres(SERVER);
}

/** One in which nothing is made yet, for a gateway process. */
export async function makeEmptyDatabase(): Promise<Pick<TestDatabase, 'env' | 'remove'>> {
  if (SERVER !== null) return makePostgres(SERVER);
  return { env: { DATA_DIR: temporaryFolder() }, remove: () => Promise.resolve() };
}

/** With all its tables, made once a process: to write a copy takes a tenth of the time. */
let upToDate: Promise<Uint8Array> | null = null;

async function makeSqlite(): Promise<TestDatabase> {
  upToDate ??= emptySqlite();
  const directory = await mkdtemp(join(tmpdir(), 'gateway-test-'));
  await writeFile(join(directory, 'gateway.db'), await upToDate);
  return {
    env: { DATA_DIR: directory },
    // Nothing here outlives its test: no commit need wait for the disk, which others keep busy too.
    open: () => Promise.resolve(openSqlite(directory, 'off')),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

async function emptySqlite(): Promise<Uint8Array> {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-test-'));
  const { dialect } = await opened(openSqlite(directory, 'off'));
  const db = new Kysely<unknown>({ dialect });
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  await db.destroy();
  const file = await readFile(join(directory, 'gateway.db'));
  await rm(directory, { recursive: true, force: true });
  return file;
}

export async function makePostgres(server: string): Promise<TestDatabase> {
  const name = `gateway_test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await administer(server, `create database ${name}`);
  return {
    env: { DATABASE_URL: url.href },
    open: () => opened(openPostgres(url.href, 5)),
    remove: () => administer(server, `drop database ${name} with (force)`),
  };
}

async function opened(engine: Engine): Promise<Engine> {
  await bringUpToDate(engine);
  return engine;
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
