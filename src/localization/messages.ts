import type { GatewayEnvironment, NotReadyReason } from '../contract/gateway-session.ts';
import type { ClosingReason, PayerActivityKind, PaymentAttempt } from '../contract/payment-request.ts';
import type { AmountProblem } from './amount-input.ts';

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
  | 'ended'
  | 'closed'
  | 'unknown';

/** What a person may do about a card that was not accepted. */
export type DeclineKind = 'funds' | 'expired' | 'code' | 'number' | 'generic' | 'authentication' | 'error';

/** Every word that a person can read. A language that lacks one does not compile. */
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

  /** The clinician's element. */
  readonly request: {
    readonly title: string;
    readonly amount: string;
    readonly description: string;
    readonly descriptionHint: string;
    readonly presets: string;
    readonly payer: string;
    readonly choosePayer: string;
    readonly noPatient: string;
    readonly submit: string;
    readonly sending: string;
    readonly checking: string;
    readonly another: string;
    readonly earlier: string;
    readonly amountProblem: Readonly<Record<AmountProblem, string>>;
    readonly amountTooSmall: (minimum: string) => string;
    readonly amountTooLarge: (maximum: string) => string;
    readonly descriptionEmpty: string;
    readonly descriptionTooLong: (max: number, length: number) => string;
    readonly payerMissing: string;
    readonly payerUnknown: string;

    readonly requested: string;
    readonly preparing: string;
    readonly unopened: (name: string) => string;
    readonly activity: Readonly<Record<PayerActivityKind, (name: string) => string>>;
    readonly openUntil: (time: string) => string;
    readonly attempt: Readonly<Record<PaymentAttempt['outcome'], (name: string) => string>>;
    readonly cancel: string;
    readonly cancelling: string;
    readonly confirmCancel: (name: string) => string;
    readonly keep: string;
    readonly alreadyPaid: string;
    readonly closing: Readonly<Record<ClosingReason, string>>;
    readonly processing: string;
    readonly processingText: string;
    readonly received: string;
    readonly cancelled: string;
    readonly refused: string;
    readonly refusedText: (name: string) => string;
    readonly expired: string;
    readonly expiredText: string;
    readonly nothingCharged: string;
    readonly failed: string;
    readonly failedText: string;
    readonly unreachable: string;
    readonly unreachableText: string;
    /** One or two words, for the list. */
    readonly short: {
      readonly open: string;
      readonly processing: string;
      readonly paid: string;
      readonly cancelled: string;
      readonly refused: string;
      readonly expired: string;
      readonly failed: string;
      readonly unreachable: string;
    };
  };

  /** The patient's element. */
  readonly pay: {
    readonly nothing: string;
    readonly nothingText: string;
    readonly requested: string;
    readonly position: (index: number, count: number) => string;
    readonly askedBy: (name: string) => string;
    readonly payNow: string;
    readonly notNow: string;
    readonly putOff: (time: string) => string;
    readonly refuse: string;
    readonly confirmRefuse: (clinic: string) => string;
    readonly confirmRefuseYes: string;
    readonly confirmRefuseNo: string;
    readonly refusing: string;
    readonly closing: string;
    readonly preparing: string;
    readonly email: string;
    readonly emailHint: string;
    readonly emailEmpty: string;
    readonly emailInvalid: string;
    readonly card: string;
    readonly pay: (amount: string) => string;
    readonly paying: string;
    readonly back: string;
    readonly secure: string;
    readonly problem: Readonly<Record<DeclineKind, Explanation>>;
    readonly incomplete: string;
    readonly confirming: string;
    readonly confirmingText: string;
    readonly checking: string;
    readonly checkingText: string;
    readonly successful: string;
    readonly thanks: (clinic: string) => string;
    readonly next: string;
    readonly withdrawn: string;
    readonly withdrawnText: (clinic: string) => string;
    readonly refused: string;
    readonly refusedText: string;
    readonly expired: string;
    readonly expiredText: string;
    readonly failed: string;
    readonly failedText: string;
    readonly elsewhere: string;
    readonly otherWay: string;
  };

  /** The ready-made page in the call. */
  readonly page: {
    readonly title: string;
    readonly observer: string;
    /** A word or two beside the page's maker; empty for `live`. */
    readonly environment: Readonly<Record<GatewayEnvironment, string>>;
  };
}
