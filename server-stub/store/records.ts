import { setImmediate } from 'node:timers/promises';
import { sql, type Kysely, type RawBuilder, type Selectable, type SqlBool, type Transaction } from 'kysely';

import { DAY, type Stretch } from '../time-zone.ts';
import {
  hasStatus,
  isBeyond,
  listRequests,
  selectRequests,
  type RequestCursor,
  type RequestFilter,
  type RequestRow,
} from './request-rows.ts';
import { searchText } from './search-text.ts';
import type { PaymentRequestsTable, Tables } from './tables.ts';

/** So many requests are looked through by one query: a few milliseconds, in which SQLite does nothing else. */
const CHUNK = 5_000;
const MOST_CHUNKS = 40;
const MOST_CLINICIANS = 500;
/** Refunds that Stripe counts as given back. */
const GIVEN_BACK = ['pending', 'succeeded'] as const;

export interface RecordPage {
  readonly rows: readonly RequestRow[];
  /** Where to go on; null at the end. A search may have looked through all that one call may, and found less. */
  readonly next: RequestCursor | null;
}

export interface ClinicFilter extends RequestFilter {
  readonly clinicId: string;
}

/** A day's sum: `day` counts from 1970-01-01, in the time zone that `shift` is for. */
export interface DaySum {
  readonly day: number;
  readonly sum: number;
  readonly count: number;
}

