import type { Transaction } from 'kysely';

import type { Tables } from './tables.ts';

/** As `lockClinic`, for what is about a whole host. */
export async function lockHost(trx: Transaction<Tables>, hostId: string): Promise<void> {
  await trx
    .updateTable('hosts')
    .set((eb) => ({ updated_at: eb.ref('updated_at') }))
    .where('id', '=', hostId)
    .execute();
}
