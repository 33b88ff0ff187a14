import type { Insertable, Kysely, Selectable } from 'kysely';

import type { VisitOutcome } from '../../src/contract/stripe-account.ts';
import type { Clock } from '../clock.ts';
import type { AuditStore } from './audit.ts';
import type { StripeVisitsTable, Tables } from './tables.ts';
import { transact } from './transact.ts';

export type StripeVisitRow = Readonly<Selectable<StripeVisitsTable>>;

export type NewStripeVisit = Pick<
  Insertable<StripeVisitsTable>,
  | 'id'
  | 'host_id'
  | 'organisation_id'
  | 'clinic_id'
  | 'participant_id'
  | 'secret_hash'
  | 'purpose'
  | 'strategy'
  | 'stripe_account'
  | 'return_to'
  | 'livemode'
  | 'expires_at'
>;

/** Who was sent to Stripe's pages, and how they came back. The secrets of the ways back are only here as hashes. */
export class StripeVisitStore {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;
  readonly #audit: AuditStore;

  constructor(db: Kysely<Tables>, clock: Clock, audit: AuditStore) {
    this.#db = db;
    this.#clock = clock;
    this.#audit = audit;
  }

  async begin(visit: NewStripeVisit): Promise<void> {
    await transact(this.#db, async (trx) => {
      await trx
        .insertInto('stripe_visits')
        .values({
          ...visit,
          state: 'open',
          outcome: null,
          link_count: 0,
          created_at: this.#clock.now(),
          ended_at: null,
        })
        .execute();
      await this.#audit.record(
        {
          hostId: visit.host_id,
          organisationId: visit.organisation_id,
          clinicId: visit.clinic_id,
          actor: `participant:${visit.participant_id}`,
          act: 'stripe-visit.began',
          subject: visit.id,
          after: { purpose: visit.purpose, strategy: visit.strategy, account: visit.stripe_account },
        },
        trx,
      );
    });
  }

  async findBySecret(secretHash: string): Promise<StripeVisitRow | undefined> {
    return this.#db
      .selectFrom('stripe_visits')
      .selectAll()
      .where('secret_hash', '=', secretHash)
      .executeTakeFirst();
  }

  /**
   * Ends an open visit, once: false for whoever comes second. `isKnown`: that is what became of it; otherwise only what
   * it comes to should this process end before `settle`.
   */
  async end(visit: StripeVisitRow, outcome: VisitOutcome | null, isKnown = true): Promise<boolean> {
    return transact(this.#db, async (trx) => {
      const { numUpdatedRows } = await trx
        .updateTable('stripe_visits')
        .set({ state: 'ended', outcome, ended_at: this.#clock.now() })
        .where('id', '=', visit.id)
        .where('state', '=', 'open')
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await this.#audit.record(
        {
          hostId: visit.host_id,
          organisationId: visit.organisation_id,
          clinicId: visit.clinic_id,
          // Whoever follows the way back has no token: it may be another browser, or another person.
          actor: 'stripe',
          act: 'stripe-visit.ended',
          subject: visit.id,
          after: { outcome: isKnown ? (outcome ?? 'came_back') : 'not_known_yet' },
        },
        trx,
      );
      return true;
    });
  }

  /** What became of a visit that has ended, once that is known. */
  async settle(visit: StripeVisitRow, outcome: VisitOutcome | null): Promise<void> {
    await transact(this.#db, async (trx) => {
      await trx.updateTable('stripe_visits').set({ outcome }).where('id', '=', visit.id).execute();
      await this.#audit.record(
        {
          hostId: visit.host_id,
          organisationId: visit.organisation_id,
          clinicId: visit.clinic_id,
          actor: 'stripe',
          act: 'stripe-visit.settled',
          subject: visit.id,
          before: { outcome: 'not_known_yet' },
          after: { outcome: outcome ?? 'came_back' },
        },
        trx,
      );
    });
  }

  /** Counts an account link that is about to be minted; false when it would be more than `most`. */
  async countLink(id: string, most: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('stripe_visits')
      .set((eb) => ({ link_count: eb('link_count', '+', 1) }))
      .where('id', '=', id)
      .where('link_count', '<', most)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** The clinic's last visit to link an account. */
  async last(clinicId: string): Promise<StripeVisitRow | undefined> {
    return this.#db
      .selectFrom('stripe_visits')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .where('purpose', '=', 'link')
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
  }

  async prune(before: number): Promise<void> {
    await this.#db.deleteFrom('stripe_visits').where('created_at', '<', before).execute();
  }
}
