import type { Kysely, Selectable } from 'kysely';

import type { Clock } from '../clock.ts';
import type { StripeOperation, StripeOperationsTable, Tables } from './tables.ts';

/** A Stripe call that changes something: its key is saved before the call is made. */
export type Operation = Readonly<Selectable<StripeOperationsTable>>;

export class OperationStore {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;

  constructor(db: Kysely<Tables>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /**
   * The call to make now: the last attempt as long as its outcome is not known, or else the next one.
   * Until it is finished every caller gets the same key.
   */
  async current(requestId: string, operation: StripeOperation): Promise<Operation> {
    const last = await this.#last(requestId, operation);
    if (last && (last.outcome === 'pending' || last.outcome === 'succeeded')) return last;
    const attempt = (last?.attempt ?? 0) + 1;
    await this.#db
      .insertInto('stripe_operations')
      .values({
        key: `${requestId}:${operation}:${attempt}`,
        request_id: requestId,
        operation,
        attempt,
        first_tried_at: this.#clock.now(),
        outcome: 'pending',
      })
      // Of any of its constraints: with one of them named, PostgreSQL may still refuse by the other.
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const current = await this.#last(requestId, operation);
    if (!current) throw new Error(`Operation ${operation} of ${requestId} was not saved.`);
    return current;
  }

  /** `abandoned`: its outcome will never be known under this key, so the next attempt takes another. */
  async finish(
    key: string,
    outcome: 'succeeded' | 'rejected' | 'abandoned',
    db: Kysely<Tables> = this.#db,
  ): Promise<void> {
    await db
      .updateTable('stripe_operations')
      .set({ outcome })
      .where('key', '=', key)
      // Another process may have heard of it first.
      .where('outcome', '=', 'pending')
      .execute();
  }

  async #last(requestId: string, operation: StripeOperation): Promise<Operation | undefined> {
    return this.#db
      .selectFrom('stripe_operations')
      .selectAll()
      .where('request_id', '=', requestId)
      .where('operation', '=', operation)
      .orderBy('attempt', 'desc')
      .limit(1)
      .executeTakeFirst();
  }
}
