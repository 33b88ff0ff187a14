import { sql, type Kysely } from 'kysely';

/** Holds what is looked after and nothing else: not a million requests that have ended. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema.dropIndex('payment_requests_due').execute();
  await schema
    .createIndex('payment_requests_due')
    .on('payment_requests')
    .column('next_check_at')
    .where(sql.ref('next_check_at'), 'is not', null)
    .execute();
}
