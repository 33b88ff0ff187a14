import type { RemoveStripeAccount, StripeAccountStanding } from '../../src/contract/stripe-account.ts';
import type { AccessClaims } from '../auth/claims.ts';
import type { Closings } from '../payments/closings.ts';
import { patiently } from '../payments/parts.ts';
import type { Refunds } from '../payments/refunds.ts';
import { retryDelay } from '../payments/schedule.ts';
import { SingleFlight } from '../payments/single-flight.ts';
import { ProblemError } from '../problem.ts';
import type { StripeAccountRow } from '../store/account-rows.ts';
import { StripeFailure } from '../stripe/stripe-port.ts';
import { actorOf, clinicOfAdmin } from './admin-clinic.ts';
import type { Linking } from './linking.ts';
import type { LinkParts } from './strategies/link-strategy.ts';

/** Longer than the steps take when Stripe answers. */
const LEASE = 60_000;
const BATCH = 10;
/** How many requests are withdrawn at once. */
const AT_ONCE = 10;

/**
 * Takes an account from a clinic: its open requests are withdrawn and its refunds made first, while Stripe still
 * lets us; then an account that was linked by OAuth is let go of. Each step can be made again, so that a crash between
 * them loses nothing. At Stripe nothing is ever closed or deleted.
 */
export class Removals {
  readonly #parts: LinkParts;
  readonly #linking: Linking;
  readonly #closings: Closings;
  readonly #refunds: Refunds;
  readonly #flights = new SingleFlight<void>();

  constructor(parts: LinkParts, linking: Linking, closings: Closings, refunds: Refunds) {
    this.#parts = parts;
    this.#linking = linking;
    this.#closings = closings;
    this.#refunds = refunds;
  }

  /** Answers when it is done or patience is over: `isRemoving` says which. Without an account nothing happens. */
  async remove(who: AccessClaims, { clinicName }: RemoveStripeAccount): Promise<StripeAccountStanding> {
    const { store } = this.#parts;
    const clinic = await clinicOfAdmin(store, who);
    if (asTyped(clinicName) !== asTyped(clinic.name))
      throw new ProblemError(
        'clinic_name_mismatch',
        'This is not the clinic’s name: nothing was removed.',
        'clinicName',
      );
    const active = await store.accounts.active(clinic.id);
    if (active) {
      await store.accountRemovals.startRemoval(active, actorOf(who), LEASE);
      await patiently(this.#parts, 'removal', this.finish(active.id));
    }
    return this.#linking.describe(clinic);
  }

  /** Takes up removals that were not finished at once. */
  async tick(): Promise<void> {
    for (const row of await this.#parts.store.accountRemovals.claimRemovals(BATCH, LEASE))
      this.#parts.background.run('removal', () => this.finish(row.id));
  }

  finish(id: string): Promise<void> {
    return this.#flights.run(id, () => this.#finish(id));
  }

  async #finish(id: string): Promise<void> {
    const { store, log } = this.#parts;
    const row = await store.accounts.find(id);
    if (row?.state !== 'removing') return;
    // What was only parked has taken no payments.
    if (row.linked_at !== null && !((await this.#withdrawAll(row)) && (await this.#makeRefunds(row))))
      return this.#later(row);
    try {
      if (!(await this.#letGo(row))) return await this.#later(row);
    } catch (failure) {
      if (!(failure instanceof StripeFailure)) throw failure;
      log.warn(
        { account: row.stripe_account, stripe: failure.kind, code: failure.code },
        'an account was not let go of',
      );
      if (failure.kind === 'unknown') return this.#later(row);
    }
    await store.accountRemovals.finishRemoval(row);
  }

  /** Stripe is asked of each; one that turns out paid stays so. False while any may still be. */
  async #withdrawAll(row: StripeAccountRow): Promise<boolean> {
    const { requests } = this.#parts.store;
    const open = await requests.openOf(row.clinic_id, row.stripe_account);
    for (let from = 0; from < open.length; from += AT_ONCE)
      await Promise.all(
        open
          .slice(from, from + AT_ONCE)
          .map((request) =>
            request.closing_as === null
              ? this.#closings.close(request, 'cancelled', row.removed_actor ?? 'gateway')
              : this.#closings.finish(request.id),
          ),
      );
    return (await requests.openOf(row.clinic_id, row.stripe_account)).length === 0;
  }

  /** What became of a refund that is under way, nobody could tell without access. False while one is. */
  async #makeRefunds({ clinic_id, stripe_account }: StripeAccountRow): Promise<boolean> {
    const { refunds } = this.#parts.store;
    for (const id of await refunds.creatingOf(clinic_id, stripe_account)) await this.#refunds.finish(id);
    return (await refunds.creatingOf(clinic_id, stripe_account)).length === 0;
  }

  /** False when it has to wait for another clinic that is letting go of the same account. */
  async #letGo(row: StripeAccountRow): Promise<boolean> {
    if (row.origin !== 'existing') return true;
    const others = await this.#parts.store.accounts.othersWith(row);
    // Of several, the last one lets go, and they go in one order.
    if (others.some(({ state, id }) => state === 'removing' && id < row.id)) return false;
    if (others.length === 0) await this.#parts.stripe.accounts.deauthorize(row.stripe_account);
    return true;
  }

  async #later(row: StripeAccountRow): Promise<void> {
    const at = this.#parts.clock.now() + retryDelay(row.tries);
    await this.#parts.store.accountRemovals.retryRemovalAt(row.id, at, row.tries + 1);
  }
}

/** Spaces and the ways to write an accent are no difference that anybody sees. */
function asTyped(name: string): string {
  return name.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}
