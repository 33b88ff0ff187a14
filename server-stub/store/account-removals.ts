import type { Kysely } from 'kysely';

import type { Clock } from '../clock.ts';
import { noteAccount, type StripeAccountRow } from './account-rows.ts';
import type { AuditStore } from './audit.ts';
import { claim } from './claim.ts';
import type { Flag, Tables } from './tables.ts';
import { transact } from './transact.ts';

/** The way of an account from a clinic, in steps that a crash may come between. */
export class AccountRemovalStore {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;
  readonly #livemode: Flag;
  readonly #audit: AuditStore;

  constructor(db: Kysely<Tables>, clock: Clock, livemode: boolean, audit: AuditStore) {
    this.#db = db;
    this.#clock = clock;
    this.#livemode = livemode ? 1 : 0;
    this.#audit = audit;
  }

  /**
   * From here on the clinic is without it; the steps at Stripe follow, and are the timer's after `lease`
   * milliseconds. False when it was not active any more.
   */
  async startRemoval(row: StripeAccountRow, actor: string, lease: number): Promise<boolean> {
    return transact(this.#db, async (trx) => {
      const now = this.#clock.now();
      const after = await trx
        .updateTable('stripe_accounts')
        .set({
          state: 'removing',
          removed_by: 'admin',
          removed_actor: actor,
          removed_at: now,
          next_try_at: now + lease,
          tries: 0,
          updated_at: now,
        })
        .where('id', '=', row.id)
        .where('state', '=', 'active')
        .returningAll()
        .executeTakeFirst();
      if (after) await noteAccount(this.#audit, trx, after, 'removal-began', actor, { state: 'active' });
      return after !== undefined;
    });
  }

  /** Stripe is done: gone, or put aside when it was made here. */
  async finishRemoval(row: StripeAccountRow): Promise<void> {
    await transact(this.#db, async (trx) => {
      const now = this.#clock.now();
      const after = await trx
        .updateTable('stripe_accounts')
        .set({
          state: row.origin === 'new' ? 'set_aside' : 'removed',
          removed_at: now,
          next_try_at: null,
          updated_at: now,
        })
        .where('id', '=', row.id)
        .where('state', '=', 'removing')
        .returningAll()
        .executeTakeFirst();
      const actor = row.removed_actor ?? 'gateway';
      if (after) await noteAccount(this.#audit, trx, after, 'removed', actor, { state: 'removing' });
    });
  }

  async retryRemovalAt(id: string, at: number, tries: number): Promise<void> {
    await this.#db
      .updateTable('stripe_accounts')
      .set({ next_try_at: at, tries })
      .where('id', '=', id)
      .where('state', '=', 'removing')
      .execute();
  }

  /** Removals that are due, taken for `lease` milliseconds. */
  async claimRemovals(limit: number, lease: number): Promise<StripeAccountRow[]> {
    const now = this.#clock.now();
    const due = await this.#db
      .selectFrom('stripe_accounts')
      .selectAll()
      .where('next_try_at', '<=', now)
      .where('state', '=', 'removing')
      .where('livemode', '=', this.#livemode)
      .orderBy('next_try_at')
      .limit(limit)
      .execute();
    return claim(due, (row) =>
      this.#db
        .updateTable('stripe_accounts')
        .set({ next_try_at: now + lease })
        .where('id', '=', row.id)
        .where('next_try_at', '=', row.next_try_at)
        .executeTakeFirst(),
    );
  }
}
