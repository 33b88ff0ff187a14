import type { GatewayEnvironment, NotReadyReason } from '../contract/gateway-session.ts';

/** What went wrong, and what the person can do about it: two plain sentences. */
export interface Explanation {
  readonly reason: string;
  readonly advice: string;
}

/** What a sentence about one request may say. `amount` is formatted; `name` is the other side's (clinic or payer). */
export interface RequestFacts {
  readonly amount: string;
  readonly description: string;
  readonly name: string;
}

/** Families of error codes that mean the same to a person. */
export type Trouble =
  | 'notEmbedded'
  | 'originRefused'
  | 'hostSilent'
  | 'outdated'
  | 'signIn'
  | 'mismatch'
  | 'unreachable'
  | 'notSetUp'
  | 'tooMany'
  | 'cardForm'
  | 'rejected'
  | 'ended'
  | 'closed'
  | 'unknown';

/** What a person may do about a card that was not accepted. */
export type DeclineKind = 'funds' | 'expired' | 'code' | 'number' | 'generic' | 'authentication' | 'error';

/**
 * The words that are there before anybody has signed in; each element's screens bring their own. A language
 * that lacks one does not compile.
 */
export interface Messages {
  /** Spoken once by the session's announcer: full sentences. */
  readonly announcements: {
    readonly paymentRequestedForYou: (facts: RequestFacts) => string;
    readonly paymentReceived: (facts: RequestFacts) => string;
    readonly paymentSuccessful: (facts: RequestFacts) => string;
    readonly requestWithdrawn: (facts: RequestFacts) => string;
    readonly requestRefused: (facts: RequestFacts) => string;
    readonly requestExpired: (facts: RequestFacts) => string;
    readonly attemptDeclined: (facts: RequestFacts) => string;
  };
  readonly notification: {
    readonly title: string;
    readonly body: (facts: RequestFacts) => string;
    readonly dismiss: string;
    /** Names the region that holds the pop-ups. */
    readonly region: string;
  };

  readonly common: {
    readonly connecting: string;
    readonly reconnecting: string;
    readonly tryAgain: string;
    readonly tryingByItself: string;
    readonly unavailable: string;
    readonly code: (code: string) => string;
    /** A person without a display name. */
    readonly somebody: string;
    readonly notForYou: string;
    /** On a page for administrators, to somebody else. */
    readonly forAdmins: string;
    /** On a page outside a call, when the sign-in is the trouble. */
    readonly signInAgain: string;
    /** For the patient, when it cannot be paid here at all. */
    readonly otherWay: string;
    readonly poweredBy: string;
    /** Empty for `live`. */
    readonly environment: Readonly<Record<GatewayEnvironment, string>>;
    readonly opensInNewTab: string;
  };
  readonly trouble: Readonly<Record<Trouble, Explanation>>;
  readonly notReady: Readonly<Record<NotReadyReason, Explanation>>;
  /** The rows of a request's or a payment's details. */
  readonly details: {
    readonly clinic: string;
    readonly description: string;
    readonly date: string;
    readonly card: string;
    /** E.g. `Visa •••• 4242`. */
    readonly cardEnding: (brand: string, last4: string) => string;
    readonly reference: string;
    readonly refunded: string;
    readonly receipt: string;
    readonly receiptSentTo: (email: string) => string;
    readonly receiptLink: string;
  };

  /** The ready-made page in the call. */
  readonly page: {
    readonly title: string;
    readonly observer: string;
    /** A word or two beside the page's maker; empty for `live`. */
    readonly environment: Readonly<Record<GatewayEnvironment, string>>;
  };
}
