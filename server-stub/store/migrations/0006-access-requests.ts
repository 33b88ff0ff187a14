import type { Kysely } from 'kysely';

/** Requests for the app, and what the service desk is still to be told of them. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('access_requests')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('host_id', 'text', (column) => column.notNull().references('hosts.id'))
    .addColumn('organisation_ref', 'text', (column) => column.notNull())
    .addColumn('clinic_ref', 'text')
    .addColumn('organisation_name', 'text', (column) => column.notNull())
    .addColumn('contact_name', 'text', (column) => column.notNull())
    .addColumn('contact_email', 'text', (column) => column.notNull())
    .addColumn('contact_phone', 'text')
    .addColumn('expected_use', 'text', (column) => column.notNull())
    .addColumn('manager_name', 'text')
    .addColumn('manager_email', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('requested_by', 'text', (column) => column.notNull())
    .addColumn('idempotency_key', 'text', (column) => column.notNull())
    .addColumn('body_hash', 'text', (column) => column.notNull())
    .addColumn('link_hash', 'text', (column) => column.unique())
    .addColumn('link_expires_at', 'bigint')
    .addColumn('not_for_me_at', 'bigint')
    .addColumn('raised_by', 'text')
    .addColumn('raised_at', 'bigint')
    .addColumn('decided_at', 'bigint')
    .addColumn('decline_reason', 'text')
    .addColumn('ticket_state', 'text')
    .addColumn('ticket_key', 'text')
    .addColumn('ticket_url', 'text')
    .addColumn('ticket_problem', 'text')
    .addColumn('ticket_tried_at', 'bigint')
    .addColumn('ticket_next_at', 'bigint')
    .addColumn('ticket_tries', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('access_requests_key', [
      'host_id',
      'organisation_ref',
      'requested_by',
      'idempotency_key',
    ])
    .execute();
  const index = (name: string, ...columns: string[]) =>
    schema.createIndex(name).on('access_requests').columns(columns).execute();
  await index('access_requests_organisation', 'host_id', 'organisation_ref', 'created_at', 'id');
  await index('access_requests_status', 'status', 'created_at', 'id');
  await index('access_requests_created', 'created_at', 'id');
  await index('access_requests_due', 'ticket_next_at');
  await index('access_requests_ticket', 'ticket_key');

  await schema
    .createTable('access_request_clinics')
    .addColumn('request_id', 'text', (column) => column.notNull().references('access_requests.id'))
    .addColumn('ref', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('has_stripe_account', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('access_request_clinics_pk', ['request_id', 'ref'])
    .execute();

  await schema
    .createTable('service_desk_messages')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('request_id', 'text', (column) => column.notNull().references('access_requests.id'))
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('sent_at', 'bigint')
    .execute();
  await schema
    .createIndex('service_desk_messages_request')
    .on('service_desk_messages')
    .columns(['request_id', 'created_at', 'id'])
    .execute();
}