/** Reads many requests at once, for people who look back. */
export class RecordStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async list(filter: RequestFilter, limit: number, after?: RequestCursor): Promise<RecordPage> {
    return page(await listRequests(this.#db, filter, limit + 1, after).execute(), limit);
  }

  /**
   * Those whose text has all the words in it. It looks through the clinic's requests from the newest on, a chunk at
   * a time: no index of words that SQLite and PostgreSQL both have would find `son` in `Anderson`.
   */
  async search(
    filter: ClinicFilter,
    words: readonly string[],
    limit: number,
    after?: RequestCursor,
  ): Promise<RecordPage> {
    const found: RequestRow[] = [];
    let from = after;
    for (let chunk = 0; chunk < MOST_CHUNKS; chunk += 1) {
      const end = await this.#chunkEnd(filter, from);
      found.push(...(await this.#searchChunk(filter, words, limit + 1 - found.length, from, end)));
      if (found.length > limit || end === null) return page(found, limit);
      from = end;
      // SQLite answers at once: without this nobody else would get a turn in between.
      await setImmediate();
    }
    return { rows: found, next: from ?? null };
  }

  /** The last of the next chunk; null when less than a chunk is left. */
  async #chunkEnd(filter: ClinicFilter, after: RequestCursor | undefined): Promise<RequestCursor | null> {
    let query = this.#db
      .selectFrom('payment_search as s')
      .select(['s.created_at as createdAt', 's.request_id as id'])
      .where('s.clinic_id', '=', filter.clinicId);
    for (const condition of within(filter, after, null)) query = query.where(condition);
    const end = await query
      .orderBy('s.created_at', 'desc')
      .orderBy('s.request_id', 'desc')
      .limit(1)
      .offset(CHUNK - 1)
      .executeTakeFirst();
    return end ?? null;
  }

  #searchChunk(
    filter: ClinicFilter,
    words: readonly string[],
    limit: number,
    after: RequestCursor | undefined,
    end: RequestCursor | null,
  ): Promise<RequestRow[]> {
    const { clinicId, status, requestedBy } = filter;
    // Every condition that could be asked of either table is asked of the narrow one, which so leads. `replace` is how
    // both engines find a part of a word alike, and quicker than by `like`.
    let query = selectRequests(this.#db)
      .innerJoin('payment_search as s', 's.request_id', 'r.id')
      .where('s.clinic_id', '=', clinicId);
    for (const condition of within(filter, after, end)) query = query.where(condition);
    for (const word of words) query = query.where(sql<SqlBool>`replace(s.words, ${word}, '') <> s.words`);
    if (status !== undefined) query = query.where(hasStatus(status));
    if (requestedBy !== undefined) query = query.where('r.requested_by', '=', requestedBy);
    return query.orderBy('s.created_at', 'desc').orderBy('s.request_id', 'desc').limit(limit).execute();
  }

  /** The one payment that has this id, ours or Stripe's. */
  async byId(filter: ClinicFilter, id: string): Promise<RecordPage> {
    const { clinicId } = filter;
    let query = selectRequests(this.#db).where('r.clinic_id', '=', clinicId);
    if (id.startsWith('pr_')) query = query.where('r.id', '=', id);
    else if (id.startsWith('pi_'))
      query = query
        .where('r.payment_intent', '=', id)
        .where('r.stripe_account', 'in', (eb) =>
          eb.selectFrom('stripe_accounts').select('stripe_account').where('clinic_id', '=', clinicId),
        );
    else if (id.startsWith('re_') || id.startsWith('pyr_') || id.startsWith('rf_'))
      query = query.where('r.id', 'in', (eb) =>
        eb
          .selectFrom('refunds')
          .select('request_id')
          .where('clinic_id', '=', clinicId)
          .where(id.startsWith('rf_') ? 'id' : 'stripe_refund', '=', id),
      );
    else query = query.where('r.charge_id', '=', id);
    return { rows: await query.limit(1).execute(), next: null };
  }

  /** What was taken on each day. */
  async paidByDay(clinicId: string, currency: string, stretch: Stretch, by?: string): Promise<DaySum[]> {
    let query = this.#db
      .selectFrom('payment_requests as r')
      .select([
        dayOf('r.paid_at', stretch).as('day'),
        sql<number>`cast(sum(r.amount) as bigint)`.as('sum'),
        sql<number>`count(*)`.as('count'),
      ])
      .where('r.clinic_id', '=', clinicId)
      .where('r.currency', '=', currency)
      .where('r.paid_at', '>=', stretch.from)
      .where('r.paid_at', '<', stretch.to);
    if (by !== undefined) query = query.where('r.requested_by', '=', by);
    return query.groupBy('day').execute();
  }

  /** What was given back on each day, of whatever day's payments. */
  async refundedByDay(clinicId: string, currency: string, stretch: Stretch, by?: string): Promise<DaySum[]> {
    let query = this.#db
      .selectFrom('refunds as f')
      .innerJoin('payment_requests as r', 'r.id', 'f.request_id')
      .select([
        dayOf('f.created_at', stretch).as('day'),
        sql<number>`cast(sum(f.amount) as bigint)`.as('sum'),
        sql<number>`count(*)`.as('count'),
      ])
      .where('f.clinic_id', '=', clinicId)
      .where('r.currency', '=', currency)
      .where('f.status', 'in', GIVEN_BACK)
      .where('f.created_at', '>=', stretch.from)
      .where('f.created_at', '<', stretch.to);
    if (by !== undefined) query = query.where('r.requested_by', '=', by);
    return query.groupBy('day').execute();
  }

  /** Who has asked for payments at a clinic, by their name in the latest call of theirs. */
  async clinicians(clinicId: string): Promise<{ id: string; name: string | null }[]> {
    // From one to the next by the index, instead of reading every request.
    const next = sql`select min(requested_by) from payment_requests where clinic_id = ${clinicId}`;
    const { rows } = await sql<{ id: string }>`
      with recursive clinician(id) as (
        select (${next})
        union all
        select (${next} and requested_by > clinician.id) from clinician where clinician.id is not null
      )
      select id from clinician where id is not null limit ${MOST_CLINICIANS}`.execute(this.#db);
    const clinicians = [];
    for (const { id } of rows) clinicians.push({ id, name: await this.#latestName(clinicId, id) });
    return clinicians;
  }

  async #latestName(clinicId: string, clinician: string): Promise<string | null> {
    const latest = await this.#db
      .selectFrom('payment_requests as r')
      .leftJoin('participants as p', (join) =>
        join
          .onRef('p.clinic_id', '=', 'r.clinic_id')
          .onRef('p.call_id', '=', 'r.call_id')
          .onRef('p.participant_id', '=', 'r.requested_by'),
      )
      .select('p.display_name')
      .where('r.clinic_id', '=', clinicId)
      .where('r.requested_by', '=', clinician)
      .orderBy('r.created_at', 'desc')
      .orderBy('r.id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return latest?.display_name ?? null;
  }
}

/** Of a new request, what it is found by, and who is asked to look for their names. */
type NewSearchable = Pick<
  Selectable<PaymentRequestsTable>,
  | 'id'
  | 'clinic_id'
  | 'call_id'
  | 'created_at'
  | 'payer_id'
  | 'requested_by'
  | 'description'
  | 'amount'
  | 'currency'
> & { readonly reference?: string | null };

export async function insertSearch(trx: Transaction<Tables>, request: NewSearchable): Promise<void> {
  const { id, clinic_id, call_id, created_at, payer_id, requested_by } = request;
  const people = await trx
    .selectFrom('participants')
    .select(['participant_id', 'display_name'])
    .where('clinic_id', '=', clinic_id)
    .where('call_id', '=', call_id)
    .where('participant_id', 'in', [payer_id, requested_by])
    .execute();
  const nameOf = (person: string) =>
    people.find(({ participant_id }) => participant_id === person)?.display_name ?? null;
  const words = searchText({
    ...request,
    reference: request.reference ?? null,
    payer_name: nameOf(payer_id),
    requested_by_name: nameOf(requested_by),
  });
  await trx.insertInto('payment_search').values({ request_id: id, clinic_id, created_at, words }).execute();
}

/** Somebody in a call has a name, or another one: their payments are found by it. */
export async function renameInSearch(
  trx: Transaction<Tables>,
  { clinicId, callId, participantId }: { clinicId: string; callId: string; participantId: string },
): Promise<void> {
  const requests = await trx
    .selectFrom('payment_requests')
    .select('id')
    .where('clinic_id', '=', clinicId)
    .where('call_id', '=', callId)
    .where((eb) => eb.or([eb('payer_id', '=', participantId), eb('requested_by', '=', participantId)]))
    .orderBy('id')
    .execute();
  for (const { id } of requests) {
    const entry = trx.updateTable('payment_search').where('request_id', '=', id);
    // Locked before the names are read: the other one of the two may be getting a name as well.
    await entry.set((eb) => ({ words: eb.ref('words') })).execute();
    const row = await selectRequests(trx).where('r.id', '=', id).executeTakeFirst();
    if (row) await entry.set({ words: searchText(row) }).execute();
  }
}

function within(
  { from, to }: ClinicFilter,
  after: RequestCursor | undefined,
  end: RequestCursor | null,
): RawBuilder<SqlBool>[] {
  // One bound on each side, the closer one: of two, SQLite may go by the other, and read all that lies between.
  return [
    ...(from === undefined || end ? [] : [sql<SqlBool>`s.created_at >= ${from}`]),
    ...(to === undefined || after ? [] : [sql<SqlBool>`s.created_at < ${to}`]),
    ...(after ? [isBeyond('s.created_at', 's.request_id', '<', after)] : []),
    ...(end ? [isBeyond('s.created_at', 's.request_id', '>=', end)] : []),
  ];
}

/** Whole numbers, written out: SQLite takes a bound one for a fraction, and would divide to one. */
function dayOf(column: string, { shift }: Stretch): RawBuilder<number> {
  return sql<number>`(${sql.ref(column)} + ${sql.lit(shift)}) / ${sql.lit(DAY)}`;
}

function page(rows: RequestRow[], limit: number): RecordPage {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    rows: rows.slice(0, limit),
    next: last ? { createdAt: last.created_at, id: last.id } : null,
  };
}
