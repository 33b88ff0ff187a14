import type { ClosingReason } from '../../src/contract/payment-request.ts';
import type { RequestRow } from '../store/request-rows.ts';
import { StripeFailure, type PaymentIntentFacts } from '../stripe/stripe-port.ts';
import { patiently, type PaymentParts } from './parts.ts';
import { isFailure, type PaymentReads } from './reads.ts';
import { CALM, scheduleCheck, scheduleRetry } from './schedule.ts';
import { SingleFlight } from './single-flight.ts';

/** Withdraws requests: `closing_as` first, then Stripe, and whatever Stripe says then holds. */
export class Closings {
  readonly #parts: PaymentParts;
  readonly #reads: PaymentReads;
  readonly #flights = new SingleFlight<RequestRow | undefined>();

  constructor(parts: PaymentParts, reads: PaymentReads) {
    this.#parts = parts;
    this.#reads = reads;
  }

  /**
   * Answers the request as it is when Stripe has said, or patience is over: it may have turned out paid, or
   * still be closing. One that has ended, or that Stripe is settling, stays as it is.
   */
  async close(row: RequestRow, as: ClosingReason, actor: string): Promise<RequestRow> {
    const marked = await this.#parts.store.requests.change(row.id, ({ status, closing_as }) =>
      (status === 'requested' || status === 'creating') && closing_as === null
        ? {
            set: { closing_as: as, next_check_at: this.#parts.clock.now() + 30_000 },
            cause: `closing: ${as}`,
            actor,
          }
        : null,
    );
    if (marked?.status !== 'requested') return marked ?? row;
    return (await patiently(this.#parts, 'closing', this.finish(row.id))) ?? marked;
  }

  /** Asks Stripe to cancel a request that is closing; the same call again after a crash does no harm. */
  finish(id: string): Promise<RequestRow | undefined> {
    return this.#flights.run(id, () => this.#finish(id));
  }

  async #finish(id: string): Promise<RequestRow | undefined> {
    const { store, stripe } = this.#parts;
    const row = await store.requests.find(id);
    if (row?.status !== 'requested' || row.closing_as === null || row.payment_intent === null) return row;
    const operation = await store.operations.current(id, 'cancel');
    const call = { account: row.stripe_account, idempotencyKey: operation.key };
    try {
      const intent = await stripe.cancelPaymentIntent(row.payment_intent, row.closing_as, call);
      await this.#reads.apply(id, intent);
      await store.operations.finish(operation.key, 'succeeded');
    } catch (error) {
      if (!(error instanceof StripeFailure)) throw error;
      await this.#handleFailure(row, operation.key, error);
    }
    const after = (await store.requests.find(id)) ?? row;
    if (after.status !== 'requested') await scheduleCheck(this.#parts, after, CALM);
    return after;
  }

  async #handleFailure(row: RequestRow, key: string, failure: StripeFailure): Promise<void> {
    const { operations } = this.#parts.store;
    this.#parts.log.warn({ requestId: row.id, stripe: failure.kind, code: failure.code }, failure.message);
    if (failure.kind !== 'unknown') await operations.finish(key, 'rejected');
    else if (failure.replayed) await operations.finish(key, 'abandoned');
    await scheduleRetry(this.#parts, row);
    // Stripe would not cancel: how the PaymentIntent stands decides, be it paid.
    if (failure.kind !== 'unknown' || failure.replayed)
      await this.#reads.readNow(row.id).catch(ignoreUnanswered);
  }

  /** A PaymentIntent of ours that its request does not know: nobody has its secret, but it need not stand around. */
  async cancelOrphan(row: RequestRow, intent: PaymentIntentFacts): Promise<void> {
    if (intent.status === 'canceled') return;
    if (intent.status === 'succeeded') {
      this.#parts.log.error({ requestId: row.id }, 'an orphaned PaymentIntent was paid');
      return;
    }
    const idempotencyKey = `${row.id}:cancel-orphan:${intent.id}`;
    await this.#parts.stripe
      .cancelPaymentIntent(intent.id, 'cancelled', { account: row.stripe_account, idempotencyKey })
      .catch((error: unknown) => {
        if (!isFailure(error, 'already-ended')) throw error;
      });
  }
}

/** The retry that is scheduled already asks again. */
function ignoreUnanswered(error: unknown): void {
  if (!(error instanceof StripeFailure)) throw error;
}
