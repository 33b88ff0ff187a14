/** How a clinic comes to a linked account: its own one, by OAuth, or one that Stripe makes for it on the way. */
export type LinkStrategy = 'existing' | 'new';

/**
 * What Stripe says of the account, as one of four; a clinic without one is *not linked*.
 *
 * - `incomplete`: Stripe still needs something from the clinic before it can be paid.
 * - `in_review`: Stripe has it all and is looking at it.
 * - `restricted`: it could be paid, and Stripe has stopped that until something is done.
 */
export type AccountHealth = 'ready' | 'incomplete' | 'in_review' | 'restricted';

interface AccountFacts {
  /** `acct_…` */
  readonly id: string;
  /** As its owner calls it at Stripe; null while Stripe has none. */
  readonly name: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null;
  /** `provisioned`: named by the operator. */
  readonly origin: LinkStrategy | 'provisioned';
}

/** The account that the clinic is paid on. */
export interface LinkedAccount extends AccountFacts {
  readonly health: AccountHealth;
  /** How many things Stripe waits for, now or soon. */
  readonly requirementsDue: number;
  /** UTC milliseconds, by when they have to be there; null without a deadline. */
  readonly deadline: number | null;
  /** UTC milliseconds. */
  readonly linkedAt: number;
  /** When Stripe was last asked, UTC milliseconds. */
  readonly checkedAt: number;
  /** The account's own dashboard at Stripe. */
  readonly dashboardUrl: string;
}

/** What came back from Stripe. It does nothing until an admin of the clinic presses *Use this account*. */
export interface ParkedAccount extends AccountFacts {
  readonly health: AccountHealth;
  /** UTC milliseconds. */
  readonly parkedAt: number;
}

/** Why the last visit to Stripe brought no account. */
export type VisitOutcome =
  /** The person pressed *Cancel* at Stripe. */
  | 'cancelled'
  /** The link was too old, or used before. */
  | 'expired'
  /** Another platform controls the account, so that Stripe does not let it be linked. */
  | 'other_platform'
  /** A test account came to a live gateway, or the other way round. */
  | 'mode_mismatch'
  /** Stripe refused, or could not be asked. */
  | 'failed';

/** A site that wallets are shown on, as Stripe has it registered for the account. */
export interface WalletDomain {
  readonly domain: string;
  readonly state: 'active' | 'inactive' | 'pending';
  /** Stripe's words on why it is inactive. */
  readonly problem?: string;
}

/**
 * The last payment of the smallest amount, made to see that the account works: `POST /v1/stripe-account/test-payment`,
 * without a body. Never made in live mode.
 */
export interface TestPayment {
  readonly status: 'pending' | 'succeeded' | 'failed';
  /** UTC milliseconds. */
  readonly at: number;
  readonly amount: number;
  /** Lowercase ISO 4217. */
  readonly currency: string;
  /** The payment in the account's dashboard; absent until Stripe has it. */
  readonly dashboardUrl?: string;
  /** Stripe's code, when it failed. */
  readonly code?: string;
}

/** Answer of `GET /v1/stripe-account` and of everything that changes it: where linking stands for one clinic. */
export interface StripeAccountStanding {
  readonly clinic: { readonly ref: string; readonly name: string; readonly enabled: boolean };
  /** Null: not linked. */
  readonly account: LinkedAccount | null;
  readonly parked: ParkedAccount | null;
  /** Made here for this clinic and put aside by *Remove*: offered again, so that none is made twice. */
  readonly setAside: readonly AccountFacts[];
  readonly lastVisit: { readonly outcome: VisitOutcome; readonly at: number } | null;
  /** How the clinic came to be without an account; null when one is linked, or none ever was. */
  readonly lastRemoval: { readonly by: 'admin' | 'stripe' | 'operator'; readonly at: number } | null;
  /** Being removed: open requests are withdrawn, Stripe is told. It goes on by itself. */
  readonly isRemoving: boolean;
  /** Payment requests that removing would withdraw. */
  readonly openRequests: number;
  /** Which ways of linking are there. */
  readonly strategies: Readonly<Record<LinkStrategy, boolean>>;
  readonly domains: readonly WalletDomain[];
  /** Null in live mode, and as long as none was made. */
  readonly testPayment: TestPayment | null;
  /** False in live mode. */
  readonly canTestPayment: boolean;
}

/** Body of `POST /v1/stripe-account/link`. */
export interface LinkStripeAccount {
  readonly strategy: LinkStrategy;
  /** For `new`: one that was set aside, or is parked and unfinished, to go on with. */
  readonly account?: string;
  /**
   * For `new`: ISO 3166-1 alpha-2, upper case, of the country that the clinic is in. Stripe wants it before its
   * own pages do. Left out, the clinic's currency says it; where that does not (the euro, say), it is refused
   * with `country_required`.
   */
  readonly country?: string;
  /** For `new`: whom Stripe writes to about the account; asked on Stripe's page when left out. */
  readonly contactEmail?: string;
  /**
   * Where Stripe's page leads back to, on one of the host's origins. Left out: to a page of the gateway that
   * says to go back to the tab one came from.
   */
  readonly returnTo?: string;
}

/** Answer: where to send the admin. Good for one visit within minutes. */
export interface StripeVisit {
  readonly url: string;
  /** UTC milliseconds. */
  readonly expiresAt: number;
}

/** Body of `POST /v1/stripe-account/requirements`: what Stripe still requires of the linked account. */
export interface OpenRequirements {
  readonly returnTo?: string;
}

/** Body of `POST /v1/stripe-account/confirm`: *Use this account*. */
export interface ConfirmStripeAccount {
  /** The parked account that the admin saw: another one is not confirmed by mistake. */
  readonly account: string;
}

/** Body of `POST /v1/stripe-account/discard`: *Not this one*. */
export interface DiscardStripeAccount {
  /** The parked account that the admin saw. */
  readonly account: string;
}

/** Body of `DELETE /v1/stripe-account`. */
export interface RemoveStripeAccount {
  /** As typed by the admin; it has to be the clinic's name. */
  readonly clinicName: string;
}

/** One of `GET /v1/clinics`: for an organisation's admin all its clinics, for a clinic's admin the one. */
export interface ClinicStanding {
  /** The host's own reference. */
  readonly ref: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Null: not linked. */
  readonly health: AccountHealth | null;
}

export interface ClinicList {
  readonly items: readonly ClinicStanding[];
}
