import { type Database, numberColumn, textColumn } from './database.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Where and how long each generation of the API keeps its answers. */
const KEPT = {
  v1: { table: 'idempotency', ms: DAY_MS },
  v2: { table: 'idempotency_v2', ms: 30 * DAY_MS },
} as const;

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

/** Answers kept by account and `Idempotency-Key`: for 24 hours those of v1, for 30 days those of v2. */
export class IdempotencyStore {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #kept: (typeof KEPT)[keyof typeof KEPT];

  constructor(database: Database, now: () => number, api: keyof typeof KEPT = 'v1') {
    this.#database = database;
    this.#now = now;
    this.#kept = KEPT[api];
  }

  get(account: string, key: string): KeptAnswer | null {
    const row = this.#database.sqlite
      .prepare(`select * from ${this.#kept.table} where account = ? and key = ? and created_at > ?`)
      .get(account, key, this.#now() - this.#kept.ms);
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
    const { table, ms } = this.#kept;
    this.#database.sqlite.prepare(`delete from ${table} where created_at <= ?`).run(now - ms);
    this.#database.sqlite
      .prepare(
        `insert or replace into ${table}
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
