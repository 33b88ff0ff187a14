import { type Database, numberColumn, textColumn } from './database.ts';

const KEPT_MS = 24 * 60 * 60 * 1000;

export interface KeptAnswer {
  readonly method: string;
  readonly path: string;
  /** A digest of the parameters. */
  readonly fingerprint: string;
  readonly status: number;
  readonly body: string;
  /** The request that was really carried out. */
  readonly requestId: string;
}

/** Answers kept by account and `Idempotency-Key`, for 24 hours. */
export class IdempotencyStore {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  get(account: string, key: string): KeptAnswer | null {
    const row = this.#database.sqlite
      .prepare('select * from idempotency where account = ? and key = ? and created_at > ?')
      .get(account, key, this.#now() - KEPT_MS);
    if (!row) return null;
    return {
      method: textColumn(row, 'method'),
      path: textColumn(row, 'path'),
      fingerprint: textColumn(row, 'fingerprint'),
      status: numberColumn(row, 'status'),
      body: textColumn(row, 'body'),
      requestId: textColumn(row, 'request_id'),
    };
  }

  keep(account: string, key: string, answer: KeptAnswer): void {
    const now = this.#now();
    this.#database.sqlite.prepare('delete from idempotency where created_at <= ?').run(now - KEPT_MS);
    this.#database.sqlite
      .prepare(
        `insert or replace into idempotency
           (account, key, method, path, fingerprint, status, body, request_id, created_at)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        account,
        key,
        answer.method,
        answer.path,
        answer.fingerprint,
        answer.status,
        answer.body,
        answer.requestId,
        now,
      );
  }
}
