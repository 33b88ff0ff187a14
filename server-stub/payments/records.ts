import type { PaymentRecord, PaymentReport, RecordStatus } from '../../src/contract/records.ts';
import type { Reader } from '../auth/claims.ts';
import { notAllowed, notFound, ProblemError } from '../problem.ts';
import type { ClinicFilter, RecordPage } from '../store/records.ts';
import type { RequestCursor, RequestRow } from '../store/request-rows.ts';
import { searchWords } from '../store/search-text.ts';
import { OUTSIDE_CALLS, type ClinicRow } from '../store/tenants.ts';
import { clinicTopic } from '../store/topics.ts';
import type { Position } from '../streams/position.ts';
import { StripeFailure } from '../stripe/stripe-port.ts';
import { DAY, isoDay, TimeZone } from '../time-zone.ts';
import type { DisputeReads } from './dispute-reads.ts';
import { isOpen } from './life.ts';
import type { PaymentParts } from './parts.ts';
import { recordsCsv } from './records-csv.ts';
import type { RefundReads } from './refund-reads.ts';
import { refundable } from './refund-rules.ts';
import { peopleOf, renderEvents, renderRefund } from './story.ts';
import type { TriedCharges } from './tried-charges.ts';
import { canSee, person } from './view.ts';

const CSV_PAGE = 500;
const LONGEST_REPORT = 367 * DAY;
const USUAL_REPORT = 30 * DAY;
const STRIPE_ID = /^(pr|pi|ch|py|pyr|re|rf)_\w+$/;

/** Whose records; a host and an organisation's admin say of which clinic. */
export interface Whose {
  readonly organisation?: string;
  readonly clinic?: string;
}

export interface RecordQuery extends Whose {
  readonly status?: RecordStatus;
  readonly from?: number;
  readonly to?: number;
  readonly clinician?: string;
  /** What somebody typed. */
  readonly q?: string;
}

/** What a clinic's admins look back at. */
export class Records {
  readonly #parts: PaymentParts;
  readonly #refundReads: RefundReads;
  readonly #disputes: DisputeReads;
  readonly #tries: TriedCharges;

  constructor(parts: PaymentParts, refundReads: RefundReads, disputes: DisputeReads, tries: TriedCharges) {
    this.#parts = parts;
    this.#refundReads = refundReads;
    this.#disputes = disputes;
    this.#tries = tries;
  }

