import type { Stripe } from 'stripe';

import { stripeExponent } from '../../../src/localization/money.ts';

/** How a payment stands, in the words of a clinic's dashboard. */
export const PAYMENT_STATES = [
  'succeeded',
  'refunded',
  'partially_refunded',
  'disputed',
  'failed',
  'uncaptured',
  'processing',
  'incomplete',
  'canceled',
] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

export interface PaymentObjects {
  readonly intent: Stripe.PaymentIntent;
  readonly charge: Stripe.Charge | null;
  /** The latest one. */
  readonly dispute: Stripe.Dispute | null;
}

/** Disputes that ended with the clinic keeping the money. */
const OVER: readonly string[] = ['won', 'warning_closed'] satisfies readonly Stripe.Dispute.Status[];

/** A dispute beats a refund, which beats having succeeded: what needs an eye comes first. */
export function paymentState({ intent, charge, dispute }: PaymentObjects): PaymentState {
  switch (intent.status) {
    case 'succeeded':
      if (dispute && !OVER.includes(dispute.status)) return 'disputed';
      if (charge?.refunded) return 'refunded';
      return charge && charge.amount_refunded > 0 ? 'partially_refunded' : 'succeeded';
    case 'requires_capture':
      return 'uncaptured';
    case 'processing':
      return 'processing';
    case 'canceled':
      return 'canceled';
    case 'requires_payment_method':
      return intent.last_payment_error ? 'failed' : 'incomplete';
    default:
      return 'incomplete';
  }
}

/** What a payment is found by: whole words, each after a space, in small letters. */
export function searchWords({ intent, charge, dispute }: PaymentObjects): string {
  const card = charge?.payment_method_details?.card;
  const metadata = Object.entries(intent.metadata).flatMap(([key, value]) => [`${key}:${value}`, value]);
  const facts = [
    intent.id,
    charge?.id,
    dispute?.id,
    intent.description,
    charge?.receipt_email ?? intent.receipt_email,
    charge?.billing_details.name,
    charge?.receipt_number,
    charge?.payment_method_details?.type,
    card?.brand,
    card?.wallet?.type,
    card?.last4,
    decimal(intent.amount, intent.currency),
    intent.currency,
    ...metadata,
  ];
  return ` ${facts
    .flatMap((fact) => wordsOf(fact ?? ''))
    .join(' ')
    .slice(0, 4000)}`;
}

/** The words of a text as they are kept and looked for. */
export function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[\s,;"'()[\]<>#$€£]+/u)
    .filter((word) => word !== '');
}

/** E.g. `85.00`, as a person types it. */
function decimal(amount: number, currency: string): string {
  const exponent = stripeExponent(currency);
  return (amount / 10 ** exponent).toFixed(exponent);
}
