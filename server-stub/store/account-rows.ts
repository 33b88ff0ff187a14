import type { Kysely, Selectable, Transaction } from 'kysely';

import { newId } from '../ids.ts';
import type { AuditStore } from './audit.ts';
import type { StripeAccountsTable, Tables } from './tables.ts';

export type StripeAccountRow = Readonly<Selectable<StripeAccountsTable>>;

/** What has been heard of it may change these, and an event about it is ours. */
export const LIVE_STATES = ['parked', 'active', 'removing', 'set_aside'] as const;

type NewAccount = Pick<
  StripeAccountRow,
  | 'host_id'
  | 'organisation_id'
  | 'clinic_id'
  | 'stripe_account'
  | 'livemode'
  | 'state'
  | 'readiness'
  | 'origin'
  | 'name'
  | 'country'
  | 'ready_at'
  | 'linked_at'
>;

/** Of what Stripe says of it, nothing has been read yet. */
export function insertAccount(
  trx: Transaction<Tables>,
  account: NewAccount,
  now: number,
): Promise<StripeAccountRow> {
  return trx
    .insertInto('stripe_accounts')
    .values({
      ...account,
      id: newId('sa'),
      requirements_due: 0,
      deadline: null,
      checked_at: 0,
      removed_by: null,
      removed_actor: null,
      removed_at: null,
      next_try_at: null,
      tries: 0,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Where an account is in use, other than in this row. */
export async function othersWith(db: Kysely<Tables>, row: StripeAccountRow): Promise<StripeAccountRow[]> {
  return (
    db
      .selectFrom('stripe_accounts')
      .selectAll()
      .where('stripe_account', '=', row.stripe_account)
      .where('id', '!=', row.id)
      // An account has one id in both of Stripe's modes, and lets a platform into each by itself.
      .where('livemode', '=', row.livemode)
      .where('state', 'in', LIVE_STATES)
      .execute()
  );
}

/**
 * The audit's line of a change, in the transaction of the change. `was`: what the change is known to have found, by
 * its condition or its lock; what was read before that may have been old. Null for a row that is new.
 */
export async function noteAccount(
  audit: AuditStore,
  trx: Kysely<Tables>,
  row: StripeAccountRow,
  act: string,
  actor: string,
  was: Partial<Pick<StripeAccountRow, 'state' | 'readiness'>> | null,
): Promise<void> {
  await audit.record(
    {
      hostId: row.host_id,
      organisationId: row.organisation_id,
      clinicId: row.clinic_id,
      actor,
      act: `stripe-account.${act}`,
      subject: row.id,
      before: was && standing({ ...row, ...was }),
      after: standing(row),
    },
    trx,
  );
}

function standing({ stripe_account, origin, state, readiness }: StripeAccountRow): object {
  return { account: stripe_account, origin, state, health: readiness };
}
