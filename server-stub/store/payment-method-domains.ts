import type { Kysely, Selectable } from 'kysely';

import type { Clock } from '../clock.ts';
import { newId } from '../ids.ts';
import { claim } from './claim.ts';
import { lockClinic } from './lock-clinic.ts';
import type { PaymentMethodDomainsTable, Tables, Tenancy } from './tables.ts';
import { transact } from './transact.ts';

export type DomainRow = Readonly<Selectable<PaymentMethodDomainsTable>>;

/** The sites that wallets are shown on, as each clinic's account has them. */
export class PaymentMethodDomainStore {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;

  constructor(db: Kysely<Tables>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  async of(clinicId: string, account: string): Promise<DomainRow[]> {
    return this.#db
      .selectFrom('payment_method_domains')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .where('stripe_account', '=', account)
      .orderBy('domain')
      .execute();
  }

  async find(id: string): Promise<DomainRow | undefined> {
    return this.#db.selectFrom('payment_method_domains').selectAll().where('id', '=', id).executeTakeFirst();
  }

  /** Makes these be the clinic's; others are forgotten, and stay at Stripe, where they do no harm. */
  async want(tenancy: Tenancy, account: string, domains: readonly string[], lease: number): Promise<void> {
    const { host_id, organisation_id, clinic_id } = tenancy;
    const now = this.#clock.now();
    await transact(this.#db, async (trx) => {
      await lockClinic(trx, clinic_id);
      await trx
        .deleteFrom('payment_method_domains')
        .where('clinic_id', '=', clinic_id)
        .where((eb) => eb.or([eb('stripe_account', '!=', account), eb('domain', 'not in', domains)]))
        .execute();
      await trx
        .insertInto('payment_method_domains')
        .values(
          domains.map((domain) => ({
            id: newId('wd'),
            host_id,
            organisation_id,
            clinic_id,
            stripe_account: account,
            domain,
            stripe_domain: null,
            state: 'pending' as const,
            problem: null,
            next_try_at: now + lease,
            tries: 0,
            created_at: now,
            updated_at: now,
          })),
        )
        .onConflict((conflict) => conflict.columns(['clinic_id', 'stripe_account', 'domain']).doNothing())
        .execute();
    });
  }

  /** What is due, taken for `lease` milliseconds. */
  async claimDue(limit: number, lease: number): Promise<DomainRow[]> {
    const now = this.#clock.now();
    const due = await this.#db
      .selectFrom('payment_method_domains')
      .selectAll()
      .where('next_try_at', '<=', now)
      .orderBy('next_try_at')
      .limit(limit)
      .execute();
    return claim(due, (row) =>
      this.#db
        .updateTable('payment_method_domains')
        .set({ next_try_at: now + lease })
        .where('id', '=', row.id)
        .where('next_try_at', '=', row.next_try_at)
        .executeTakeFirst(),
    );
  }

  /** What Stripe said. */
  async settle(
    id: string,
    { state, problem, stripe_domain }: Pick<DomainRow, 'state' | 'problem' | 'stripe_domain'>,
    nextTryAt: number | null,
  ): Promise<void> {
    await this.#db
      .updateTable('payment_method_domains')
      .set({
        state,
        problem,
        stripe_domain,
        next_try_at: nextTryAt,
        tries: 0,
        updated_at: this.#clock.now(),
      })
      .where('id', '=', id)
      .execute();
  }

  async retryAt(id: string, at: number, tries: number): Promise<void> {
    await this.#db
      .updateTable('payment_method_domains')
      .set({ next_try_at: at, tries })
      .where('id', '=', id)
      .execute();
  }
}
