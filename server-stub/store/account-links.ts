import type { Kysely, Transaction } from 'kysely';

import type { LinkStrategy } from '../../src/contract/stripe-account.ts';
import type { Clock } from '../clock.ts';
import type { AccountReading } from '../stripe/accounts-port.ts';
import { insertAccount, noteAccount, othersWith, type StripeAccountRow } from './account-rows.ts';
import type { AuditStore } from './audit.ts';
import { lockAccount } from './lock-account.ts';
import { lockClinic } from './lock-clinic.ts';
import type { Flag, Tables, Tenancy } from './tables.ts';
import { transact } from './transact.ts';

/** The way of an account to a clinic: parked when it comes from Stripe, active when an admin says so. */
export class AccountLinkStore {
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
   * What came back from Stripe waits for an admin of the clinic, unless it is in use there already. What was waiting
   * before goes: one made here is put aside, any other is let go of.
   */
  async park(
    tenancy: Tenancy,
    reading: Pick<AccountReading, 'id' | 'name' | 'country'>,
    origin: LinkStrategy,
    actor: string,
  ): Promise<StripeAccountRow> {
    return transact(this.#db, async (trx) => {
      const { clinic_id } = tenancy;
      await lockClinic(trx, clinic_id);
      const rows = await trx
        .selectFrom('stripe_accounts')
        .selectAll()
        .where('clinic_id', '=', clinic_id)
        .where('state', 'in', ['parked', 'active'])
        .execute();
      const known = rows.find(
        ({ stripe_account, livemode }) => stripe_account === reading.id && livemode === this.#livemode,
      );
      if (known) return known;
      const waiting = rows.find(({ state }) => state === 'parked');
      if (waiting) await this.#dropParked(trx, waiting, actor);
      const now = this.#clock.now();
      const taken = await trx
        .updateTable('stripe_accounts')
        .set({
          state: 'parked',
          linked_at: null,
          removed_by: null,
          removed_actor: null,
          removed_at: null,
          created_at: now,
          updated_at: now,
        })
        .where('id', 'in', (eb) =>
          eb
            .selectFrom('stripe_accounts')
            .select('id')
            .where('clinic_id', '=', clinic_id)
            .where('stripe_account', '=', reading.id)
            .where('state', '=', 'set_aside')
            .limit(1),
        )
        .where('state', '=', 'set_aside')
        .returningAll()
        .executeTakeFirst();
      const row =
        taken ??
        (await insertAccount(
          trx,
          {
            host_id: tenancy.host_id,
            organisation_id: tenancy.organisation_id,
            clinic_id,
            stripe_account: reading.id,
            livemode: this.#livemode,
            state: 'parked',
            readiness: 'incomplete',
            origin,
            name: reading.name,
            country: reading.country,
            ready_at: null,
            linked_at: null,
          },
          now,
        ));
      await noteAccount(this.#audit, trx, row, 'parked', actor, taken ? { state: 'set_aside' } : null);
      return row;
    });
  }

  async #dropParked(trx: Transaction<Tables>, row: StripeAccountRow, actor: string): Promise<boolean> {
    const now = this.#clock.now();
    const after = await trx
      .updateTable('stripe_accounts')
      .set({
        // Access that nobody uses is given back, by the same steps as when one is removed.
        state: row.origin === 'new' ? 'set_aside' : 'removing',
        removed_by: 'admin',
        removed_actor: actor,
        removed_at: now,
        next_try_at: row.origin === 'new' ? null : now,
        tries: 0,
        updated_at: now,
      })
      .where('id', '=', row.id)
      .where('state', '=', 'parked')
      .returningAll()
      .executeTakeFirst();
    if (after) await noteAccount(this.#audit, trx, after, 'discarded', actor, { state: 'parked' });
    return after !== undefined;
  }

  /** False when it was not parked any more. */
  async discard(row: StripeAccountRow, actor: string): Promise<boolean> {
    return transact(this.#db, (trx) => this.#dropParked(trx, row, actor));
  }

  /**
   * *Use this account*: parked becomes active, if it still is parked, the clinic has none, and nobody of another
   * organisation is paid on it.
   */
  async confirm(row: StripeAccountRow, actor: string): Promise<'confirmed' | 'not-parked' | 'elsewhere'> {
    return transact(this.#db, async (trx) => {
      await lockClinic(trx, row.clinic_id);
      await lockAccount(trx, row.stripe_account, row.livemode);
      const others = await othersWith(trx, row);
      if (others.some(isUsedByAnother(row))) return 'elsewhere';
      const now = this.#clock.now();
      const after = await trx
        .updateTable('stripe_accounts')
        .set({ state: 'active', linked_at: now, updated_at: now })
        .where('id', '=', row.id)
        .where('state', '=', 'parked')
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('stripe_accounts as own')
                .select('own.id')
                .where('own.clinic_id', '=', row.clinic_id)
                .where('own.state', 'in', ['active', 'removing'])
                .where('own.linked_at', 'is not', null),
            ),
          ),
        )
        .returningAll()
        .executeTakeFirst();
      if (!after) return 'not-parked';
      await noteAccount(this.#audit, trx, after, 'confirmed', actor, { state: 'parked' });
      return 'confirmed';
    });
  }
}

/** Several clinics of one organisation may be paid on one account, and nobody else with them. */
function isUsedByAnother({ organisation_id }: StripeAccountRow) {
  return (other: StripeAccountRow) =>
    other.organisation_id !== organisation_id && (other.state === 'active' || other.state === 'removing');
}
