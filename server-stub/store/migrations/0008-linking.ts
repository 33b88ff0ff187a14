import { sql, type ColumnDefinitionBuilder, type Kysely } from 'kysely';

type Build = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;

const asIs: Build = (column) => column;
const zero: Build = (column) => column.notNull().defaultTo(0);

/** How a clinic comes to an account of its own, how the account stands, and how it goes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await accounts(db);
  await visits(db);
  await besides(db);
}

async function accounts(db: Kysely<unknown>): Promise<void> {
  const columns: readonly [string, 'text' | 'bigint' | 'integer', Build][] = [
    ['origin', 'text', (column) => column.notNull().defaultTo('provisioned')],
    ['name', 'text', asIs],
    ['country', 'text', asIs],
    ['requirements_due', 'integer', zero],
    ['deadline', 'bigint', asIs],
    ['ready_at', 'bigint', asIs],
    ['linked_at', 'bigint', asIs],
    ['checked_at', 'bigint', zero],
    ['removed_by', 'text', asIs],
    ['removed_actor', 'text', asIs],
    ['removed_at', 'bigint', asIs],
    ['next_try_at', 'bigint', asIs],
    ['tries', 'integer', zero],
  ];
  for (const [name, type, build] of columns)
    await db.schema.alterTable('stripe_accounts').addColumn(name, type, build).execute();
  // Until now only an operator linked, and only Stripe took away.
  await sql`update stripe_accounts set linked_at = created_at, ready_at = created_at`.execute(db);
  await sql`update stripe_accounts set removed_by = 'stripe', removed_at = updated_at where state = 'removed'`.execute(
    db,
  );
  await db.schema
    .createIndex('stripe_accounts_one_parked')
    .on('stripe_accounts')
    .column('clinic_id')
    .unique()
    .where(sql.ref('state'), '=', sql.lit('parked'))
    .execute();
  await db.schema.createIndex('stripe_accounts_clinic').on('stripe_accounts').column('clinic_id').execute();
  await db.schema.createIndex('stripe_accounts_due').on('stripe_accounts').column('next_try_at').execute();
  await db.schema
    .createIndex('stripe_accounts_checked')
    .on('stripe_accounts')
    .columns(['state', 'checked_at'])
    .execute();
}

async function visits({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('account_creations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('host_id', 'text', (column) => column.notNull().references('hosts.id'))
    .addColumn('organisation_id', 'text', (column) => column.notNull().references('organisations.id'))
    .addColumn('clinic_id', 'text', (column) => column.notNull().references('clinics.id'))
    .addColumn('display_name', 'text', (column) => column.notNull())
    .addColumn('country', 'text', (column) => column.notNull())
    .addColumn('contact_email', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('account_creations_one_pending')
    .on('account_creations')
    .column('clinic_id')
    .unique()
    .where(sql.ref('state'), '=', sql.lit('pending'))
    .execute();
  await schema
    .createTable('stripe_visits')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('host_id', 'text', (column) => column.notNull().references('hosts.id'))
    .addColumn('organisation_id', 'text', (column) => column.notNull().references('organisations.id'))
    .addColumn('clinic_id', 'text', (column) => column.notNull().references('clinics.id'))
    .addColumn('participant_id', 'text', (column) => column.notNull())
    .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('strategy', 'text', (column) => column.notNull())
    .addColumn('stripe_account', 'text')
    .addColumn('return_to', 'text')
    .addColumn('livemode', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text')
    .addColumn('link_count', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .execute();
  await schema
    .createIndex('stripe_visits_clinic')
    .on('stripe_visits')
    .columns(['clinic_id', 'created_at', 'id'])
    .execute();
  await schema.createIndex('stripe_visits_created').on('stripe_visits').column('created_at').execute();
}

async function besides({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('payment_method_domains')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('host_id', 'text', (column) => column.notNull().references('hosts.id'))
    .addColumn('organisation_id', 'text', (column) => column.notNull().references('organisations.id'))
    .addColumn('clinic_id', 'text', (column) => column.notNull().references('clinics.id'))
    .addColumn('stripe_account', 'text', (column) => column.notNull())
    .addColumn('domain', 'text', (column) => column.notNull())
    .addColumn('stripe_domain', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('problem', 'text')
    .addColumn('next_try_at', 'bigint')
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('payment_method_domains_domain', ['clinic_id', 'stripe_account', 'domain'])
    .execute();
  await schema
    .createIndex('payment_method_domains_due')
    .on('payment_method_domains')
    .column('next_try_at')
    .execute();
  await schema
    .createTable('test_payments')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('host_id', 'text', (column) => column.notNull().references('hosts.id'))
    .addColumn('organisation_id', 'text', (column) => column.notNull().references('organisations.id'))
    .addColumn('clinic_id', 'text', (column) => column.notNull().references('clinics.id'))
    .addColumn('stripe_account', 'text', (column) => column.notNull())
    .addColumn('requested_by', 'text', (column) => column.notNull())
    .addColumn('amount', 'bigint', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('payment_intent', 'text')
    .addColumn('failure_code', 'text')
    .addColumn('next_try_at', 'bigint')
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('test_payments_one_pending')
    .on('test_payments')
    .column('clinic_id')
    .unique()
    .where(sql.ref('status'), '=', sql.lit('pending'))
    .execute();
  await schema
    .createIndex('test_payments_clinic')
    .on('test_payments')
    .columns(['clinic_id', 'stripe_account', 'created_at'])
    .execute();
  await schema.createIndex('test_payments_due').on('test_payments').column('next_try_at').execute();
}
