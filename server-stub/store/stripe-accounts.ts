import type { ExpressionBuilder, Kysely } from 'kysely';

import type { Clock } from '../clock.ts';
import type { AccountReading } from '../stripe/accounts-port.ts';
import { LIVE_STATES, noteAccount, othersWith, type StripeAccountRow } from './account-rows.ts';
import type { AuditStore } from './audit.ts';
import { claim } from './claim.ts';
import { lockAccount } from './lock-account.ts';
import type { Flag, Tables } from './tables.ts';
import { transact } from './transact.ts';

/** The Stripe accounts that clinics have, had, or are about to have, and how Stripe says that they stand. */
export class StripeAccountStore {
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

  async find(id: string): Promise<StripeAccountRow | undefined> {
    return this.#db.selectFrom('stripe_accounts').selectAll().where('id', '=', id).executeTakeFirst();
  }

  /** One that was linked while the keys were of the other mode does not count: Stripe would not know it. */
  async active(clinicId: string): Promise<StripeAccountRow | undefined> {
    return this.#db
      .selectFrom('stripe_accounts')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .where('state', '=', 'active')
      .where('livemode', '=', this.#livemode)
      .executeTakeFirst();
  }

  /** All that a clinic has and had, the newest first. */
  async ofClinic(clinicId: string): Promise<StripeAccountRow[]> {
    return this.#db
      .selectFrom('stripe_accounts')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .where('livemode', '=', this.#livemode)
      .orderBy('updated_at', 'desc')
      .orderBy('id', 'desc')
      .execute();
  }

  /** Its state in every clinic of an organisation that is paid on one. */
  async activeOfOrganisation(organisationId: string): Promise<StripeAccountRow[]> {
    return this.#db
      .selectFrom('stripe_accounts')
      .selectAll()
      .where('organisation_id', '=', organisationId)
      .where('state', '=', 'active')
      .where('livemode', '=', this.#livemode)
      .execute();
  }

  async activeOfHost(hostId: string): Promise<StripeAccountRow[]> {
    return this.#db
      .selectFrom('stripe_accounts')
      .selectAll()
      .where('host_id', '=', hostId)
      .where('state', '=', 'active')
      .where('livemode', '=', this.#livemode)
      .execute();
  }

  /** Where an account is in use, other than in this row. */
  async othersWith(row: StripeAccountRow): Promise<StripeAccountRow[]> {
    return othersWith(this.#db, row);
  }

  /** Any row of it that could change by what Stripe says. */
  async liveRowsOf(account: string): Promise<StripeAccountRow[]> {
    return this.#db
      .selectFrom('stripe_accounts')
      .selectAll()
      .where('stripe_account', '=', account)
      .where('livemode', '=', this.#livemode)
      .where('state', 'in', LIVE_STATES)
      .execute();
  }

  /** Whether any clinic has, or had, the account, and none has linked it since that second. */
  async wasLinkedAt(account: string, at: number): Promise<boolean> {
    const links = await this.#db
      .selectFrom('stripe_accounts')
      .select(['state', 'created_at'])
      .where('stripe_account', '=', account)
      .where('livemode', '=', this.#livemode)
      .execute();
    const endOfSecond = at + 1000;
    return (
      links.length > 0 &&
      links.every(({ state, created_at }) => state === 'removed' || created_at < endOfSecond)
    );
  }

  /** Stripe no longer lets us in: every clinic that used the account is without one. */
  async lose(account: string): Promise<void> {
    await transact(this.#db, async (trx) => {
      const now = this.#clock.now();
      for (const row of await lockAccount(trx, account, this.#livemode)) {
        // Our own removal may bring this about: then it stays ours.
        const isOurs = row.state === 'removing' || row.state === 'set_aside';
        const by = isOurs ? {} : { removed_by: 'stripe' as const, removed_actor: 'stripe', removed_at: now };
        const after = await trx
          .updateTable('stripe_accounts')
          .set({ state: 'removed', ...by, next_try_at: null, updated_at: now })
          .where('id', '=', row.id)
          .returningAll()
          .executeTakeFirstOrThrow();
        const [act, actor] = isOurs ? ['removed', row.removed_actor ?? 'gateway'] : ['access-lost', 'stripe'];
        await noteAccount(this.#audit, trx, after, act, actor, { state: row.state });
      }
    });
  }

  /** What Stripe says of an account, in every clinic that has to do with it. */
  async noteReading(reading: AccountReading): Promise<void> {
    const { id: account, stage } = reading;
    await transact(this.#db, async (trx) => {
      const now = this.#clock.now();
      for (const before of await lockAccount(trx, account, this.#livemode)) {
        const ready_at = before.ready_at ?? (stage === 'ready' ? now : null);
        const readiness = healthOf(stage, before.ready_at !== null);
        const changed = readiness !== before.readiness;
        const after = await trx
          .updateTable('stripe_accounts')
          .set({
            readiness,
            ready_at,
            name: reading.name,
            country: reading.country,
            requirements_due: reading.requirementsDue,
            deadline: reading.deadline,
            checked_at: now,
            ...(changed && { updated_at: now }),
          })
          .where('id', '=', before.id)
          .returningAll()
          .executeTakeFirstOrThrow();
        if (changed && before.state !== 'set_aside') {
          const { readiness: health } = before;
          await noteAccount(this.#audit, trx, after, 'health-changed', 'stripe', { readiness: health });
        }
      }
    });
  }

  /** Stripe was asked, and did not say. */
  async noteAsked(account: string): Promise<void> {
    await this.#db
      .updateTable('stripe_accounts')
      .set({ checked_at: this.#clock.now() })
      .where('stripe_account', '=', account)
      .where('state', 'in', LIVE_STATES)
      .execute();
  }

  /**
   * Accounts that nobody has asked about since, as if they were asked now, so that no other process asks as well. Those
   * that cannot take payments are asked about sooner.
   */
  async claimStale(before: { ready: number; other: number }, limit: number): Promise<string[]> {
    const isStale = (eb: ExpressionBuilder<Tables, 'stripe_accounts'>) =>
      eb.and([
        eb('state', 'in', ['active', 'parked']),
        eb('livemode', '=', this.#livemode),
        eb.or([
          eb('checked_at', '<', before.ready),
          eb.and([eb('checked_at', '<', before.other), eb('readiness', '!=', 'ready')]),
        ]),
      ]);
    const due = await this.#db
      .selectFrom('stripe_accounts')
      .select('stripe_account')
      .where(isStale)
      .groupBy('stripe_account')
      .orderBy((eb) => eb.fn.min('checked_at'))
      .limit(limit)
      .execute();
    const claimed = await claim(due, ({ stripe_account }) =>
      this.#db
        .updateTable('stripe_accounts')
        .set({ checked_at: this.#clock.now() })
        .where('stripe_account', '=', stripe_account)
        .where(isStale)
        .executeTakeFirst(),
    );
    return claimed.map(({ stripe_account }) => stripe_account);
  }
}

/** `couldBefore`: whether it could take payments at any time before. */
function healthOf(stage: AccountReading['stage'], couldBefore: boolean): StripeAccountRow['readiness'] {
  switch (stage) {
    case 'ready':
      return 'ready';
    case 'review':
      return 'in_review';
    case 'stopped':
      return 'restricted';
    case 'needs':
      return couldBefore ? 'restricted' : 'incomplete';
  }
}
