import type { Transaction } from 'kysely';

import type { Clock } from '../clock.ts';
import { insertAccount, noteAccount } from './account-rows.ts';
import type { AuditStore } from './audit.ts';
import type { Flag, Tables, Tenancy } from './tables.ts';

/** The accounts that an operator names for clinics. */
export class ProvisionedAccounts {
  readonly #clock: Clock;
  readonly #livemode: Flag;
  readonly #audit: AuditStore;

  constructor(clock: Clock, livemode: boolean, audit: AuditStore) {
    this.#clock = clock;
    this.#livemode = livemode ? 1 : 0;
    this.#audit = audit;
  }

  /**
   * Makes it the clinic's; false when nothing changed: it is the active one already, or the clinic's admin has
   * removed it since. An operator's description is sent again and again, and must not undo what an admin did.
   */
  async activate(trx: Transaction<Tables>, tenancy: Tenancy, account: string): Promise<boolean> {
    const now = this.#clock.now();
    const { host_id, organisation_id, clinic_id } = tenancy;
    const rows = await trx
      .selectFrom('stripe_accounts')
      .selectAll()
      .where('clinic_id', '=', clinic_id)
      .orderBy('created_at', 'desc')
      .execute();
    const current = rows.find(({ state }) => state === 'active');
    if (current?.stripe_account === account && current.livemode === this.#livemode) return false;
    const before = rows.find((row) => row.stripe_account === account && row.livemode === this.#livemode);
    if (before?.removed_by === 'admin' || before?.state === 'parked') return false;
    // Named long ago, and an admin has chosen another one since.
    if (before && current && current.origin !== 'provisioned') return false;
    if (current) {
      const removed = await trx
        .updateTable('stripe_accounts')
        .set({
          state: 'removed',
          removed_by: 'operator',
          removed_actor: 'operator',
          removed_at: now,
          updated_at: now,
        })
        .where('id', '=', current.id)
        // An admin may be removing it just now, or Stripe has taken it away: then that goes on.
        .where('state', '=', 'active')
        .returningAll()
        .executeTakeFirst();
      if (removed) await noteAccount(this.#audit, trx, removed, 'removed', 'operator', { state: 'active' });
    }
    const row = await insertAccount(
      trx,
      {
        host_id,
        organisation_id,
        clinic_id,
        stripe_account: account,
        livemode: this.#livemode,
        state: 'active',
        // The operator has checked it; Stripe is asked before long.
        readiness: 'ready',
        origin: 'provisioned',
        name: null,
        country: null,
        ready_at: now,
        linked_at: now,
      },
      now,
    );
    await noteAccount(this.#audit, trx, row, 'provisioned', 'operator', null);
    return true;
  }
}
