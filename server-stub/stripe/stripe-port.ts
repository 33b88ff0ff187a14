import type { ClosingReason } from '../../src/contract/payment-request.ts';
import type { RefundReason } from '../../src/contract/records.ts';
import type { StripeAccountsPort } from './accounts-port.ts';

/** All that the gateway knows of Stripe. A test passes its own. */
export interface StripePort {
  readonly accounts: StripeAccountsPort;
  /** Repeating it with the same key makes one PaymentIntent. */
  createPaymentIntent(intent: NewPaymentIntent, call: StripeCall): Promise<PaymentIntentFacts>;
  retrievePaymentIntent(id: string, account: string): Promise<PaymentIntentFacts>;
  cancelPaymentIntent(id: string, reason: ClosingReason, call: StripeCall): Promise<PaymentIntentFacts>;
  /** Repeating it with the same key makes one refund. */
  createRefund(refund: NewRefund, call: StripeCall): Promise<RefundFacts>;
  /** All refunds of a PaymentIntent, whoever made them. */
  listRefunds(paymentIntent: string, account: string): Promise<RefundFacts[]>;
  /** The charges of a PaymentIntent that the card's bank, or Stripe, has refused. */
  listFailedCharges(paymentIntent: string, account: string): Promise<FailedCharge[]>;
  /** Stripe's status of a PaymentIntent's newest dispute; null when it has none. */
  latestDispute(paymentIntent: string, account: string): Promise<string | null>;
  /**
   * Checks the signature over the raw body against each secret, and reads what the event is about.
   * @throws SignatureError when none fits, or the event is older than five minutes.
   */
  readEvent(body: Buffer, signature: string, now: number): StripeEventFacts;
}

/** What every call that changes something carries. */
export interface StripeCall {
  /** `acct_…` of the clinic. */
  readonly account: string;
  readonly idempotencyKey: string;
}

export interface NewPaymentIntent {
  readonly amount: number;
  readonly currency: string;
  readonly description: string;
  /** Opaque ids only. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface NewRefund {
  readonly paymentIntent: string;
  readonly amount: number;
  readonly reason: RefundReason;
  /** Opaque ids only; `refund_id` finds it again when the answer was lost. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface RefundFacts {
  /** `re_…` */
  readonly id: string;
  /** `metadata.refund_id`. */
  readonly refundId: string | null;
  readonly amount: number;
  /** Stripe's own status. */
  readonly status: string;
  readonly reason: string | null;
  /** Why it is pending or has failed, in Stripe's words. */
  readonly detail: string | null;
  /** UTC milliseconds. */
  readonly createdAt: number;
}

export interface FailedCharge {
  /** As in `PaymentIntentFacts.lastError`. */
  readonly code: string;
  /** UTC milliseconds, a whole second. */
  readonly createdAt: number;
}

export interface PaymentIntentFacts {
  readonly id: string;
  readonly status:
    | 'requires_payment_method'
    | 'requires_confirmation'
    | 'requires_action'
    | 'processing'
    | 'requires_capture'
    | 'canceled'
    | 'succeeded';
  readonly amount: number;
  readonly currency: string;
  readonly livemode: boolean;
  /** `metadata.request_id`. */
  readonly requestId: string | null;
  readonly clientSecret: string | null;
  readonly lastError: {
    readonly type: string;
    readonly code: string;
    readonly declineCode: string | null;
    /** Tells two tries apart that failed alike. */
    readonly ref: string;
  } | null;
  readonly charge: ChargeFacts | null;
}

export interface ChargeFacts {
  readonly id: string;
  /** UTC milliseconds. */
  readonly createdAt: number;
  readonly amountRefunded: number;
  readonly receiptUrl: string | null;
  readonly method: string;
  readonly cardBrand: string | null;
  readonly cardLast4: string | null;
}

export interface StripeEventFacts {
  readonly id: string;
  readonly type: string;
  /** UTC milliseconds, a whole second. */
  readonly createdAt: number;
  readonly livemode: boolean;
  /** The connected account that it happened on, or that a thin event is about; null for the platform's own. */
  readonly account: string | null;
  readonly paymentIntent: string | null;
  /** `metadata.request_id` of its object. */
  readonly requestId: string | null;
  readonly dispute: string | null;
}

/**
 * - `rejected`: Stripe understood and said no; the same call will never work.
 * - `already-ended`: the PaymentIntent is in a state that does not allow it. Read it, and adopt that.
 * - `gone`: Stripe has no such object on that account (its test data was deleted, say).
 * - `access-lost`: the account no longer lets us in.
 * - `unknown`: nobody knows whether it happened. Repeat it with the same key.
 */
export type StripeFailureKind = 'rejected' | 'already-ended' | 'gone' | 'access-lost' | 'unknown';

export class StripeFailure extends Error {
  readonly kind: StripeFailureKind;
  /** Stripe's `error.code`. */
  readonly code: string | null;
  /** Stripe repeated the answer that it once gave under this key: the key will never bring another. */
  readonly replayed: boolean;

  constructor(
    kind: StripeFailureKind,
    message: string,
    options: { code?: string | null; replayed?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.code = options.code ?? null;
    this.replayed = options.replayed ?? false;
  }
}

export class SignatureError extends Error {}
