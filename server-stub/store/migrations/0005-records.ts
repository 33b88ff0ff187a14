import { sql, type Kysely } from 'kysely';

import { searchText, type SearchableFacts } from '../search-text.ts';

const BATCH = 500;

/** Refunds that are watched, a story that tells of them, and what search, filters and totals go by. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  const add = (table: string, column: string, type: 'text' | 'bigint' | 'integer') =>
    schema.alterTable(table).addColumn(column, type).execute();
  for (const column of ['body_hash', 'reason', 'detail']) await add('refunds', column, 'text');
  await add('refunds', 'next_check_at', 'bigint');
  await schema
    .alterTable('refunds')
    .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema.createIndex('refunds_due').on('refunds').column('next_check_at').execute();
  await schema.createIndex('refunds_clinic').on('refunds').columns(['clinic_id', 'created_at']).execute();

  await add('payment_history', 'amount', 'bigint');
  await add('payment_history', 'refund_id', 'text');

  const index = (name: string, columns: string[]) =>
    schema.createIndex(name).on('payment_requests').columns(columns);
  await index('payment_requests_status', ['clinic_id', 'status', 'created_at', 'id']).execute();
  await index('payment_requests_asker', ['clinic_id', 'requested_by', 'created_at', 'id']).execute();
  // These hold only the rows that they are for, and the first all that a report adds up.
  await index('payment_requests_paid', ['clinic_id', 'currency', 'paid_at', 'amount', 'requested_by'])
    .where(sql.ref('paid_at'), 'is not', null)
    .execute();
  await index('payment_requests_charge', ['clinic_id', 'charge_id'])
    .where(sql.ref('charge_id'), 'is not', null)
    .execute();
  await index('payment_requests_refunded', ['clinic_id', 'created_at', 'id'])
    .where(sql.ref('amount_refunded'), '>', sql.lit(0))
    .execute();
  await index('payment_requests_disputed', ['clinic_id', 'created_at', 'id'])
    .where(sql.ref('dispute_status'), 'is not', null)
    .execute();

  await schema
    .createTable('payment_search')
    .addColumn('request_id', 'text', (column) => column.primaryKey().references('payment_requests.id'))
    .addColumn('clinic_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('words', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('payment_search_clinic')
    .on('payment_search')
    // With the words in it, a search reads this alone, from its one end to the other.
    .columns(['clinic_id', 'created_at', 'request_id', 'words'])
    .execute();
  await fillSearch(db);
}

type Row = SearchableFacts & { id: string; clinic_id: string; created_at: number };

async function fillSearch(db: Kysely<unknown>): Promise<void> {
  for (let last = ''; ;) {
    const { rows } = await sql<Row>`
      select r.id, r.clinic_id, r.created_at, r.description, r.reference, r.amount, r.currency,
        payer.display_name as payer_name, asker.display_name as requested_by_name
      from payment_requests r
      left join participants payer on payer.clinic_id = r.clinic_id and payer.call_id = r.call_id
        and payer.participant_id = r.payer_id
      left join participants asker on asker.clinic_id = r.clinic_id and asker.call_id = r.call_id
        and asker.participant_id = r.requested_by
      where r.id > ${last} order by r.id limit ${BATCH}`.execute(db);
    for (const row of rows)
      await sql`insert into payment_search (request_id, clinic_id, created_at, words)
        values (${row.id}, ${row.clinic_id}, ${row.created_at}, ${searchText(row)})`.execute(db);
    const end = rows.at(-1);
    if (!end || rows.length < BATCH) return;
    last = end.id;
  }
}
