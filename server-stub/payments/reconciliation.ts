import type { RequestRow } from '../store/request-rows.ts';
import { StripeFailure } from '../stripe/stripe-port.ts';
import type { Closings } from './closings.ts';
import type { Creations } from './creation.ts';
import type { PaymentParts } from './parts.ts';
import type { PaymentReads } from './reads.ts';
import type { Refunds } from './refunds.ts';
import { scheduleCheck, scheduleRetry } from './schedule.ts';

/** However slow Stripe is, no more of its calls than this are waited for at once. */
const MOST_AT_ONCE = 20;
/** Of those, begun in a tick, and before the rest: refunds get on however many requests are due, and leave them room. */
const MOST_REFUNDS = 5;
/** Longer than the longest Stripe call: until then nobody else takes the same request up. */
const LEASE = 60_000;

/**
 * Looks after every open request and refund by the clock: with no webhook at all everything still ends right, only later.
 */
export class Reconciliation {
  readonly #parts: PaymentParts;
  readonly #reads: PaymentReads;
  readonly #creations: Creations;
  readonly #closings: Closings;
  readonly #refunds: Refunds;
  #underway = 0;

  constructor(
    parts: PaymentParts,
    reads: PaymentReads,
    creations: Creations,
    closings: Closings,
    refunds: Refunds,
  ) {
    this.#parts = parts;
    this.#reads = reads;
    this.#creations = creations;
    this.#closings = closings;
    this.#refunds = refunds;
  }

  /** Begins with what is due; a slow one keeps no other waiting. */
  async tick(): Promise<void> {
    const { requests, refunds } = this.#parts.store;
    if (this.#room <= 0) return;
    for (const refund of await refunds.claimDue(Math.min(this.#room, MOST_REFUNDS), LEASE))
      this.#begin(() => this.#refunds.lookAfter(refund));
    if (this.#room <= 0) return;
    for (const row of await requests.claimDue(this.#room, LEASE)) this.#begin(() => this.#lookAfter(row));
  }

  get #room(): number {
    return MOST_AT_ONCE - this.#underway;
  }

  #begin(work: () => Promise<void>): void {
    this.#underway += 1;
    this.#parts.background.run('reconciliation', () => work().finally(() => (this.#underway -= 1)));
  }

  async #lookAfter(row: RequestRow): Promise<void> {
    try {
      await this.#advance(row);
      this.#parts.meter.reconciled('done');
    } catch (error) {
      this.#parts.meter.reconciled('failed');
      if (!(error instanceof StripeFailure)) throw error;
      this.#parts.log.warn({ requestId: row.id, stripe: error.kind, code: error.code }, error.message);
      await scheduleRetry(this.#parts, row);
    }
  }

  async #advance(row: RequestRow): Promise<unknown> {
    const { id, status, closing_as } = row;
    if (status === 'creating') return this.#creations.finish(id);
    if (status === 'requested' && closing_as !== null) return this.#closings.finish(id);
    if (status === 'requested' && row.expires_at <= this.#parts.clock.now())
      return this.#closings.close(row, 'expired', 'gateway');
    const after = (await this.#reads.read(id)) ?? row;
    return scheduleCheck(this.#parts, after, row.check_count);
  }
}
