import type { Transaction } from 'kysely';

import { LIVE_STATES, type StripeAccountRow } from './account-rows.ts';
import type { Flag, Tables } from './tables.ts';

/**
 * As `lockClinic`, for all that clinics have of one Stripe account: two that confirm it at once take turns, and what
 * Stripe says of it is noted after what was said before. One after the other in one order, so that nobody waits in a
 * circle. Answers the rows as they are now; one that comes to be later is not locked, and none of these.
 */
export async function lockAccount(
  trx: Transaction<Tables>,
  account: string,
  livemode: Flag,
): Promise<StripeAccountRow[]> {
  const known = await trx
    .selectFrom('stripe_accounts')
    .select('id')
    .where('stripe_account', '=', account)
    .where('livemode', '=', livemode)
    .where('state', 'in', LIVE_STATES)
    .orderBy('id')
    .execute();
  const rows: StripeAccountRow[] = [];
  for (const { id } of known) {
    const row = await trx
      .updateTable('stripe_accounts')
      .set((eb) => ({ updated_at: eb.ref('updated_at') }))
      .where('id', '=', id)
      .where('state', 'in', LIVE_STATES)
      .returningAll()
      .executeTakeFirst();
    if (row) rows.push(row);
  }
  return rows;
}
