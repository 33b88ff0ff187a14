import type { VisitOutcome } from '../../src/contract/stripe-account.ts';
import { sha256 } from '../ids.ts';
import { ProblemError } from '../problem.ts';
import type { StripeVisitRow } from '../store/stripe-visits.ts';
import type { Linking } from './linking.ts';
import type { CameBack, LinkParts } from './strategies/link-strategy.ts';

/** What the page says to somebody whom Stripe has led back. */
export type VisitEnd =
  | VisitOutcome
  | 'came_back'
  /** Of an account that is in use: what Stripe required was given, or not. */
  | 'answered'
  /** It was used already. */
  | 'used';

export interface LedBack {
  readonly end: VisitEnd;
  /** Where to go on; null for the gateway's own page. */
  readonly returnTo: string | null;
}

/** More than anybody needs of one visit: each is a call to Stripe that an address alone can bring about. */
const MOST_LINKS = 20;

/** The ways back from Stripe. Whoever takes one has no token, and may be in another browser: nothing becomes active here. */
export class Visits {
  readonly #parts: LinkParts;
  readonly #linking: Linking;

  constructor(parts: LinkParts, linking: Linking) {
    this.#parts = parts;
    this.#linking = linking;
  }

  /** From OAuth. Each state is taken once; what it brought is only parked. */
  async fromOAuth(state: string | undefined, back: CameBack): Promise<LedBack> {
    const visit = await this.#find(state, 'existing');
    if (!visit) return { end: 'expired', returnTo: null };
    if (visit.state === 'ended') return { end: 'used', returnTo: null };
    const { stripeVisits } = this.#parts.store;
    const isLate = visit.expires_at <= this.#parts.clock.now();
    // Should this process end before it is known, it has failed.
    if (!(await stripeVisits.end(visit, isLate ? 'expired' : 'failed', isLate)))
      return { end: 'used', returnTo: null };
    if (isLate) return { end: 'expired', returnTo: visit.return_to };
    const outcome = await this.#linking.ways.existing.finish(visit, back);
    await stripeVisits.settle(visit, outcome);
    return { end: outcome ?? 'came_back', returnTo: visit.return_to };
  }

  /** From Stripe's questions. Coming back again only reads again. */
  async fromOnboarding(secret: string | undefined): Promise<LedBack> {
    const visit = await this.#find(secret, 'new');
    if (!visit) return { end: 'expired', returnTo: null };
    await this.#parts.store.stripeVisits.end(visit, null);
    await this.#linking.ways.new.finish(visit, {});
    return { end: visit.purpose === 'link' ? 'came_back' : 'answered', returnTo: visit.return_to };
  }

  /** Stripe says that a link is used up: another one for the same visit, as long as that goes on. */
  async anotherLink(secret: string | undefined): Promise<{ url: string } | LedBack> {
    const visit = await this.#find(secret, 'new');
    if (!visit) return { end: 'expired', returnTo: null };
    const { stripeVisits } = this.#parts.store;
    if (visit.state === 'ended') return { end: 'used', returnTo: null };
    const isOver = visit.expires_at <= this.#parts.clock.now();
    if (
      isOver ||
      !(await this.#isStillTheirs(visit)) ||
      !(await stripeVisits.countLink(visit.id, MOST_LINKS))
    ) {
      await stripeVisits.end(visit, 'expired');
      return { end: 'expired', returnTo: visit.return_to };
    }
    try {
      return await this.#linking.ways.new.address({
        account: visit.stripe_account,
        secret: secret ?? '',
        expiresAt: visit.expires_at,
      });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { end: 'failed', returnTo: visit.return_to };
    }
  }

  async #isStillTheirs({ clinic_id, stripe_account }: StripeVisitRow): Promise<boolean> {
    const rows = await this.#parts.store.accounts.ofClinic(clinic_id);
    return rows.some(
      (row) => row.stripe_account === stripe_account && (row.state === 'parked' || row.state === 'active'),
    );
  }

  async #find(
    secret: string | undefined,
    strategy: StripeVisitRow['strategy'],
  ): Promise<StripeVisitRow | null> {
    if (secret === undefined) return null;
    const visit = await this.#parts.store.stripeVisits.findBySecret(sha256(secret));
    const isOurs = visit?.strategy === strategy && (visit.livemode === 1) === this.#parts.settings.livemode;
    return isOurs ? visit : null;
  }
}
