import type { ProblemCode } from '../../src/contract/problem.ts';
import { REFUND_REASONS, type CreateRefund } from '../../src/contract/records.ts';
import type { AccessClaims } from '../auth/claims.ts';
import { newId, sha256 } from '../ids.ts';
import { ProblemError } from '../problem.ts';
import { insertRefund, updateRefund, type RefundRow } from '../store/refunds.ts';
import type { RequestRow } from '../store/request-rows.ts';
import { StripeFailure, type RefundFacts } from '../stripe/stripe-port.ts';
import { patiently, type PaymentParts } from './parts.ts';
import type { PaymentReads } from './reads.ts';
import type { RefundReads } from './refund-reads.ts';
import { checkRefund, refundable, refundFailureCode, refundRefusal } from './refund-rules.ts';
import { retryDelay } from './schedule.ts';
import { SingleFlight } from './single-flight.ts';

/** The timer leaves a refund to whoever is just making it for so long. */
const LEASE = 30_000;
const HOUR = 60 * 60 * 1000;

export interface Refunded {
  readonly refund: RefundRow;
  readonly row: RequestRow;
  /** False when the same key had made it before. */
  readonly isNew: boolean;
}

/** Gives money back, exactly once: reserved and saved first, with the key of the Stripe call. */
export class Refunds {
  readonly #parts: PaymentParts;
  readonly #reads: PaymentReads;
  readonly #refundReads: RefundReads;
  readonly #flights = new SingleFlight<void>();

  constructor(parts: PaymentParts, reads: PaymentReads, refundReads: RefundReads) {
    this.#parts = parts;
    this.#reads = reads;
    this.#refundReads = refundReads;
  }

  /** `row`: of the clinic that the admin is of. */
  async create(who: AccessClaims, row: RequestRow, body: CreateRefund, key: string): Promise<Refunded> {
    const { refunds, requests } = this.#parts.store;
    const bodyHash = sha256(JSON.stringify([row.id, body.amount ?? null, body.reason]));
    const known = () => refunds.findByKey(row.clinic_id, who.participantId, key);
    const before = await known();
    const isNew = before === undefined && (await this.#reserve(who, row, body, { key, bodyHash }));
    const refund = before ?? (await known());
    if (!refund) throw new Error('A refund that was just saved is not there.');
    if (refund.body_hash !== bodyHash) throw keyReused();
    await patiently(this.#parts, 'refund', this.finish(refund.id));
    const after = (await refunds.find(refund.id)) ?? refund;
    const refusal = refundRefusal(after);
    if (refusal) throw refusal;
    return { refund: after, row: (await requests.find(row.id)) ?? row, isNew };
  }

  /**
   * Two admins at once cannot give back more than was paid: what is left is counted in a change of the request,
   * which is made only if nothing else has changed it meanwhile. False when the key came in by another call.
   */
  async #reserve(
    who: AccessClaims,
    { id: requestId, clinic_id }: RequestRow,
    body: CreateRefund,
    idempotency: { key: string; bodyHash: string },
  ): Promise<boolean> {
    const { requests, refunds, audit } = this.#parts.store;
    const { key, bodyHash } = idempotency;
    const actor = `participant:${who.participantId}`;
    const id = newId('rf');
    await requests.change(requestId, async (row) => {
      // In this order: what came in by the same key meanwhile is no reason that nothing is left.
      const all = await refunds.of(requestId);
      if (await refunds.findByKey(clinic_id, who.participantId, key)) return null;
      const amount = checkRefund(row, all, body.amount);
      const now = this.#parts.clock.now();
      return {
        set: {},
        cause: 'refund asked',
        actor,
        refund: { id, amount },
        also: async (trx) => {
          const isThere = await insertRefund(trx, {
            id,
            host_id: row.host_id,
            organisation_id: row.organisation_id,
            clinic_id,
            request_id: requestId,
            amount,
            status: 'creating',
            stripe_refund: null,
            requested_by: who.participantId,
            idempotency_key: key,
            body_hash: bodyHash,
            reason: body.reason,
            detail: null,
            tries: 0,
            next_check_at: now + LEASE,
            created_at: now,
            updated_at: now,
          });
          // Only for another payment: for this one, its change would not have got so far.
          if (!isThere) throw keyReused();
          await trx
            .insertInto('stripe_operations')
            .values({
              key: `${requestId}:refund:${id}:1`,
              request_id: requestId,
              operation: `refund:${id}`,
              attempt: 1,
              first_tried_at: now,
              outcome: 'pending',
            })
            .execute();
          await audit.record(
            {
              hostId: row.host_id,
              organisationId: row.organisation_id,
              clinicId: clinic_id,
              actor,
              act: 'refund.asked',
              subject: requestId,
              before: { refunded: row.amount_refunded },
              after: { refund: id, amount, currency: row.currency, reason: body.reason },
            },
            trx,
          );
        },
      };
    });
    return (await refunds.find(id)) !== undefined;
  }

  /** Tells Stripe of a refund that is still `creating`; the same call again after a crash makes nothing twice. */
  finish(id: string): Promise<void> {
    return this.#flights.run(id, () => this.#finish(id));
  }

  /** What the clock brings: one that is not confirmed yet is made, any other looked at. */
  async lookAfter(refund: RefundRow): Promise<void> {
    if (refund.status === 'creating') return this.finish(refund.id);
    const { requests, refunds } = this.#parts.store;
    const row = await requests.find(refund.request_id);
    if (!row) return;
    try {
      await this.#refundReads.read(row);
    } catch (error) {
      if (!(error instanceof StripeFailure)) throw error;
      this.#warn(refund, error);
      // Access may come back: then it is as if there had been no news.
      const isShut = error.kind === 'access-lost' || error.kind === 'gone';
      if (!isShut) return refunds.schedule(refund.id, this.#parts.clock.now() + HOUR);
    }
    await this.#refundReads.schedule(refund.id);
  }

  async #finish(id: string): Promise<void> {
    const { store, stripe, clock } = this.#parts;
    const refund = await store.refunds.find(id);
    if (refund?.status !== 'creating') return;
    const row = await store.requests.find(refund.request_id);
    if (!row?.payment_intent) return;
    const operation = await store.operations.current(row.id, `refund:${id}`);
    const leasedUntil = clock.now() + LEASE;
    if (!(await store.refunds.beginTry(refund, leasedUntil))) return;
    let isAsked = false;
    try {
      if (refund.tries > 0) {
        // An earlier try may have made it, and nobody heard; only for a day would its key say so.
        const listed = await stripe.listRefunds(row.payment_intent, row.stripe_account);
        const made = listed.find(({ refundId }) => refundId === id);
        if (made) return await this.#settle(row, operation.key, made);
      }
      // A machine that slept just here: others may have made it meanwhile. It is due, and then looked for first.
      if (clock.now() >= leasedUntil) return;
      isAsked = true;
      const made = await stripe.createRefund(
        {
          paymentIntent: row.payment_intent,
          amount: refund.amount,
          reason: REFUND_REASONS.find((reason) => reason === refund.reason) ?? 'requested_by_customer',
          metadata: { refund_id: id, request_id: row.id, host_id: row.host_id, clinic_id: row.clinic_id },
        },
        { account: row.stripe_account, idempotencyKey: operation.key },
      );
      await this.#settle(row, operation.key, made);
    } catch (error) {
      if (!(error instanceof StripeFailure)) throw error;
      if (isAsked) await this.#handleFailure(row, refund, operation.key, error);
      else await this.#handleUnseen(row, refund, error);
    }
  }

  async #settle(row: RequestRow, key: string, made: RefundFacts): Promise<void> {
    const { store, log } = this.#parts;
    await this.#refundReads.follow(row.id, made);
    await store.operations.finish(key, 'succeeded');
    log.info({ requestId: row.id, refundId: made.refundId, amount: made.amount }, 'a refund was made');
    try {
      await this.#reads.readNow(row.id);
    } catch (error) {
      if (!(error instanceof StripeFailure)) throw error;
      // The refund is known; how much was given back in all is looked up a little later.
      if (made.refundId !== null)
        await store.refunds.schedule(made.refundId, this.#parts.clock.now() + LEASE);
    }
  }

  /** An earlier try may have made it, and Stripe did not let us see: it stays reserved, whatever the reason. */
  async #handleUnseen(row: RequestRow, refund: RefundRow, failure: StripeFailure): Promise<void> {
    const { store, clock } = this.#parts;
    this.#warn(refund, failure);
    if (failure.kind === 'access-lost') await this.#reads.loseAccess(row.stripe_account);
    const pause = failure.kind === 'unknown' ? retryDelay(refund.tries) : HOUR;
    await store.refunds.schedule(refund.id, clock.now() + pause);
  }

