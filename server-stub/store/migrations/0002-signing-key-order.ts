import type { Kysely } from 'kysely';

/** Each key but the first follows one other: two processes that rotate at once cannot both add a successor. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('signing_keys').addColumn('follows', 'text').execute();
  await db.schema.createIndex('signing_keys_follows').on('signing_keys').column('follows').unique().execute();
}
