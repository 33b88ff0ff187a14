import { sql, type CreateTableBuilder, type Kysely } from 'kysely';

type Columns<Name extends string> = CreateTableBuilder<Name, string>;

function tenancy<Name extends string>(table: Columns<Name>): Columns<Name> {
  return table
    .addColumn('host_id', 'text', (column) => column.notNull().references('hosts.id'))
    .addColumn('organisation_id', 'text', (column) => column.notNull().references('organisations.id'))
    .addColumn('clinic_id', 'text', (column) => column.notNull().references('clinics.id'));
}

function timestamps<Name extends string>(table: Columns<Name>): Columns<Name> {
  return table
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull());
}

/** Everything that would be dear to change later is here from the start. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenants(db);
  await requests(db);
  await streams(db);
}

async function tenants(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('hosts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .$call(timestamps)
    .execute();
  await schema
    .createTable('host_origins')
    .addColumn('host_id', 'text', (column) => column.notNull().references('hosts.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('host_origins_pk', ['host_id', 'kind', 'origin'])
    .execute();
  await schema.createIndex('host_origins_origin').on('host_origins').columns(['origin', 'kind']).execute();
  await schema
    .createTable('api_keys')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('host_id', 'text', (column) => column.notNull().references('hosts.id'))
    .addColumn('key_hash', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('revoked_at', 'bigint')
    .execute();
  await schema
    .createTable('signing_keys')
    .addColumn('kid', 'text', (column) => column.primaryKey())
    .addColumn('private_jwk', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('retired_at', 'bigint')
    .execute();
  await schema
    .createTable('organisations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('host_id', 'text', (column) => column.notNull().references('hosts.id'))
    .addColumn('ref', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .$call(timestamps)
    .addUniqueConstraint('organisations_ref', ['host_id', 'ref'])
    .execute();
  await schema
    .createTable('clinics')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('host_id', 'text', (column) => column.notNull().references('hosts.id'))
    .addColumn('organisation_id', 'text', (column) => column.notNull().references('organisations.id'))
    .addColumn('ref', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('enabled', 'integer', (column) => column.notNull())
    .$call(timestamps)
    .addUniqueConstraint('clinics_ref', ['organisation_id', 'ref'])
    .execute();
  await schema
    .createTable('stripe_accounts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .$call(tenancy)
    .addColumn('stripe_account', 'text', (column) => column.notNull())
    .addColumn('livemode', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('readiness', 'text', (column) => column.notNull())
    .$call(timestamps)
    .execute();
  await schema
    .createIndex('stripe_accounts_one_active')
    .on('stripe_accounts')
    .column('clinic_id')
    .unique()
    .where(sql.ref('state'), '=', sql.lit('active'))
    .execute();
  await schema
    .createIndex('stripe_accounts_account')
    .on('stripe_accounts')
    .column('stripe_account')
    .execute();
  await schema
    .createTable('participants')
    .$call(tenancy)
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('participant_id', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('display_name', 'text')
    .addColumn('first_seen_at', 'bigint', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('participants_pk', ['clinic_id', 'call_id', 'participant_id'])
    .execute();
}

async function requests(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('payment_requests')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .$call(tenancy)
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('requested_by', 'text', (column) => column.notNull())
    .addColumn('payer_id', 'text', (column) => column.notNull())
    .addColumn('amount', 'bigint', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('reference', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('closing_as', 'text')
    .addColumn('activity', 'text')
    .addColumn('activity_at', 'bigint')
    .addColumn('attempt_outcome', 'text')
    .addColumn('attempt_code', 'text')
    .addColumn('attempt_decline_code', 'text')
    .addColumn('attempt_ref', 'text')
    .addColumn('attempt_at', 'bigint')
    .addColumn('paid_at', 'bigint')
    .addColumn('method', 'text')
    .addColumn('card_brand', 'text')
    .addColumn('card_last4', 'text')
    .addColumn('receipt_url', 'text')
    .addColumn('charge_id', 'text')
    .addColumn('amount_refunded', 'bigint', (column) => column.notNull())
    .addColumn('dispute_status', 'text')
    .addColumn('stripe_account', 'text', (column) => column.notNull())
    .addColumn('livemode', 'integer', (column) => column.notNull())
    .addColumn('payment_intent', 'text')
    .addColumn('failure_code', 'text')
    .addColumn('replaces_id', 'text', (column) => column.unique().references('payment_requests.id'))
    .addColumn('idempotency_key', 'text', (column) => column.notNull())
    .addColumn('body_hash', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('next_check_at', 'bigint')
    .addColumn('check_count', 'integer', (column) => column.notNull())
    .addColumn('failure_count', 'integer', (column) => column.notNull())
    .$call(timestamps)
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('payment_requests_key', ['clinic_id', 'requested_by', 'idempotency_key'])
    .addUniqueConstraint('payment_requests_intent', ['stripe_account', 'payment_intent'])
    .execute();
  const index = (name: string, columns: string[]) =>
    schema.createIndex(name).on('payment_requests').columns(columns).execute();
  await index('payment_requests_call', ['clinic_id', 'call_id', 'created_at', 'id']);
  await index('payment_requests_clinic', ['clinic_id', 'created_at', 'id']);
  await index('payment_requests_host', ['host_id', 'created_at', 'id']);
  await index('payment_requests_due', ['next_check_at']);

  await schema
    .createTable('payment_history')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .$call(tenancy)
    .addColumn('request_id', 'text', (column) => column.notNull().references('payment_requests.id'))
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('from_status', 'text')
    .addColumn('to_status', 'text', (column) => column.notNull())
    .addColumn('cause', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('payment_history_revision', ['request_id', 'revision'])
    .execute();
  await schema
    .createTable('stripe_operations')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('request_id', 'text', (column) => column.notNull().references('payment_requests.id'))
    .addColumn('operation', 'text', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('first_tried_at', 'bigint', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addUniqueConstraint('stripe_operations_attempt', ['request_id', 'operation', 'attempt'])
    .execute();
  await schema
    .createTable('refunds')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .$call(tenancy)
    .addColumn('request_id', 'text', (column) => column.notNull().references('payment_requests.id'))
    .addColumn('amount', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('stripe_refund', 'text', (column) => column.unique())
    .addColumn('requested_by', 'text', (column) => column.notNull())
    .addColumn('idempotency_key', 'text', (column) => column.notNull())
    .$call(timestamps)
    .addUniqueConstraint('refunds_key', ['clinic_id', 'requested_by', 'idempotency_key'])
    .execute();
  await schema.createIndex('refunds_request').on('refunds').column('request_id').execute();
}

async function streams(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('topics')
    .addColumn('topic', 'text', (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('pruned_to', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('stream_events')
    .addColumn('topic', 'text', (column) => column.notNull().references('topics.topic'))
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('request_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('stream_events_pk', ['topic', 'seq'])
    .execute();
  await schema.createIndex('stream_events_at').on('stream_events').column('at').execute();
  await schema
    .createTable('webhook_events')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('stripe_account', 'text', (column) => column.notNull())
    .addColumn('payment_intent', 'text')
    .addColumn('dispute', 'text')
    .addColumn('request_id', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('next_try_at', 'bigint')
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('webhook_events_received').on('webhook_events').column('received_at').execute();
  await schema.createIndex('webhook_events_due').on('webhook_events').column('next_try_at').execute();
}