  async list(
    reader: Reader,
    query: RecordQuery,
    limit: number,
    after?: RequestCursor,
  ): Promise<RecordPage & { streamPosition: Position }> {
    const clinic = await this.#clinic(reader, query);
    // Read first: what changes meanwhile is then both in the list and, once more, in the stream.
    const streamPosition = await this.#parts.store.topics.position(clinicTopic(clinic.id));
    return { ...(await this.#page(filterOf(clinic, query), query.q, limit, after)), streamPosition };
  }

  /** All of it as a spreadsheet takes it, a page at a time: however many there are, few are in memory. */
  async csv(reader: Reader, query: RecordQuery, timeZone: string): Promise<AsyncGenerator<string>> {
    const clinic = await this.#clinic(reader, query);
    const filter = filterOf(clinic, query);
    return recordsCsv((after) => this.#page(filter, query.q, CSV_PAGE, after), new TimeZone(timeZone));
  }

  #page(filter: ClinicFilter, q: string | undefined, limit: number, after?: RequestCursor) {
    const { records } = this.#parts.store;
    const typed = q?.trim() ?? '';
    if (typed === '') return records.list(filter, limit, after);
    if (STRIPE_ID.test(typed)) return records.byId(filter, typed);
    return records.search(filter, searchWords(typed), limit, after);
  }

  async report(
    reader: Reader,
    query: Whose & { from?: number; to?: number; clinician?: string; timeZone: string },
  ): Promise<PaymentReport> {
    const clinic = await this.#clinic(reader, query);
    const { store, clock } = this.#parts;
    const zone = new TimeZone(query.timeZone);
    const to = query.to ?? clock.now();
    const from = query.from ?? to - USUAL_REPORT;
    if (to <= from || to - from > LONGEST_REPORT)
      throw new ProblemError('invalid_request', 'A report is of at least a moment and at most a year.', 'to');
    const { currency } = clinic;
    const days = new Map<number, { paid: number; refunded: number; count: number }>();
    const first = Math.floor((from + zone.shiftAt(from)) / DAY);
    const last = Math.floor((to - 1 + zone.shiftAt(to - 1)) / DAY);
    for (let day = first; day <= last; day += 1) days.set(day, { paid: 0, refunded: 0, count: 0 });
    for (const stretch of zone.stretches(from, to)) {
      for (const { day, sum, count } of await store.records.paidByDay(
        clinic.id,
        currency,
        stretch,
        query.clinician,
      )) {
        const totals = days.get(day);
        if (totals) Object.assign(totals, { paid: totals.paid + sum, count: totals.count + count });
      }
      for (const { day, sum } of await store.records.refundedByDay(
        clinic.id,
        currency,
        stretch,
        query.clinician,
      )) {
        const totals = days.get(day);
        if (totals) totals.refunded += sum;
      }
    }
    const totals = { paid: 0, refunded: 0, net: 0, count: 0 };
    for (const { paid, refunded, count } of days.values()) {
      totals.paid += paid;
      totals.refunded += refunded;
      totals.net += paid - refunded;
      totals.count += count;
    }
    const clinicians = await store.records.clinicians(clinic.id);
    return {
      currency,
      timeZone: zone.name,
      from,
      to,
      days: [...days].map(([day, { paid, refunded, count }]) => ({
        date: isoDay(day),
        paid,
        refunded,
        net: paid - refunded,
        count,
      })),
      totals,
      clinicians: clinicians.map(({ id, name }) => person(id, name)),
    };
  }

  /** One payment's story, for who looks back; what was done at Stripe meanwhile is looked up behind it. */
  async story(reader: Reader, id: string): Promise<Omit<PaymentRecord, 'request'> & { row: RequestRow }> {
    const { store, settings } = this.#parts;
    const row = await store.requests.find(id);
    if (!row || !canSee(reader, row)) throw notFound();
    if (!looksBack(reader)) throw notAllowed();
    const refunds = await store.refunds.of(id);
    const history = await store.requests.history(id);
    if (row.status === 'paid') {
      this.#behind('refunds', row, () => this.#refundReads.read(row));
      this.#behind('dispute', row, () => this.#disputes.read(id));
    }
    if (!isOpen(row.status)) this.#behind('tries', row, () => this.#tries.read(row));
    const people = await store.tenants.names(row.clinic_id, [row.call_id, OUTSIDE_CALLS], peopleOf(history));
    return {
      row,
      events: renderEvents(history, people),
      refunds: refunds.map(renderRefund),
      refundable: refundable(row, refunds),
      dashboardUrl:
        row.payment_intent === null ? null : settings.dashboardUrl(row.stripe_account, row.payment_intent),
    };
  }

  #behind(name: string, { id }: RequestRow, work: () => Promise<unknown>): void {
    const { background, log } = this.#parts;
    background.run(name, () =>
      work().catch((error: unknown) => {
        if (!(error instanceof StripeFailure)) throw error;
        log.warn({ requestId: id, stripe: error.kind, code: error.code }, error.message);
      }),
    );
  }

  async #clinic(reader: Reader, { organisation, clinic }: Whose): Promise<ClinicRow> {
    if (!looksBack(reader)) throw notAllowed();
    const { tenants } = this.#parts.store;
    if (reader.kind === 'person' && reader.role === 'clinic-admin') {
      const own = reader.clinicId === null ? undefined : await tenants.clinic(reader.clinicId);
      if (!own || (clinic !== undefined && clinic !== own.ref)) throw notFound();
      return own;
    }
    if (clinic === undefined) throw needed('clinic');
    if (reader.kind === 'host' && organisation === undefined) throw needed('organisation');
    const found =
      reader.kind === 'host'
        ? await tenants.findClinic({ hostId: reader.hostId, organisationRef: organisation ?? '' }, clinic)
        : reader.organisationId !== null &&
          (await tenants.findClinic({ organisationId: reader.organisationId }, clinic));
    if (!found) throw notFound();
    return found;
  }
}

/** Who looks back at payments, beside those who are in the call. */
function looksBack(reader: Reader): boolean {
  return reader.kind === 'host' || reader.role === 'clinic-admin' || reader.role === 'organisation-admin';
}

function needed(field: 'clinic' | 'organisation'): ProblemError {
  return new ProblemError('invalid_request', `Say whose records: ${field} is needed.`, field);
}

function filterOf({ host_id, id }: ClinicRow, { status, from, to, clinician }: RecordQuery): ClinicFilter {
  return {
    hostId: host_id,
    clinicId: id,
    ...(status !== undefined && { status }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(clinician !== undefined && { requestedBy: clinician }),
  };
}
