import { sql, type Kysely, type Selectable } from 'kysely';

import type { Clock } from '../clock.ts';
import { newId } from '../ids.ts';
import type { AccountCreationsTable, Tables, Tenancy } from './tables.ts';

export type AccountCreationRow = Readonly<Selectable<AccountCreationsTable>>;

/** Accounts that Stripe is asked to make, saved before it is asked. One at a time for each clinic. */
export class AccountCreationStore {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;

  constructor(db: Kysely<Tables>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** The one whose outcome is not known, with what it was asked with; or else a new one. */
  async current(
    tenancy: Tenancy,
    wanted: Pick<AccountCreationRow, 'display_name' | 'country' | 'contact_email'>,
  ): Promise<AccountCreationRow> {
    const { host_id, organisation_id, clinic_id } = tenancy;
    await this.#db
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
      .onConflict((conflict) =>
        conflict.column('clinic_id').where('state', '=', sql.lit('pending')).doNothing(),
      )
      .execute();
    return this.#db
      .selectFrom('account_creations')
      .selectAll()
      .where('clinic_id', '=', clinic_id)
      .where('state', '=', 'pending')
      .executeTakeFirstOrThrow();
  }

  async finish(id: string, state: 'done' | 'rejected' | 'abandoned'): Promise<void> {
    await this.#db.updateTable('account_creations').set({ state }).where('id', '=', id).execute();
  }
}
