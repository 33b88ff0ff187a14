import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

import type { Engine } from '../../../server-stub/store/engine.ts';
import { bringUpToDate } from '../../../server-stub/store/migrate.ts';
import { openPostgres } from '../../../server-stub/store/postgres.ts';
import { openSqlite } from '../../../server-stub/store/sqlite.ts';

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

async function makeSqlite(): Promise<TestDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-test-'));
  return {
    env: { DATA_DIR: directory },
    open: () => opened(openSqlite(directory)),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
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
