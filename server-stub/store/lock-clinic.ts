import type { Transaction } from 'kysely';

import type { Tables } from './tables.ts';

/**
 * Whoever else would change what a clinic has of this waits until the transaction is over, in another process too.
 * Taken before anything is read: what was read earlier may be old by then. An update that changes nothing, since
 * SQLite knows no `for update`; rows that only refer to the clinic can be written meanwhile.
 */
export async function lockClinic(trx: Transaction<Tables>, clinicId: string): Promise<void> {
  await trx
    .updateTable('clinics')
    .set((eb) => ({ updated_at: eb.ref('updated_at') }))
    .where('id', '=', clinicId)
    .execute();
}
