import type { LinkStripeAccount, StripeVisit, VisitOutcome } from '../../../src/contract/stripe-account.ts';
import type { Config } from '../../config.ts';
import type { PaymentParts } from '../../payments/parts.ts';
import type { StripeVisitRow } from '../../store/stripe-visits.ts';
import type { ClinicRow } from '../../store/tenants.ts';
import type { AccountHealth } from '../health.ts';

/** What linking is made of. */
export interface LinkParts extends PaymentParts {
  readonly config: Config;
  readonly health: AccountHealth;
}

/** What was asked for: by which clinic's admin, with what. */
export interface LinkWish {
  readonly clinic: ClinicRow;
  /** As `AuditTable.actor`. */
  readonly actor: string;
  readonly body: LinkStripeAccount;
}

/** What came along when Stripe led back. */
export interface CameBack {
  readonly code?: string | undefined;
  readonly error?: string | undefined;
  readonly errorDescription?: string | undefined;
}

/** One way for a clinic to come to an account: the visit to Stripe, its beginning and its end. */
export interface LinkWay {
  /** Whether it can be gone here at all. */
  readonly isThere: boolean;
  /** How long the way back stays open, in milliseconds. */
  readonly lasts: number;
  /** The account that the visit is about; null when only Stripe will tell. */
  prepare(wish: LinkWish): Promise<string | null>;
  /** Where to send the admin. The secret is how the way back is known. */
  address(visit: { account: string | null; secret: string; expiresAt: number }): Promise<StripeVisit>;
  /** Parks what came of a visit; or says why nothing did. The visit has been ended by then, once. */
  finish(visit: StripeVisitRow, back: CameBack): Promise<VisitOutcome | null>;
}
