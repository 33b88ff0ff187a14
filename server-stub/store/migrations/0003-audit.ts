import type { Kysely } from 'kysely';

/** Who did what on access, linking and refunds. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('audit')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('host_id', 'text', (column) => column.notNull())
    .addColumn('organisation_id', 'text')
    .addColumn('clinic_id', 'text')
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('act', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('audit_clinic').on('audit').columns(['clinic_id', 'at', 'id']).execute();
  await schema.createIndex('audit_subject').on('audit').columns(['subject', 'at', 'id']).execute();
}
