import type { Kysely, Selectable } from 'kysely';

import type { Clock } from '../clock.ts';
import { newId } from '../ids.ts';
import { lockClinic } from './lock-clinic.ts';
import type { AccountCreationsTable, Flag, Tables, Tenancy } from './tables.ts';
import { transact } from './transact.ts';

export type AccountCreationRow = Readonly<Selectable<AccountCreationsTable>>;

/** Accounts that Stripe is asked to make, saved before it is asked. One at a time for each clinic. */
export class AccountCreationStore {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;
  readonly #livemode: Flag;

  constructor(db: Kysely<Tables>, clock: Clock, livemode: boolean) {
    this.#db = db;
    this.#clock = clock;
    this.#livemode = livemode ? 1 : 0;
  }

  /**
   * The one whose outcome is not known, with what it was asked with; or else a new one. Null when one that was made
   * waits for the clinic already: somebody else was quicker.
   */
  async current(
    tenancy: Tenancy,
    wanted: Pick<AccountCreationRow, 'display_name' | 'country' | 'contact_email'>,
  ): Promise<AccountCreationRow | null> {
    const { host_id, organisation_id, clinic_id } = tenancy;
    return transact(this.#db, async (trx) => {
      await lockClinic(trx, clinic_id);
      const pending = await trx
        .selectFrom('account_creations')
        .selectAll()
        .where('clinic_id', '=', clinic_id)
        .where('state', '=', 'pending')
        .executeTakeFirst();
      if (pending) return pending;
      const waiting = await trx
        .selectFrom('stripe_accounts')
        .select('id')
        .where('clinic_id', '=', clinic_id)
        .where('state', '=', 'parked')
        .where('origin', '=', 'new')
        .where('livemode', '=', this.#livemode)
        .executeTakeFirst();
      if (waiting) return null;
      return trx
        .insertInto('account_creations')
        .values({
          id: newId('ac'),
          host_id,
          organisation_id,
          clinic_id,
          ...wanted,
          state: 'pending',
          created_at: this.#clock.now(),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
    });
  }

  async finish(id: string, state: 'done' | 'rejected' | 'abandoned'): Promise<void> {
    await this.#db
      .updateTable('account_creations')
      .set({ state })
      .where('id', '=', id)
      .where('state', '=', 'pending')
      .execute();
  }
}
