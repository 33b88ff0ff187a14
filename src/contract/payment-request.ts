import type { Person } from './roles.ts';

/** The longest description, in UTF-16 code units: it also has to fit Stripe's and a receipt's line. */
export const DESCRIPTION_MAX_LENGTH = 200;
/** The longest `reference` (the host's own record id). */
export const REFERENCE_MAX_LENGTH = 64;

export const REQUEST_STATUSES = [
  'creating',
  'requested',
  'processing',
  'paid',
  'cancelled',
  'refused',
  'expired',
  'failed',
  'unreachable',
] as const;

/** Where the collecting of a payment stands, and only that: refunds and disputes are facts beside it. */
export type PaymentRequestStatus = (typeof REQUEST_STATUSES)[number];

/** Why a request is being, or was, withdrawn. */
export type ClosingReason = 'cancelled' | 'refused' | 'expired';

export const PAYER_ACTIVITIES = ['seen', 'put-off', 'entering-details', 'authenticating'] as const;

/** What the payer is doing with the request, as their page last said, or Stripe (`authenticating`). */
export type PayerActivityKind = (typeof PAYER_ACTIVITIES)[number];

export interface PayerActivity {
  readonly kind: PayerActivityKind;
  /** UTC milliseconds. */
  readonly at: number;
}

/** The last try that did not go through. A new try starts from the same request. */
export interface PaymentAttempt {
  readonly outcome: 'declined' | 'authentication_failed' | 'error';
  /** Stripe's `error.code`, e.g. `card_declined`, `expired_card`. */
  readonly code: string;
  /** Stripe's `decline_code`, e.g. `insufficient_funds`. Shown to the payer only. */
  readonly declineCode?: string;
  /** UTC milliseconds. */
  readonly at: number;
}

export interface PaymentDetails {
  /** UTC milliseconds, when Stripe took the payment. */
  readonly paidAt: number;
  /** What paid, e.g. `card`, `link`. */
  readonly method: string;
  /** `visa`, `mastercard`, …, when a card paid. */
  readonly cardBrand?: string;
  readonly cardLast4?: string;
  /** Stripe's own receipt page. */
  readonly receiptUrl?: string;
  /** Stripe's charge id, the reference that the clinic's dashboard shows. */
  readonly chargeId?: string;
}

interface PaymentRequestFacts {
  /** `pr_` and 128 random bits in hexadecimal. */
  readonly id: string;
  /** Rises with every change; a lower one that arrives late is out of date. */
  readonly revision: number;
  readonly callId: string;
  readonly clinic: { readonly name: string };
  /** Integer in Stripe's units of the currency (cents for AUD; see `localization/money.ts` for the exceptions). */
  readonly amount: number;
  /** Lowercase ISO 4217. */
  readonly currency: string;
  readonly description: string;
  /** The host's own record id; never shown to the payer, absent from their view. */
  readonly reference?: string;
  readonly payer: Person;
  readonly requestedBy: Person;
  /** UTC milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** When an unpaid request is withdrawn by itself. */
  readonly expiresAt: number;
  /** In Stripe's units; more than 0 only after `paid`. */
  readonly amountRefunded: number;
  /** Stripe's dispute status, null without one. Absent from the payer's view. */
  readonly disputeStatus?: string | null;
  readonly lastAttempt: PaymentAttempt | null;
}

/** One request for a payment, as its reader may see it. */
export type PaymentRequest = PaymentRequestFacts &
  (
    | { readonly status: 'creating' }
    | {
        readonly status: 'requested';
        /** Set while Stripe is asked to withdraw it: it may yet turn out paid. */
        readonly closingAs: ClosingReason | null;
        /** Null until the payer's page says something. */
        readonly activity: PayerActivity | null;
      }
    | { readonly status: 'processing' }
    | { readonly status: 'paid'; readonly payment: PaymentDetails }
    | { readonly status: 'cancelled' | 'refused' | 'expired' | 'failed' | 'unreachable' }
  );

/** Body of `POST /v1/payment-requests`. The server fixes the currency, the account and who asks. */
export interface CreatePaymentRequest {
  /** Integer in Stripe's units of the clinic's currency. */
  readonly amount: number;
  readonly description: string;
  /** Who should pay, by the host's id. Left out: the call's only known patient. */
  readonly payerId?: string;
  readonly reference?: string;
}

/** Answer of `POST /v1/payment-requests/{id}/checkout`: what Stripe.js needs, for the payer's eyes only. */
export interface CheckoutCredentials {
  readonly clientSecret: string;
  readonly publishableKey: string;
  readonly stripeAccount: string;
}

export interface PaymentRequestPage {
  /** Newest first. */
  readonly items: readonly PaymentRequest[];
  /** Pass as `cursor` for what is older; null at the end. */
  readonly nextCursor: string | null;
  /** The event stream's position that this page includes: resume from here without a gap. */
  readonly streamPosition: string;
}
