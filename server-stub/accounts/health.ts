import { patiently, type PaymentParts } from '../payments/parts.ts';
import { isFailure, type PaymentReads } from '../payments/reads.ts';
import { SingleFlight } from '../payments/single-flight.ts';
import type { StripeAccountRow } from '../store/account-rows.ts';
import { StripeFailure } from '../stripe/stripe-port.ts';

const MINUTE = 60_000;
/** Stripe's events are quicker than any of this: it is for when they do not come. */
const STALE = { ready: 6 * 60 * MINUTE, other: 10 * MINUTE };
/** Somebody is looking at it. */
const STALE_FOR_EYES = { ready: 10 * MINUTE, other: 15_000 };
const BATCH = 10;

/** How Stripe says that accounts stand: read again when an event says so, when somebody looks, and by the clock. */
export class AccountHealth {
  readonly #parts: PaymentParts;
  readonly #reads: PaymentReads;
  readonly #flights: SingleFlight<void>;

  constructor(parts: PaymentParts, reads: PaymentReads) {
    this.#parts = parts;
    this.#reads = reads;
    this.#flights = new SingleFlight(parts.settings.readGap);
  }

  /** Rejects with `StripeFailure` when Stripe did not say. */
  read(account: string): Promise<void> {
    return this.#flights.run(account, () => this.#read(account));
  }

  async #read(account: string): Promise<void> {
    const { store, stripe } = this.#parts;
    const rows = await store.accounts.liveRowsOf(account);
    if (rows.length === 0) return;
    const form = rows.some(({ origin }) => origin === 'new') ? 'v2' : 'v1';
    try {
      await store.accounts.noteReading(await stripe.accounts.readAccount(account, form));
    } catch (error) {
      if (isFailure(error, 'access-lost') || isFailure(error, 'gone')) return this.#reads.loseAccess(account);
      await store.accounts.noteAsked(account);
      throw error;
    }
  }

  /** Asks again behind the answer, when the last time is too long ago for somebody who looks. */
  refreshBehind(row: StripeAccountRow): void {
    const age = this.#parts.clock.now() - row.checked_at;
    if (age < (row.readiness === 'ready' ? STALE_FOR_EYES.ready : STALE_FOR_EYES.other)) return;
    this.#parts.background.run('account', () => this.tryRead(row.stripe_account));
  }

  /** Begins to ask about those that nothing was heard of for long. */
  async tick(): Promise<void> {
    const now = this.#parts.clock.now();
    const before = { ready: now - STALE.ready, other: now - STALE.other };
    for (const account of await this.#parts.store.accounts.claimStale(before, BATCH))
      this.#parts.background.run('account', () => this.tryRead(account));
  }

  /** Waits no longer than a caller's patience; whether Stripe has said shows in the account. */
  async tryRead(account: string): Promise<void> {
    try {
      await patiently(this.#parts, 'account', this.read(account));
    } catch (error) {
      if (!(error instanceof StripeFailure)) throw error;
      this.#parts.log.warn({ account, stripe: error.kind, code: error.code }, error.message);
    }
  }
}
