import type { Insertable, Kysely, Selectable, Transaction, Updateable } from 'kysely';

import type { Clock } from '../clock.ts';
import { claim } from './claim.ts';
import type { RefundsTable, Tables } from './tables.ts';
import { OUTSIDE_CALLS } from './tenants.ts';

/** What `requested_by` holds of a refund that was made at Stripe: nobody here. */
export const AT_STRIPE = '';

/** With the name of who asked for it. */
export type RefundRow = Readonly<Selectable<RefundsTable>> & { readonly requested_by_name: string | null };

/** In a transaction of the request's own change: how much is left to give back is decided there. */
export async function insertRefund(
  trx: Transaction<Tables>,
  refund: Insertable<RefundsTable>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('refunds')
    .values(refund)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

export async function updateRefund(
  trx: Transaction<Tables>,
  id: string,
  set: Updateable<RefundsTable>,
): Promise<void> {
  await trx.updateTable('refunds').set(set).where('id', '=', id).execute();
}

export class RefundStore {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;

  constructor(db: Kysely<Tables>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  async find(id: string): Promise<RefundRow | undefined> {
    return this.#rows().where('f.id', '=', id).executeTakeFirst();
  }

  async findByKey(clinicId: string, by: string, key: string): Promise<RefundRow | undefined> {
    return this.#rows()
      .where('f.clinic_id', '=', clinicId)
      .where('f.requested_by', '=', by)
      .where('f.idempotency_key', '=', key)
      .executeTakeFirst();
  }

  /** Oldest first. */
  async of(requestId: string): Promise<RefundRow[]> {
    return this.#rows()
      .where('f.request_id', '=', requestId)
      .orderBy('f.created_at')
      .orderBy('f.id')
      .execute();
  }

  /**
   * Notes, before Stripe is asked, that it is; until `at` nobody else does. False when somebody else has tried since
   * `refund` was read: what is known of it is no longer true.
   */
  async beginTry(refund: RefundRow, at: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('refunds')
      .set({ tries: refund.tries + 1, next_check_at: at })
      .where('id', '=', refund.id)
      .where('status', '=', 'creating')
      .where('tries', '=', refund.tries)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** When to look at it next; null for never. */
  async schedule(id: string, at: number | null): Promise<void> {
    await this.#db.updateTable('refunds').set({ next_check_at: at }).where('id', '=', id).execute();
  }

  /** What is due, taken for `lease` milliseconds. */
  async claimDue(limit: number, lease: number): Promise<RefundRow[]> {
    const now = this.#clock.now();
    const due = await this.#rows()
      .where('f.next_check_at', '<=', now)
      .orderBy('f.next_check_at')
      .limit(limit)
      .execute();
    return claim(due, (row) =>
      this.#db
        .updateTable('refunds')
        .set({ next_check_at: now + lease })
        .where('id', '=', row.id)
        .where('next_check_at', '=', row.next_check_at)
        .executeTakeFirst(),
    );
  }

  /** A clinic's refunds on an account of which nobody can tell yet whether they were made. */
  async creatingOf(clinicId: string, account: string): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('refunds as f')
      .innerJoin('payment_requests as r', 'r.id', 'f.request_id')
      .select('f.id')
      .where('f.clinic_id', '=', clinicId)
      .where('f.status', '=', 'creating')
      .where('r.stripe_account', '=', account)
      // Whatever is being made is looked after: its index finds it among all that was given back.
      .where('f.next_check_at', '>', 0)
      .execute();
    return rows.map(({ id }) => id);
  }

  /** After a start nothing is known of what was under way. */
  async checkAllCreating(): Promise<void> {
    await this.#db
      .updateTable('refunds')
      .set({ next_check_at: this.#clock.now() })
      .where('status', '=', 'creating')
      .where('next_check_at', 'is not', null)
      .execute();
  }

  #rows() {
    return this.#db
      .selectFrom('refunds as f')
      .selectAll('f')
      .leftJoin('participants as p', (join) =>
        join
          .onRef('p.clinic_id', '=', 'f.clinic_id')
          .on('p.call_id', '=', OUTSIDE_CALLS)
          .onRef('p.participant_id', '=', 'f.requested_by'),
      )
      .select('p.display_name as requested_by_name');
  }
}
