import { ProblemError } from '../problem.ts';
import type { RequestChange } from '../store/payment-requests.ts';
import type { RequestRow } from '../store/request-rows.ts';
import { StripeFailure, type PaymentIntentFacts } from '../stripe/stripe-port.ts';
import { mapPaymentIntent } from './payment-intent.ts';
import type { PaymentParts } from './parts.ts';
import { SingleFlight } from './single-flight.ts';

/** How often Stripe is asked anew when a request has changed while it answered. */
const READ_TRIES = 3;

export interface Look {
  readonly row: RequestRow | undefined;
  readonly intent: PaymentIntentFacts | null;
}

/** Reads PaymentIntents and makes their requests follow. */
export class PaymentReads {
  readonly #parts: PaymentParts;
  readonly #flights: SingleFlight<RequestRow | undefined>;

  constructor(parts: PaymentParts) {
    this.#parts = parts;
    this.#flights = new SingleFlight(parts.settings.readGap);
  }

  /**
   * Reads the request's PaymentIntent: one read in flight per request, with a gap between them.
   * Rejects with `StripeFailure` when Stripe did not say.
   */
  read(id: string): Promise<RequestRow | undefined> {
    return this.#flights.run(id, () => this.readNow(id));
  }

  /**
   * As `read`, but for news that `isEnough` makes old: Stripe is not asked about a row that is, and once a read that is
   * under way finds it to be, nobody waits for another. An event and a page often tell of one payment at once.
   */
  async readUnless(row: RequestRow, isEnough: (row: RequestRow) => boolean): Promise<RequestRow | undefined> {
    if (isEnough(row)) return row;
    const found = await this.#flights.underWay(row.id)?.catch(() => undefined);
    return found && isEnough(found) ? found : this.read(row.id);
  }

  async readNow(id: string): Promise<RequestRow | undefined> {
    return (await this.look(id)).row;
  }

  /** The request as it is after the look, and what Stripe showed; null when it has nothing to show any more. */
  async look(id: string, tries = READ_TRIES): Promise<Look> {
    const row = await this.#parts.store.requests.find(id);
    if (!row?.payment_intent) return { row, intent: null };
    try {
      const intent = await this.#parts.stripe.retrievePaymentIntent(row.payment_intent, row.stripe_account);
      let isOutdated = false;
      const after = await this.apply(row.id, intent, row, (change, now) => {
        // Somebody else has heard from Stripe meanwhile, and perhaps later than this was said.
        isOutdated = now.revision !== row.revision && tries > 1;
        return isOutdated ? null : change;
      });
      return isOutdated ? await this.look(id, tries - 1) : { row: after, intent };
    } catch (error) {
      if (isFailure(error, 'access-lost')) await this.loseAccess(row.stripe_account);
      else if (isFailure(error, 'gone')) await this.#lose(id, 'Stripe no longer knows the payment intent');
      else throw error;
      return { row: await this.#parts.store.requests.find(id), intent: null };
    }
  }

  /**
   * Makes a request follow its PaymentIntent; one that is not its own changes nothing. `seen`: as in `change`.
   * `besides`: what is saved with it when there is something to change; null leaves it.
   */
  async apply(
    id: string,
    intent: PaymentIntentFacts,
    seen?: RequestRow,
    besides?: (change: RequestChange, row: RequestRow) => RequestChange | null,
  ): Promise<RequestRow | undefined> {
    const { store, clock, log } = this.#parts;
    let before: string | null = null;
    const follow = (row: RequestRow): RequestChange | null => {
      before = row.status;
      const isItsOwn =
        intent.requestId === row.id && (row.payment_intent === null || row.payment_intent === intent.id);
      if (!isItsOwn) return null;
      if (
        intent.amount !== row.amount ||
        intent.currency !== row.currency ||
        intent.livemode !== (row.livemode === 1)
      ) {
        log.error({ requestId: row.id }, 'a PaymentIntent does not match its request: nothing was changed');
        return null;
      }
      const change = mapPaymentIntent(row, intent, clock.now());
      return change && besides ? besides(change, row) : change;
    };
    const after = await store.requests.change(id, follow, seen);
    if (after && before !== after.status)
      log.info({ requestId: id, call: after.call_id, from: before, to: after.status }, 'a payment moved on');
    return after;
  }

  /** The account does not let us in any more: its clinics have none, and its open requests cannot be reached. */
  async loseAccess(account: string): Promise<void> {
    const { store, log } = this.#parts;
    log.warn({ account }, 'access to a Stripe account was lost');
    await store.accounts.lose(account);
    for (const id of await store.requests.openIdsOfAccount(account))
      await this.#lose(id, 'access to the account was lost');
  }

  /** What is not known to be paid or closed never will be: the last that Stripe said stays as it is. */
  async #lose(id: string, cause: string): Promise<void> {
    await this.#parts.store.requests.change(id, ({ status }) =>
      status === 'requested' || status === 'processing'
        ? { set: { status: 'unreachable' }, cause, actor: 'stripe' }
        : null,
    );
  }
}

export function isFailure(error: unknown, kind: StripeFailure['kind']): error is StripeFailure {
  return error instanceof StripeFailure && error.kind === kind;
}

export function stripeUnreachable(): ProblemError {
  return new ProblemError(
    'stripe_unreachable',
    'Stripe did not answer. What happened is not known yet; the gateway keeps asking.',
  );
}
