import type { Kysely } from 'kysely';

/** Finds the calls that are long over. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('participants_last_seen').on('participants').column('last_seen_at').execute();
}
