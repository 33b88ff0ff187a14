import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { SqliteAdapter, SqliteDialect, type Dialect, type SqliteDatabase } from 'kysely';

import { createBus } from '../streams/bus.ts';
import type { Engine } from './engine.ts';

/** SQLite rolls tables back like rows, so that a migration that was cut short leaves nothing behind. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class NodeSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }
}

export class DataDirectoryInUseError extends Error {
  constructor(directory: string, options?: ErrorOptions) {
    super(
      `Another gateway is using the data directory ${directory}. SQLite serves one gateway process: ` +
        'end the other one, or give this one its own DATA_DIR.',
      options,
    );
  }
}

export class DataDirectoryUnusableError extends Error {
  constructor(directory: string, cause: unknown) {
    super(
      `The data directory ${directory} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}. ` +
        'It has to be a folder that the user whom the gateway runs as may write into.',
      { cause },
    );
  }
}

/** Source: https://www.sqlite.org/rescode.html#busy; what is above the lowest byte says more of the same. */
const SQLITE_BUSY = 5;

/** Whether a commit waits until the disk has it: `off` is for data that nobody will miss, as a test's. */
export type Synchronous = 'full' | 'off';

/**
 * Opens `gateway.db` in the directory, which it makes if it is not there.
 * @throws DataDirectoryUnusableError, DataDirectoryInUseError when another process has it.
 */
export function openSqlite(directory: string, synchronous: Synchronous = 'full'): Engine {
  makeWritable(directory);
  const lock = takeLock(directory);
  const open = (letGo: () => void): Dialect => {
    try {
      return new NodeSqliteDialect({ database: adapt(openDatabase(directory, synchronous), letGo) });
    } catch (error) {
      letGo();
      throw new DataDirectoryUnusableError(directory, error);
    }
  };
  return {
    dialect: open(() => lock.close()),
    migrationDialect: () => open(() => undefined),
    bus: createBus(),
    rateLimits: null,
    prepare: async () => undefined,
    isReadOnly: async () => false,
  };
}

function makeWritable(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.W_OK);
  } catch (error) {
    throw new DataDirectoryUnusableError(directory, error);
  }
}

/**
 * The lock is an open transaction on a file of its own: the operating system drops it with the process,
 * however that ends.
 */
function takeLock(directory: string): DatabaseSync {
  try {
    const lock = new DatabaseSync(join(directory, 'gateway.lock'), { timeout: 1500 });
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    if (isBusy(error)) throw new DataDirectoryInUseError(directory, { cause: error });
    throw new DataDirectoryUnusableError(directory, error);
  }
}

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return false;
  return (error.errcode & 0xff) === SQLITE_BUSY;
}

function openDatabase(directory: string, synchronous: Synchronous): DatabaseSync {
  const database = new DatabaseSync(join(directory, 'gateway.db'), { enableForeignKeyConstraints: true });
  database.exec('pragma journal_mode = wal');
  database.exec(`pragma synchronous = ${synchronous}`);
  database.exec('pragma busy_timeout = 5000');
  return database;
}

function adapt(database: DatabaseSync, onClose: () => void): SqliteDatabase {
  return {
    close() {
      database.close();
      onClose();
    },
    prepare(sql) {
      const statement = database.prepare(sql);
      // Kysely's parameters are `unknown`; its compiler only ever passes what the tables' types hold.
      const values = (parameters: readonly unknown[]): SQLInputValue[] => parameters as SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...values(parameters)),
        run: (parameters) => statement.run(...values(parameters)),
        iterate: (parameters) => statement.iterate(...values(parameters)),
      };
    },
  };
}
