import type { PaymentRequest, PaymentRequestStatus } from './payment-request.ts';
import type { Person } from './roles.ts';

/** Stripe's reasons for a refund. */
export const REFUND_REASONS = ['requested_by_customer', 'duplicate', 'fraudulent'] as const;

export type RefundReason = (typeof REFUND_REASONS)[number];

/**
 * - `creating`: saved, and not confirmed by Stripe yet: it may have been made.
 * - `pending`: Stripe has it, and the money has not left the clinic's balance.
 * - `succeeded`: the money is on its way back. A bank may still send it back, days later: then it is `failed`.
 * - `failed`, `canceled`: nothing was given back; the amount can be refunded again.
 */
export const REFUND_STATUSES = ['creating', 'pending', 'succeeded', 'failed', 'canceled'] as const;

export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** One giving back of money, in whole or in part, made here or in the clinic's own Stripe dashboard. */
export interface Refund {
  /** `rf_` and 128 random bits in hexadecimal. */
  readonly id: string;
  /** In Stripe's units of the payment's currency. */
  readonly amount: number;
  /** Null: Stripe says none, or one of its own. */
  readonly reason: RefundReason | null;
  readonly status: RefundStatus;
  /** Why it is pending or has failed: a code of the gateway's, or Stripe's word. */
  readonly detail?: string;
  /** Stripe's `re_…`, once it is known. */
  readonly stripeRefund?: string;
  /** Null: it was made at Stripe. */
  readonly requestedBy: Person | null;
  /** UTC milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Body of `POST /v1/payment-requests/{id}/refunds`. */
export interface CreateRefund {
  /** In Stripe's units. Left out: all that is left. */
  readonly amount?: number;
  readonly reason: RefundReason;
}

/** Answer of `POST /v1/payment-requests/{id}/refunds`. */
export interface RefundAnswer {
  readonly refund: Refund;
  readonly request: PaymentRequest;
  /** What can still be given back, in Stripe's units. */
  readonly refundable: number;
}

export const PAYMENT_EVENT_KINDS = [
  'asked',
  'requested',
  'seen',
  'put-off',
  'entering-details',
  'authenticating',
  'attempt-failed',
  'processing',
  'paid',
  'closing',
  'cancelled',
  'refused',
  'expired',
  'failed',
  'unreachable',
  'refund-asked',
  'refund-pending',
  'refunded',
  'refund-failed',
  'disputed',
] as const;

/**
 * What happened to a payment. `requested`: Stripe knows it, so that it can be paid. `closing`: somebody asked to
 * withdraw it. `refunded`: Stripe has sent the money back.
 */
export type PaymentEventKind = (typeof PAYMENT_EVENT_KINDS)[number];

/** Who did it: a person of the clinic or the call, Stripe, or the gateway by itself. */
export type PaymentEventActor =
  { readonly kind: 'person'; readonly person: Person } | { readonly kind: 'stripe' | 'gateway' };

export interface PaymentEvent {
  readonly kind: PaymentEventKind;
  /** UTC milliseconds. */
  readonly at: number;
  readonly by: PaymentEventActor;
  /** What more there is to say, e.g. the bank's `card_declined`, `expired`, a dispute's status. */
  readonly code?: string;
  /** Of a refund, in Stripe's units. */
  readonly amount?: number;
  readonly refundId?: string;
}

/** Answer of `GET /v1/payment-requests/{id}/history`: one payment's whole story. */
export interface PaymentRecord {
  readonly request: PaymentRequest;
  /** Oldest first. */
  readonly events: readonly PaymentEvent[];
  /** Oldest first. */
  readonly refunds: readonly Refund[];
  /** What can still be given back, in Stripe's units; 0 when nothing can. */
  readonly refundable: number;
  /** The same payment in the clinic's Stripe dashboard; null when Stripe does not know it. */
  readonly dashboardUrl: string | null;
}

/** What records can be narrowed down to: a status, or a fact beside it. */
export type RecordStatus = PaymentRequestStatus | 'refunded' | 'disputed';

export interface DayTotals {
  /** `YYYY-MM-DD`, a day in the report's time zone. */
  readonly date: string;
  /** Taken that day, in Stripe's units. */
  readonly paid: number;
  /** Given back that day, of whatever day's payments. */
  readonly refunded: number;
  /** `paid` less `refunded`. */
  readonly net: number;
  /** How many payments were taken. */
  readonly count: number;
}

/** Answer of `GET /v1/payment-reports`. */
export interface PaymentReport {
  /** Lowercase ISO 4217. Payments in another currency, that the clinic once charged in, are not in it. */
  readonly currency: string;
  /** IANA, e.g. `Australia/Sydney`. */
  readonly timeZone: string;
  /** UTC milliseconds; `to` is not part of it. */
  readonly from: number;
  readonly to: number;
  /** Every day of it, the oldest first. */
  readonly days: readonly DayTotals[];
  readonly totals: Omit<DayTotals, 'date'>;
  /** Who has ever asked for a payment at this clinic. */
  readonly clinicians: readonly Person[];
}
