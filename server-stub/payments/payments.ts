import type {
  CheckoutCredentials,
  CreatePaymentRequest,
  PayerActivityKind,
} from '../../src/contract/payment-request.ts';
import type { CreateRefund } from '../../src/contract/records.ts';
import { AccountHealth } from '../accounts/health.ts';
import type { AccessClaims, Reader } from '../auth/claims.ts';
import { notAllowed, notFound, ProblemError } from '../problem.ts';
import type { RecordPage } from '../store/records.ts';
import type { RequestCursor, RequestRow } from '../store/request-rows.ts';
import { callTopic, clinicTopic } from '../store/topics.ts';
import type { Position } from '../streams/position.ts';
import { Closings } from './closings.ts';
import { Creations, type Created } from './creation.ts';
import { DisputeReads } from './dispute-reads.ts';
import { isOpen } from './life.ts';
import type { PaymentParts } from './parts.ts';
import { answered, noteActivity, openCheckout } from './payer-actions.ts';
import { PaymentReads } from './reads.ts';
import { Reconciliation } from './reconciliation.ts';
import { Records } from './records.ts';
import { RefundReads } from './refund-reads.ts';
import { refundable } from './refund-rules.ts';
import { Refunds, type Refunded } from './refunds.ts';
import { EAGER, scheduleCheck, scheduleRetry } from './schedule.ts';
import { TriedCharges } from './tried-charges.ts';
import { canSee, visibleTo } from './view.ts';
import { Webhooks } from './webhooks.ts';

export interface RequestListing extends RecordPage {
  readonly streamPosition: Position;
}

/** What people may do with payment requests: each checks who asks, does one thing, answers the request. */
export class Payments {
  readonly reads: PaymentReads;
  readonly webhooks: Webhooks;
  readonly reconciliation: Reconciliation;
  readonly records: Records;
  readonly closings: Closings;
  readonly accountHealth: AccountHealth;
  readonly refunds: Refunds;
  readonly #parts: PaymentParts;
  readonly #creations: Creations;

  constructor(parts: PaymentParts) {
    this.#parts = parts;
    this.reads = new PaymentReads(parts);
    this.closings = new Closings(parts, this.reads);
    this.#creations = new Creations(parts, this.reads, this.closings);
    const refundReads = new RefundReads(parts, this.reads);
    this.refunds = new Refunds(parts, this.reads, refundReads);
    const tries = new TriedCharges(parts);
    const disputes = new DisputeReads(parts);
    this.records = new Records(parts, refundReads, disputes, tries);
    this.accountHealth = new AccountHealth(parts, this.reads);
    this.webhooks = new Webhooks(
      parts,
      this.reads,
      refundReads,
      disputes,
      tries,
      this.closings,
      this.accountHealth,
    );
    this.reconciliation = new Reconciliation(parts, this.reads, this.#creations, this.closings, this.refunds);
  }

  create(who: AccessClaims, body: CreatePaymentRequest, key: string): Promise<Created> {
    return this.#creations.create(who, body, key);
  }

  async list(reader: Reader, limit: number, after?: RequestCursor): Promise<RequestListing> {
    const filter = visibleTo(reader);
    // Read first: what changes meanwhile is then both in the list and, once more, in the stream.
    const streamPosition = await this.#parts.store.topics.position(topicOf(reader));
    // An organisation's admin looks at one clinic's at a time: those are records.
    if (!filter || filter.organisationId !== undefined) return { rows: [], next: null, streamPosition };
    return { ...(await this.#parts.store.records.list(filter, limit, after)), streamPosition };
  }

  async get(reader: Reader, id: string): Promise<RequestRow> {
    const row = await this.#parts.store.requests.find(id);
    if (!row || !canSee(reader, row)) throw notFound();
    return row;
  }

  async cancel(who: Reader, id: string): Promise<RequestRow> {
    return this.#close(await this.#asRole(who, id, 'clinician'), who, 'cancelled');
  }

  async refuse(who: Reader, id: string): Promise<RequestRow> {
    return this.#close(await this.#asRole(who, id, 'patient'), who, 'refused');
  }

  async #close(row: RequestRow, who: Reader, as: 'cancelled' | 'refused'): Promise<RequestRow> {
    if (row.status === 'processing')
      throw new ProblemError(
        'request_not_open',
        'Stripe is settling this payment: it can no longer be withdrawn.',
      );
    return this.closings.close(row, as, actorOf(who));
  }

  async checkout(who: Reader, id: string): Promise<CheckoutCredentials> {
    return openCheckout(this.#parts, this.reads, await this.#asRole(who, id, 'patient'));
  }

  async noteActivity(who: Reader, id: string, kind: PayerActivityKind): Promise<RequestRow> {
    return noteActivity(this.#parts, await this.#asRole(who, id, 'patient'), kind);
  }

  /** "Stripe said something, look." */
  async settle(who: Reader, id: string): Promise<RequestRow> {
    const row = await this.#asRole(who, id, 'patient', 'clinician');
    if (!isOpen(row.status) || row.payment_intent === null) return row;
    const read = this.reads.readUnless(row, ({ status }) => !isOpen(status));
    try {
      const after = (await answered(this.#parts, read)) ?? row;
      await scheduleCheck(this.#parts, after, EAGER);
      return after;
    } catch (error) {
      await scheduleRetry(this.#parts, row);
      throw error;
    }
  }

  async refund(
    who: Reader,
    id: string,
    body: CreateRefund,
    key: string,
  ): Promise<Refunded & { refundable: number }> {
    const row = await this.#asRole(who, id, 'clinic-admin');
    if (who.kind !== 'person') throw notAllowed();
    const refunded = await this.refunds.create(who, row, body, key);
    const refunds = await this.#parts.store.refunds.of(id);
    return { ...refunded, refundable: refundable(refunded.row, refunds) };
  }

  async #asRole(who: Reader, id: string, ...roles: AccessClaims['role'][]): Promise<RequestRow> {
    const row = await this.get(who, id);
    if (who.kind !== 'person' || !roles.includes(who.role)) throw notAllowed();
    return row;
  }
}

/** The stream that tells of all that a reader may see; null when there is none for them. */
export function topicOf(reader: Reader): string | null {
  if (reader.kind === 'host' || reader.clinicId === null) return null;
  if (reader.role === 'clinic-admin') return clinicTopic(reader.clinicId);
  return reader.callId === null ? null : callTopic(reader.clinicId, reader.callId);
}

function actorOf(who: Reader): string {
  return who.kind === 'person' ? `participant:${who.participantId}` : `host:${who.hostId}`;
}
