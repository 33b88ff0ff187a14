import type { Kysely } from 'kysely';

import type { Clock } from '../clock.ts';
import type { Tables } from './tables.ts';

export interface SigningKeyRow {
  readonly kid: string;
  readonly private_jwk: string;
  readonly created_at: number;
}

export class SigningKeyStore {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;

  constructor(db: Kysely<Tables>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Newest first. */
  async valid(): Promise<SigningKeyRow[]> {
    return this.#db
      .selectFrom('signing_keys')
      .select(['kid', 'private_jwk', 'created_at'])
      .where('retired_at', 'is', null)
      .orderBy('created_at', 'desc')
      .orderBy('kid', 'desc')
      .execute();
  }

  /**
   * Adds a key after the newest, null for none, and retires all but the newest `keep`. Nothing is added when
   * another process was faster: its key is the successor.
   */
  async add(kid: string, privateJwk: string, after: string | null, keep: number): Promise<void> {
    const now = this.#clock.now();
    await this.#db
      .insertInto('signing_keys')
      .values({ kid, private_jwk: privateJwk, created_at: now, retired_at: null, follows: after ?? 'none' })
      .onConflict((conflict) => conflict.column('follows').doNothing())
      .execute();
    const old = (await this.valid()).slice(keep).map((key) => key.kid);
    if (old.length > 0)
      await this.#db.updateTable('signing_keys').set({ retired_at: now }).where('kid', 'in', old).execute();
  }
}
