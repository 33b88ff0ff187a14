import { sql, type Kysely, type Selectable } from 'kysely';

import type { Clock } from '../clock.ts';
import { newId } from '../ids.ts';
import type { TestPaymentFacts } from '../stripe/accounts-port.ts';
import type { AuditStore } from './audit.ts';
import { claim } from './claim.ts';
import type { Tables, TestPaymentsTable } from './tables.ts';
import { transact } from './transact.ts';

export type TestPaymentRow = Readonly<Selectable<TestPaymentsTable>>;

export type NewTestPaymentRow = Pick<
  TestPaymentRow,
  'host_id' | 'organisation_id' | 'clinic_id' | 'stripe_account' | 'requested_by' | 'amount' | 'currency'
>;

/** Payments made to see that an account works; saved before Stripe is asked, one at a time for each clinic. */
export class TestPaymentStore {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;
  readonly #audit: AuditStore;

  constructor(db: Kysely<Tables>, clock: Clock, audit: AuditStore) {
    this.#db = db;
    this.#clock = clock;
    this.#audit = audit;
  }

  /** The one whose outcome is not known, or else a new one. The timer leaves it alone for `lease` milliseconds. */
  async begin(payment: NewTestPaymentRow, lease: number): Promise<TestPaymentRow> {
    // One that was in the way may be settled before it is read: then there is room for a new one.
    for (;;) {
      const row = (await this.#insert(payment, lease)) ?? (await this.#pending(payment.clinic_id));
      if (row) return row;
    }
  }

  /** Undefined when the outcome of another is not known. */
  #insert(payment: NewTestPaymentRow, lease: number): Promise<TestPaymentRow | undefined> {
    return transact(this.#db, async (trx) => {
      const now = this.#clock.now();
      const made = await trx
        .insertInto('test_payments')
        .values({
          id: newId('tp'),
          ...payment,
          status: 'pending',
          payment_intent: null,
          failure_code: null,
          next_try_at: now + lease,
          tries: 0,
          created_at: now,
          updated_at: now,
        })
        .onConflict((conflict) =>
          conflict.column('clinic_id').where('status', '=', sql.lit('pending')).doNothing(),
        )
        .returningAll()
        .executeTakeFirst();
      if (made) await this.#note(trx, made, 'began', `participant:${made.requested_by}`);
      return made;
    });
  }

  #pending(clinicId: string): Promise<TestPaymentRow | undefined> {
    return this.#db
      .selectFrom('test_payments')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .where('status', '=', 'pending')
      .executeTakeFirst();
  }

  async find(id: string): Promise<TestPaymentRow | undefined> {
    return this.#db.selectFrom('test_payments').selectAll().where('id', '=', id).executeTakeFirst();
  }

  async last(clinicId: string, account: string): Promise<TestPaymentRow | undefined> {
    return this.#db
      .selectFrom('test_payments')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .where('stripe_account', '=', account)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
  }

  async settle(id: string, { status, paymentIntent, code }: TestPaymentFacts): Promise<void> {
    await transact(this.#db, async (trx) => {
      const row = await trx
        .updateTable('test_payments')
        .set({
          status,
          payment_intent: paymentIntent,
          failure_code: code,
          next_try_at: null,
          updated_at: this.#clock.now(),
        })
        .where('id', '=', id)
        .where('status', '=', 'pending')
        .returningAll()
        .executeTakeFirst();
      if (row) await this.#note(trx, row, status, 'stripe');
    });
  }

  async retryAt(id: string, at: number, tries: number): Promise<void> {
    await this.#db
      .updateTable('test_payments')
      .set({ next_try_at: at, tries })
      .where('id', '=', id)
      .where('status', '=', 'pending')
      .execute();
  }

  /** What is due, taken for `lease` milliseconds. */
  async claimDue(limit: number, lease: number): Promise<TestPaymentRow[]> {
    const now = this.#clock.now();
    const due = await this.#db
      .selectFrom('test_payments')
      .selectAll()
      .where('next_try_at', '<=', now)
      .orderBy('next_try_at')
      .limit(limit)
      .execute();
    return claim(due, (row) =>
      this.#db
        .updateTable('test_payments')
        .set({ next_try_at: now + lease })
        .where('id', '=', row.id)
        .where('next_try_at', '=', row.next_try_at)
        .executeTakeFirst(),
    );
  }

  async #note(trx: Kysely<Tables>, row: TestPaymentRow, act: string, actor: string): Promise<void> {
    const { amount, currency, stripe_account, payment_intent, failure_code } = row;
    await this.#audit.record(
      {
        hostId: row.host_id,
        organisationId: row.organisation_id,
        clinicId: row.clinic_id,
        actor,
        act: `test-payment.${act}`,
        subject: row.id,
        after: { amount, currency, account: stripe_account, payment: payment_intent, code: failure_code },
      },
      trx,
    );
  }
}
