import type { PaymentRequestStatus } from '../../src/contract/payment-request.ts';
import type { RequestChange } from '../store/payment-requests.ts';
import type { RequestRow } from '../store/request-rows.ts';
import type { PaymentIntentFacts } from '../stripe/stripe-port.ts';
import { isOpen, REACHED_FROM } from './life.ts';

/**
 * What a PaymentIntent, as Stripe just showed it, makes of a request; null when it is no news. The one place
 * where Stripe's states become ours.
 */
export function mapPaymentIntent(
  row: RequestRow,
  intent: PaymentIntentFacts,
  now: number,
): RequestChange | null {
  switch (intent.status) {
    case 'succeeded':
      return paid(row, intent, now);
    case 'processing':
    case 'requires_capture':
      return move(row, 'processing', intent, now, 'processing');
    case 'canceled':
      return canceled(row, intent, now);
    case 'requires_action':
    case 'requires_confirmation':
    case 'requires_payment_method':
      return open(row, intent, now);
    default:
      return null;
  }
}

function canMove(row: RequestRow, to: PaymentRequestStatus): boolean {
  return REACHED_FROM[to].includes(row.status);
}

function move(
  row: RequestRow,
  status: PaymentRequestStatus,
  intent: PaymentIntentFacts,
  now: number,
  cause: string,
  set: RequestChange['set'] = {},
): RequestChange | null {
  if (!canMove(row, status)) return null;
  const watched = isOpen(status)
    ? // Looked after no more, as one that could not be reached for long, it would never be again.
      row.next_check_at === null && { next_check_at: now }
    : { next_check_at: null };
  return { set: { ...set, status, payment_intent: intent.id, ...watched }, cause, actor: 'stripe' };
}

function paid(row: RequestRow, intent: PaymentIntentFacts, now: number): RequestChange | null {
  const { charge } = intent;
  const details = {
    amount_refunded: charge?.amountRefunded ?? row.amount_refunded,
    method: charge?.method ?? row.method,
    card_brand: charge?.cardBrand ?? row.card_brand,
    card_last4: charge?.cardLast4 ?? row.card_last4,
    receipt_url: charge?.receiptUrl ?? row.receipt_url,
    charge_id: charge?.id ?? row.charge_id,
    paid_at: charge?.createdAt ?? row.paid_at ?? now,
  };
  if (row.status !== 'paid') return move(row, 'paid', intent, now, 'paid', { ...details, closing_as: null });
  const isNews = (Object.keys(details) as (keyof typeof details)[]).some((key) => details[key] !== row[key]);
  return isNews ? { set: details, cause: 'charge changed', actor: 'stripe' } : null;
}

function canceled(row: RequestRow, intent: PaymentIntentFacts, now: number): RequestChange | null {
  // Without a closing of ours, the clinic has cancelled it at Stripe.
  return row.closing_as === null
    ? move(row, 'cancelled', intent, now, 'cancelled at Stripe')
    : move(row, row.closing_as, intent, now, row.closing_as, { closing_as: null });
}

function open(row: RequestRow, intent: PaymentIntentFacts, now: number): RequestChange | null {
  if (row.status !== 'requested' && !canMove(row, 'requested')) return null;
  const set: RequestChange['set'] = { ...failedAttempt(row, intent, now) };
  if (intent.status === 'requires_action' && row.activity !== 'authenticating')
    Object.assign(set, { activity: 'authenticating', activity_at: now });
  if (set.attempt_at !== undefined && row.activity === 'authenticating')
    Object.assign(set, { activity: 'entering-details', activity_at: now });
  const cause = set.attempt_at === undefined ? set.activity : `attempt: ${set.attempt_code}`;
  if (row.status !== 'requested') return move(row, 'requested', intent, now, cause ?? 'payable', set);
  return cause == null ? null : { set, cause, actor: 'stripe' };
}

function failedAttempt(
  row: RequestRow,
  { lastError }: PaymentIntentFacts,
  now: number,
): RequestChange['set'] {
  if (!lastError) return {};
  const { type, code, declineCode, ref } = lastError;
  const isKnown = row.attempt_code === code && row.attempt_ref === ref;
  if (isKnown) return {};
  return {
    attempt_outcome:
      code === 'payment_intent_authentication_failure'
        ? 'authentication_failed'
        : type === 'card_error'
          ? 'declined'
          : 'error',
    attempt_code: code,
    attempt_decline_code: declineCode,
    attempt_ref: ref,
    attempt_at: now,
  };
}
