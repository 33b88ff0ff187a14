import type { VisitOutcome } from '../../../src/contract/stripe-account.ts';
import { isFailure } from '../../payments/reads.ts';
import type { StripeVisitRow } from '../../store/stripe-visits.ts';
import { authorizeUrl } from '../../stripe/account-urls.ts';
import { StripeFailure } from '../../stripe/stripe-port.ts';
import type { CameBack, LinkParts, LinkWay } from './link-strategy.ts';

const HALF_AN_HOUR = 30 * 60 * 1000;

/** *I already have a Stripe account*: its owner signs in at Stripe and lets this platform in, by OAuth. */
export class ExistingAccount implements LinkWay {
  readonly lasts = HALF_AN_HOUR;
  readonly isThere: boolean;
  readonly #parts: LinkParts;

  constructor(parts: LinkParts) {
    this.#parts = parts;
    this.isThere = parts.config.stripe.connectClientId !== null;
  }

  async prepare(): Promise<null> {
    return null;
  }

  async address({ secret, expiresAt }: { secret: string; expiresAt: number }) {
    const { stripe, url: gatewayUrl } = this.#parts.config;
    const url = authorizeUrl(stripe, {
      clientId: stripe.connectClientId ?? '',
      redirectUri: `${gatewayUrl}/connect/oauth`,
      state: secret,
    });
    return { url, expiresAt };
  }

  async finish(visit: StripeVisitRow, { code, error, errorDescription }: CameBack) {
    if (code === undefined) return refusal(error, errorDescription);
    const { stripe, settings, store, log } = this.#parts;
    let account: string;
    try {
      const granted = await stripe.accounts.exchangeCode(code);
      if (granted.livemode !== settings.livemode) return 'mode_mismatch';
      account = granted.account;
    } catch (failure) {
      if (!(failure instanceof StripeFailure)) throw failure;
      log.warn({ visit: visit.id, stripe: failure.kind, code: failure.code }, failure.message);
      if (!isFailure(failure, 'rejected')) return 'failed';
      if (failure.code === 'mode_mismatch') return 'mode_mismatch';
      return failure.code === 'invalid_grant' ? 'expired' : 'failed';
    }
    const reading = { id: account, name: null, country: null };
    await store.accountLinks.park(visit, reading, 'existing', `participant:${visit.participant_id}`);
    await this.#parts.health.tryRead(account);
    return null;
  }
}

/** Source: https://docs.stripe.com/connect/oauth-reference#get-authorize-errors */
function refusal(error: string | undefined, description = ''): VisitOutcome {
  if (/another platform|controlled by/i.test(description)) return 'other_platform';
  return error === 'access_denied' ? 'cancelled' : 'failed';
}
