import type { WalletDomain } from '../../src/contract/stripe-account.ts';

/** What the gateway asks Stripe about accounts themselves. Every call may reject with `StripeFailure`. */
export interface StripeAccountsPort {
  /** `v2`: one that this platform made; any other has only a v1 form. */
  readAccount(id: string, form: AccountForm): Promise<AccountReading>;
  /** Repeating it with the same key makes one account. */
  createAccount(account: NewAccount, idempotencyKey: string): Promise<AccountReading>;
  /** For Stripe's own pages; opens once, within minutes. */
  createAccountLink(account: string, back: AccountLinkTargets): Promise<AccountLinkFacts>;
  /** Not repeated once Stripe has answered, whatever it said: a code that comes twice ends what it gave. */
  exchangeCode(code: string): Promise<GrantedAccount>;
  /** The account no longer lets this platform in. One that did not anyway is no failure. */
  deauthorize(account: string): Promise<void>;
  /** One that is registered already is answered as it stands. */
  registerDomain(account: string, domain: string, idempotencyKey: string): Promise<DomainFacts>;
  /** Looks again whether a wallet may be shown there. */
  validateDomain(account: string, id: string): Promise<DomainFacts>;
  /** Made and paid with Stripe's own test card in one call. */
  payTest(payment: NewTestPayment, idempotencyKey: string): Promise<TestPaymentFacts>;
}

export type AccountForm = 'v1' | 'v2';

/**
 * Whether an account can take card payments:
 * - `ready`: it can
 * - `needs`: its business has to give something first
 * - `review`: all is given, Stripe is looking
 * - `stopped`: Stripe will not have it, or only after talking
 */
export type AccountStage = 'ready' | 'needs' | 'review' | 'stopped';

export interface AccountReading {
  readonly id: string;
  readonly name: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null;
  readonly stage: AccountStage;
  /** How many things the business has to give, now or soon. */
  readonly requirementsDue: number;
  /** UTC milliseconds; null without one. */
  readonly deadline: number | null;
}

export interface NewAccount {
  readonly displayName: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly contactEmail: string | null;
  /** Opaque ids only. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface AccountLinkTargets {
  /** Where a link leads that is used up or too old. */
  readonly refreshUrl: string;
  readonly returnUrl: string;
}

export interface AccountLinkFacts {
  readonly url: string;
  /** UTC milliseconds. */
  readonly expiresAt: number;
}

export interface GrantedAccount {
  readonly account: string;
  readonly livemode: boolean;
}

export interface DomainFacts {
  /** `pmd_…`; null when Stripe would not register it. */
  readonly id: string | null;
  readonly state: Exclude<WalletDomain['state'], 'pending'>;
  /** Stripe's words. */
  readonly problem: string | null;
}

export interface NewTestPayment {
  readonly account: string;
  readonly amount: number;
  readonly currency: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface TestPaymentFacts {
  /** Null when Stripe refused to make one. */
  readonly paymentIntent: string | null;
  readonly status: 'succeeded' | 'failed';
  /** Stripe's code, when it failed. */
  readonly code: string | null;
}