  async #handleFailure(row: RequestRow, refund: RefundRow, key: string, failure: StripeFailure) {
    const { store, clock } = this.#parts;
    const { kind, replayed } = failure;
    this.#warn(refund, failure);
    if (kind === 'unknown') {
      if (replayed) await store.operations.finish(key, 'abandoned');
      return store.refunds.schedule(refund.id, clock.now() + retryDelay(refund.tries));
    }
    await store.operations.finish(key, 'rejected');
    if (kind === 'access-lost') await this.#reads.loseAccess(row.stripe_account);
    if (kind !== 'access-lost') await this.#refundReads.read(row).catch(ignoreUnanswered);
    await this.#fail(refund, refundFailureCode(failure));
  }

  #warn({ id, request_id }: RefundRow, { kind, code, message }: StripeFailure): void {
    this.#parts.log.warn({ requestId: request_id, refundId: id, stripe: kind, code }, message);
  }

  /** What was reserved can be given back again. */
  async #fail(refund: RefundRow, code: ProblemCode): Promise<void> {
    const { requests, refunds, audit } = this.#parts.store;
    const { id, amount, request_id } = refund;
    await requests.change(request_id, async (row) => {
      const all = await refunds.of(row.id);
      const current = all.find((each) => each.id === id);
      if (current?.status !== 'creating') return null;
      const rest = refundable(
        row,
        all.filter((each) => each !== current),
      );
      // Stripe has no code for it: money was given back there that nobody here knew of.
      const detail =
        code !== 'stripe_rejected' || amount <= rest
          ? code
          : rest === 0
            ? 'not_refundable'
            : 'refund_too_large';
      return {
        set: {},
        cause: 'refund failed',
        actor: 'stripe',
        refund: { id, amount },
        also: async (trx) => {
          const now = this.#parts.clock.now();
          await updateRefund(trx, id, { status: 'failed', detail, next_check_at: null, updated_at: now });
          await audit.record(
            {
              hostId: row.host_id,
              organisationId: row.organisation_id,
              clinicId: row.clinic_id,
              actor: 'stripe',
              act: 'refund.refused',
              subject: row.id,
              before: { refund: id, amount },
              after: { code: detail },
            },
            trx,
          );
        },
      };
    });
  }
}

function keyReused(): ProblemError {
  return new ProblemError(
    'idempotency_key_reused',
    'This Idempotency-Key was used with another body. Take a new key for a new refund.',
  );
}

/** What it would have told comes with the next look. */
function ignoreUnanswered(error: unknown): void {
  if (!(error instanceof StripeFailure)) throw error;
}
