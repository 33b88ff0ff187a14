import type {
  LinkStrategy,
  LinkedAccount,
  ParkedAccount,
  StripeAccountStanding,
  StripeVisit,
} from '../../contract/stripe-account.ts';
import type { PaymentsError } from '../../errors.ts';
import type { ReadableStore } from './stores.ts';

export type AccountTaskName =
  'linking' | 'asking-stripe' | 'opening-requirements' | 'confirming' | 'discarding' | 'removing' | 'testing';

/** What this page has asked for. One thing at a time: what it changes is the same account. */
export type AccountTask =
  | { readonly status: 'idle' }
  | { readonly status: 'pending'; readonly name: AccountTaskName }
  /** No answer: it may have been done. The gateway is asked, with back-off, until it says. */
  | { readonly status: 'checking'; readonly name: AccountTaskName }
  | { readonly status: 'failed'; readonly name: AccountTaskName; readonly error: PaymentsError };

/** Somebody was sent to Stripe from this page, and nothing has come of it yet. */
export interface OpenVisit {
  readonly purpose: LinkStrategy | 'requirements';
  /** For a link that a person presses. */
  readonly url: string;
  /** UTC milliseconds, by this page's clock. */
  readonly since: number;
}

export type AccountState =
  | { readonly status: 'loading' }
  | { readonly status: 'unavailable'; readonly error: PaymentsError }
  | {
      readonly status: 'ready';
      readonly standing: StripeAccountStanding;
      /** Why the last reading brought nothing newer; what is shown may be out of date. */
      readonly trouble: PaymentsError | null;
      readonly task: AccountTask;
      readonly visit: OpenVisit | null;
    };

/** Something that happened to the clinic's account while this page looked. */
export type AccountFact =
  | { readonly name: 'stripe-account-returned'; readonly account: ParkedAccount }
  | { readonly name: 'stripe-account-linked'; readonly account: LinkedAccount }
  | { readonly name: 'stripe-account-changed'; readonly account: LinkedAccount }
  | { readonly name: 'stripe-account-removed'; readonly by: 'admin' | 'stripe' | 'operator' };

export interface VisitOptions {
  /** One that was set aside, or is parked and unfinished, to go on with. */
  readonly account?: string;
  /** ISO 3166-1 alpha-2, where the clinic's currency does not say its country. */
  readonly country?: string;
  /** Where Stripe leads back to; a page of the gateway unless given. */
  readonly returnTo?: string;
}

/** The linking of one clinic's Stripe account: where it stands, and what can be done about it. */
export interface AccountStore extends ReadableStore<AccountState> {
  /** Called once for each fact, after the state that holds it. Returns the way to stop. */
  subscribeFacts(listener: (fact: AccountFact) => void): () => void;
  /** Asks the gateway where linking stands. */
  refresh(): Promise<void>;
  /** Has the gateway ask Stripe now how the account stands. */
  askStripe(): Promise<void>;
  /** Asks for a way to Stripe, good for one visit within minutes; null when there is none, and `task` says why. */
  link(strategy: LinkStrategy, options?: VisitOptions): Promise<StripeVisit | null>;
  /** As `link`, to what Stripe still requires of the linked account. */
  openRequirements(options?: Pick<VisitOptions, 'returnTo'>): Promise<StripeVisit | null>;
  /** Nobody waits for the visit any more; what comes of it is seen all the same. */
  leaveVisit(): void;
  /** *Use this account*: `account` is the parked one that the person saw. */
  confirm(account: string): Promise<void>;
  /** *Not this one*. */
  discard(account: string): Promise<void>;
  /** `clinicName` as the person typed it. */
  remove(clinicName: string): Promise<void>;
  testPayment(): Promise<void>;
  /** A failure was read, and is not worth showing any more. */
  dismissFailure(): void;
}
