import type { AccountHealth } from '../accounts/health.ts';
import type { KeptEvent } from '../store/webhook-events.ts';
import type { RequestRow } from '../store/request-rows.ts';
import { StripeFailure, type StripeEventFacts } from '../stripe/stripe-port.ts';
import type { Closings } from './closings.ts';
import type { DisputeReads } from './dispute-reads.ts';
import { isOpen } from './life.ts';
import type { PaymentParts } from './parts.ts';
import type { PaymentReads } from './reads.ts';
import type { RefundReads } from './refund-reads.ts';
import type { TriedCharges } from './tried-charges.ts';
import { CALM, retryDelay, scheduleCheck } from './schedule.ts';

const REQUEST_ID = /^pr_[0-9a-f]{32}$/;
const INTERESTING = /^(payment_intent|charge|refund)\./;
/** What such an event may tell has come to its end with the payment; what is given back, or disputed, has not. */
const TELLS_OF_PAYING = /^payment_intent\./;
/** A card was refused: once the request is over, its PaymentIntent no longer says so. */
const FAILED = /failed$/;
const DEAUTHORIZED = 'account.application.deauthorized';
/** The account itself has changed: v1's events, and the thin ones of Accounts v2. */
const ACCOUNT_CHANGED =
  /^(account\.updated|capability\.updated|v1\.account\.updated|v2\.core\.account[.[].*)$/;
/** The timer leaves a new event to whoever is just working on it for so long. */
const LEASE = 30_000;
const GIVE_UP_AFTER = 3 * 24 * 60 * 60 * 1000;
const BATCH = 20;

/** What became of the deliveries since the start. */
export interface WebhookCounts {
  kept: number;
  duplicate: number;
  /** The clinic's other business, or another mode's. */
  ignored: number;
}

/** Stripe's events: kept once, answered, and only then worked on, by reading the object again. */
export class Webhooks {
  readonly counts: WebhookCounts = { kept: 0, duplicate: 0, ignored: 0 };
  readonly #parts: PaymentParts;
  readonly #reads: PaymentReads;
  readonly #refundReads: RefundReads;
  readonly #disputes: DisputeReads;
  readonly #tries: TriedCharges;
  readonly #closings: Closings;
  readonly #health: AccountHealth;

  constructor(
    parts: PaymentParts,
    reads: PaymentReads,
    refundReads: RefundReads,
    disputes: DisputeReads,
    tries: TriedCharges,
    closings: Closings,
    health: AccountHealth,
  ) {
    this.#parts = parts;
    this.#reads = reads;
    this.#refundReads = refundReads;
    this.#disputes = disputes;
    this.#tries = tries;
    this.#closings = closings;
    this.#health = health;
  }

  /** Rejects with `SignatureError` when it is not Stripe's. Once it resolves, the event is safe here. */
  async receive(body: Buffer, signature: string): Promise<void> {
    const { stripe, store, clock, background } = this.#parts;
    const event = stripe.readEvent(body, signature, clock.now());
    const account = await this.#accountIfOurs(event);
    const { id, type, paymentIntent, requestId, dispute } = event;
    if (account === null) return this.#count(event, 'ignored');
    const kept = await store.webhookEvents.keep(
      { id, type, stripe_account: account, payment_intent: paymentIntent, request_id: requestId, dispute },
      LEASE,
    );
    this.#count(event, kept ? 'kept' : 'duplicate');
    if (!kept) return;
    background.run('webhook', () => this.#work(kept));
  }

  #count({ id, type, account, requestId, createdAt }: StripeEventFacts, outcome: keyof WebhookCounts): void {
    const { clock, meter } = this.#parts;
    this.counts[outcome] += 1;
    meter.webhookTaken(outcome, clock.now() - createdAt);
    // Of the clinic's own business there may be any amount: it is counted, and no line for each.
    const level = outcome === 'ignored' ? 'debug' : 'info';
    this.#parts.log[level]({ event: id, type, account, requestId, outcome }, 'a webhook was taken');
  }

  /**
   * A Connect endpoint hears of all that the clinic does at Stripe. Ours carries our request's id; a dispute
   * or a refund has no metadata of its own, and is ours when its PaymentIntent is.
   */
  async #accountIfOurs(event: StripeEventFacts): Promise<string | null> {
    const { settings, store } = this.#parts;
    const { account, paymentIntent, requestId } = event;
    if (account === null || event.livemode !== settings.livemode) return null;
    // It may come days late: after the clinic has linked the account again, it is history.
    if (event.type === DEAUTHORIZED)
      return (await store.accounts.wasLinkedAt(account, event.createdAt)) ? account : null;
    if (ACCOUNT_CHANGED.test(event.type))
      return (await store.accounts.liveRowsOf(account)).length > 0 ? account : null;
    if (!INTERESTING.test(event.type) || paymentIntent === null) return null;
    if (requestId === null)
      return (await store.requests.findByPaymentIntent(account, paymentIntent)) ? account : null;
    if (!REQUEST_ID.test(requestId)) return null;
    const row = await store.requests.find(requestId);
    return row === undefined || row.stripe_account === account ? account : null;
  }

  /** Takes up what could not be finished at once. */
  async tick(): Promise<void> {
    for (const event of await this.#parts.store.webhookEvents.claimDue(BATCH, LEASE))
      this.#parts.background.run('webhook', () => this.#work(event));
  }

  async #work(event: KeptEvent): Promise<void> {
    const { webhookEvents } = this.#parts.store;
    try {
      if (await this.#apply(event)) return await webhookEvents.finish(event.id, 'done');
    } catch (error) {
      if (!(error instanceof StripeFailure))
        this.#parts.log.error({ event: event.id, err: error }, 'an event could not be worked on');
      else {
        this.#parts.log.warn({ event: event.id, stripe: error.kind, code: error.code }, error.message);
        // A refusal may be about our key, which somebody mends: Stripe does not send this event again once it was taken.
        if (error.kind === 'gone') return webhookEvents.finish(event.id, 'abandoned');
      }
    }
    const now = this.#parts.clock.now();
    if (now - event.received_at > GIVE_UP_AFTER) {
      this.#parts.log.warn({ event: event.id }, 'gave up on an event');
      return webhookEvents.finish(event.id, 'abandoned');
    }
    return webhookEvents.retryAt(event.id, now + retryDelay(event.tries), event.tries + 1);
  }

  /** False when its request is not there yet. */
  async #apply(event: KeptEvent): Promise<boolean> {
    const { store } = this.#parts;
    const { stripe_account: account, payment_intent: intentId, dispute } = event;
    if (event.type === DEAUTHORIZED) {
      await this.#reads.loseAccess(account);
      return true;
    }
    if (ACCOUNT_CHANGED.test(event.type)) {
      await this.#health.read(account);
      return true;
    }
    if (intentId === null) return true;
    const row = event.request_id
      ? await store.requests.find(event.request_id)
      : await store.requests.findByPaymentIntent(account, intentId);
    if (!row) return false;
    if (row.stripe_account !== account) return true;
    if (row.payment_intent !== intentId) return this.#adoptOrCancel(row, intentId);
    const after = TELLS_OF_PAYING.test(event.type)
      ? await this.#reads.readUnless(row, isWhollyPaid)
      : await this.#reads.read(row.id);
    // One that is still open keeps its own timetable: the next event may be lost.
    if (after && !isOpen(after.status)) await scheduleCheck(this.#parts, after, CALM);
    // What is of most weight first: what Stripe refuses of one keeps the others waiting.
    if (dispute !== null) await this.#disputes.read(row.id);
    if (/refund/.test(event.type)) await this.#refundReads.read(row);
    if (after && (FAILED.test(event.type) || after.attempt_at !== null)) await this.#tries.read(after);
    return true;
  }

  /**
   * A creation whose answer was lost: its first PaymentIntent is the request's, any other goes. False when the request
   * has changed meanwhile: what was read may be older than that.
   */
  async #adoptOrCancel(row: RequestRow, intentId: string): Promise<boolean> {
    const intent = await this.#parts.stripe.retrievePaymentIntent(intentId, row.stripe_account);
    if (intent.requestId !== row.id) return true;
    let isOutdated = false;
    const after = await this.#reads.apply(row.id, intent, row, (change, now) => {
      isOutdated = now.revision !== row.revision;
      return isOutdated ? null : change;
    });
    if (isOutdated || !after) return !isOutdated;
    if (after.payment_intent !== intent.id) await this.#closings.cancelOrphan(after, intent);
    else {
      await scheduleCheck(this.#parts, after, CALM);
      if (after.closing_as !== null) await this.#closings.finish(after.id);
    }
    return true;
  }
}

function isWhollyPaid({ status, charge_id }: RequestRow): boolean {
  return status === 'paid' && charge_id !== null;
}
