import { sql, type Kysely, type RawBuilder, type Selectable, type SqlBool } from 'kysely';

import type { RecordStatus } from '../../src/contract/records.ts';
import type { PaymentRequestsTable, Tables } from './tables.ts';

/** A request, with the names that people are shown. */
export type RequestRow = Readonly<Selectable<PaymentRequestsTable>> & {
  readonly clinic_name: string;
  readonly payer_name: string | null;
  readonly requested_by_name: string | null;
};

/** Where a page of a list ended. */
export interface RequestCursor {
  readonly createdAt: number;
  readonly id: string;
}

export function selectRequests(db: Kysely<Tables>) {
  return db
    .selectFrom('payment_requests as r')
    .innerJoin('clinics as c', 'c.id', 'r.clinic_id')
    .leftJoin('participants as payer', (join) =>
      join
        .onRef('payer.clinic_id', '=', 'r.clinic_id')
        .onRef('payer.call_id', '=', 'r.call_id')
        .onRef('payer.participant_id', '=', 'r.payer_id'),
    )
    .leftJoin('participants as asker', (join) =>
      join
        .onRef('asker.clinic_id', '=', 'r.clinic_id')
        .onRef('asker.call_id', '=', 'r.call_id')
        .onRef('asker.participant_id', '=', 'r.requested_by'),
    )
    .selectAll('r')
    .select([
      'c.name as clinic_name',
      'payer.display_name as payer_name',
      'asker.display_name as requested_by_name',
    ]);
}

export interface RequestFilter {
  readonly hostId: string;
  readonly organisationId?: string;
  readonly clinicId?: string;
  readonly callId?: string;
  /** Only what this person may pay: addressed to them, and known to Stripe. */
  readonly payerId?: string;
  readonly status?: RecordStatus;
  /** When it was asked, UTC milliseconds; `to` is not part of it. */
  readonly from?: number;
  readonly to?: number;
  readonly requestedBy?: string;
}

/** Newest first, after the cursor. */
export function listRequests(
  db: Kysely<Tables>,
  filter: RequestFilter,
  limit: number,
  after: RequestCursor | undefined,
) {
  const { hostId, organisationId, clinicId, callId, payerId, status, from, to, requestedBy } = filter;
  let query = selectRequests(db).where('r.host_id', '=', hostId);
  if (organisationId !== undefined) query = query.where('r.organisation_id', '=', organisationId);
  if (clinicId !== undefined) query = query.where('r.clinic_id', '=', clinicId);
  if (callId !== undefined) query = query.where('r.call_id', '=', callId);
  if (payerId !== undefined)
    query = query.where('r.payer_id', '=', payerId).where('r.payment_intent', 'is not', null);
  if (status !== undefined) query = query.where(hasStatus(status));
  if (from !== undefined) query = query.where('r.created_at', '>=', from);
  // What is after the cursor is before that, too: of two such bounds, SQLite may go by the further one.
  if (to !== undefined && !after) query = query.where('r.created_at', '<', to);
  if (requestedBy !== undefined) query = query.where('r.requested_by', '=', requestedBy);
  // Looked up, and the limit written out: of a time that it knows, and of a limit that it does not, PostgreSQL expects
  // so many or so few rows that it would plan anew each time, which takes it as long as the answer.
  if (after)
    query = query.where(
      isBeyond('r.created_at', 'r.id', '<', { ...after, createdAt: lookedUp(after.createdAt) }),
    );
  return query.orderBy('r.created_at', 'desc').orderBy('r.id', 'desc').limit(sql.lit(limit));
}

export function hasStatus(status: RecordStatus): RawBuilder<SqlBool> {
  if (status === 'refunded') return sql`${sql.ref('r.amount_refunded')} > 0`;
  if (status === 'disputed') return sql`${sql.ref('r.dispute_status')} is not null`;
  return sql`${sql.ref('r.status')} = ${status}`;
}

/** Compared as a pair: anything else makes SQLite read all that was on the pages before. */
export function isBeyond(
  createdAt: string,
  id: string,
  operator: '<' | '>=',
  cursor: { readonly createdAt: number | RawBuilder<number>; readonly id: string },
): RawBuilder<SqlBool> {
  return sql`(${sql.ref(createdAt)}, ${sql.ref(id)}) ${sql.raw(operator)} (${cursor.createdAt}, ${cursor.id})`;
}

function lookedUp(value: number): RawBuilder<number> {
  return sql`(select cast(${value} as bigint))`;
}
