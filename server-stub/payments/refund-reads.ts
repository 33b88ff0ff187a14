import type { Transaction } from 'kysely';

import { newId } from '../ids.ts';
import { AT_STRIPE, insertRefund, updateRefund, type RefundRow } from '../store/refunds.ts';
import type { RequestChange } from '../store/payment-requests.ts';
import type { RequestRow } from '../store/request-rows.ts';
import type { Tables } from '../store/tables.ts';
import type { RefundFacts } from '../stripe/stripe-port.ts';
import type { PaymentParts } from './parts.ts';
import type { PaymentReads } from './reads.ts';
import { toRefundStatus } from './refund-rules.ts';
import { SingleFlight } from './single-flight.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A bank may send money back for weeks. */
const LATER_LOOKS = [DAY, 7 * DAY, 30 * DAY];
const PENDING_FOR = 90 * DAY;

/** Makes refunds, and what was given back of a request, be as Stripe says, whoever made them. */
export class RefundReads {
  readonly #parts: PaymentParts;
  readonly #reads: PaymentReads;
  readonly #flights: SingleFlight<RequestRow | undefined>;

  constructor(parts: PaymentParts, reads: PaymentReads) {
    this.#parts = parts;
    this.#reads = reads;
    this.#flights = new SingleFlight(parts.settings.readGap);
  }

  /** Lists the request's refunds at Stripe. Rejects with `StripeFailure` when Stripe did not say. */
  read(row: RequestRow): Promise<RequestRow | undefined> {
    return this.#flights.run(row.id, () => this.#read(row));
  }

  async #read(row: RequestRow): Promise<RequestRow | undefined> {
    if (row.payment_intent === null) return row;
    const { stripe } = this.#parts;
    for (const facts of await stripe.listRefunds(row.payment_intent, row.stripe_account))
      await this.follow(row.id, facts);
    return this.#reads.readNow(row.id);
  }

  /** After a look that brought no news: when to look again. */
  async schedule(id: string): Promise<void> {
    const { store, clock } = this.#parts;
    const refund = await store.refunds.find(id);
    if (refund && refund.status !== 'creating')
      await store.refunds.schedule(id, nextLook(refund.status, refund.created_at, clock.now()));
  }

  /** A refund of the request, as Stripe just showed it. */
  async follow(requestId: string, facts: RefundFacts): Promise<void> {
    const { requests, refunds } = this.#parts.store;
    await requests.change(requestId, async (row) => {
      const known = (await refunds.of(requestId)).find(
        ({ id, stripe_refund }) => stripe_refund === facts.id || id === facts.refundId,
      );
      return known ? this.#followKnown(row, known, facts) : this.#adoptStrange(row, facts);
    });
  }

  #followKnown(row: RequestRow, known: RefundRow, facts: RefundFacts): RequestChange | null {
    const now = this.#parts.clock.now();
    const status = toRefundStatus(facts.status);
    const { detail } = facts;
    if (known.status === status && known.detail === detail && known.stripe_refund === facts.id) return null;
    // Said earlier than what is known: at Stripe a refund only ever goes on.
    if (known.stripe_refund === facts.id && STAGE[status] < STAGE[known.status]) return null;
    const set = { status, detail, stripe_refund: facts.id, updated_at: now };
    return {
      set: {},
      cause: CAUSE[status],
      actor: 'stripe',
      ...(known.status !== status && { refund: { id: known.id, amount: known.amount } }),
      also: async (trx) => {
        await updateRefund(trx, known.id, { ...set, next_check_at: nextLook(status, known.created_at, now) });
        if (known.status !== status)
          await this.#note(trx, row, { id: known.id, status, amount: known.amount }, known.status);
      },
    };
  }

  /** Made in the clinic's own Stripe dashboard. */
  #adoptStrange(row: RequestRow, facts: RefundFacts): RequestChange {
    const now = this.#parts.clock.now();
    const status = toRefundStatus(facts.status);
    const id = newId('rf');
    return {
      set: {},
      cause: CAUSE[status],
      actor: 'stripe',
      refund: { id, amount: facts.amount },
      also: async (trx) => {
        await insertRefund(trx, {
          id,
          host_id: row.host_id,
          organisation_id: row.organisation_id,
          clinic_id: row.clinic_id,
          request_id: row.id,
          amount: facts.amount,
          status,
          stripe_refund: facts.id,
          requested_by: AT_STRIPE,
          idempotency_key: facts.id,
          reason: facts.reason,
          detail: facts.detail,
          tries: 0,
          next_check_at: nextLook(status, facts.createdAt, now),
          created_at: facts.createdAt,
          updated_at: now,
        });
        await this.#note(trx, row, { id, status, amount: facts.amount }, null);
      },
    };
  }

  async #note(
    trx: Transaction<Tables>,
    row: RequestRow,
    { id, status, amount }: Pick<RefundRow, 'id' | 'status' | 'amount'>,
    before: RefundRow['status'] | null,
  ): Promise<void> {
    await this.#parts.store.audit.record(
      {
        hostId: row.host_id,
        organisationId: row.organisation_id,
        clinicId: row.clinic_id,
        actor: 'stripe',
        act: before === null ? 'refund.made-at-stripe' : `refund.${status}`,
        subject: row.id,
        before: before && { refund: id, status: before },
        after: { refund: id, status, amount, currency: row.currency },
      },
      trx,
    );
  }
}

const STAGE = { creating: 0, pending: 1, succeeded: 2, failed: 3, canceled: 3 } as const;

const CAUSE = {
  creating: 'refund asked',
  pending: 'refund pending',
  succeeded: 'refunded',
  failed: 'refund failed',
  canceled: 'refund failed',
} as const;

/** Webhooks tell of a change at once; this is for those that get lost. */
function nextLook(status: RefundRow['status'], createdAt: number, now: number): number | null {
  const age = now - createdAt;
  if (status === 'pending')
    return age > PENDING_FOR ? null : now + (age < 10 * MINUTE ? MINUTE : age < DAY ? HOUR : DAY);
  const later = LATER_LOOKS.find((each) => each > age);
  return status === 'succeeded' && later !== undefined ? createdAt + later : null;
}
