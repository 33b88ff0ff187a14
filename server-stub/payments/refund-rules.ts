import { displayExponent, stripeExponent } from '../../src/localization/money.ts';
import type { ProblemCode } from '../../src/contract/problem.ts';
import { REFUND_STATUSES, type RefundStatus } from '../../src/contract/records.ts';
import { ProblemError } from '../problem.ts';
import type { RefundRow } from '../store/refunds.ts';
import type { RequestRow } from '../store/request-rows.ts';
import type { StripeFailure } from '../stripe/stripe-port.ts';

/**
 * What can still be given back. One whose outcome is not known counts as made; and so does one that Stripe has
 * confirmed before a read of the charge has said so.
 */
export function refundable(row: RequestRow, refunds: readonly RefundRow[]): number {
  if (row.status !== 'paid' || row.payment_intent === null) return 0;
  const sum = (...statuses: RefundStatus[]) =>
    refunds.reduce((total, { amount, status }) => (statuses.includes(status) ? total + amount : total), 0);
  const made = Math.max(row.amount_refunded, sum('pending', 'succeeded'));
  return Math.max(row.amount - made - sum('creating'), 0);
}

/** The amount to give back; refused when it is not there. */
export function checkRefund(
  row: RequestRow,
  refunds: readonly RefundRow[],
  asked: number | undefined,
): number {
  const rest = refundable(row, refunds);
  if (rest === 0) throw new ProblemError('not_refundable', 'Nothing of this payment is left to give back.');
  const amount = asked ?? rest;
  const step = 10 ** (stripeExponent(row.currency) - displayExponent(row.currency));
  if (!Number.isSafeInteger(amount) || amount <= 0 || amount % step !== 0)
    throw new ProblemError(
      'amount_invalid',
      'The amount is a whole, positive number in Stripe’s units of the payment’s currency.',
      'amount',
    );
  if (amount > rest)
    throw new ProblemError('refund_too_large', `No more than ${rest} is left to give back.`, 'amount');
  return amount;
}

/** Stripe's status of a refund, as ours. Its `requires_action` waits for the payer. */
export function toRefundStatus(status: string): RefundStatus {
  return REFUND_STATUSES.find((known) => known === status && known !== 'creating') ?? 'pending';
}

/** Source: https://docs.stripe.com/error-codes and https://docs.stripe.com/refunds */
export function refundFailureCode({ kind, code }: StripeFailure): ProblemCode {
  if (kind === 'access-lost') return 'account_not_ready';
  if (code === 'charge_disputed') return 'refund_disputed';
  if (code === 'charge_already_refunded' || code === 'charge_not_refundable') return 'not_refundable';
  if (code === 'balance_insufficient' || code === 'insufficient_funds') return 'refund_balance_too_low';
  return code === 'amount_too_large' ? 'refund_too_large' : 'stripe_rejected';
}

const REFUSALS: Partial<Record<ProblemCode, string>> = {
  account_not_ready: 'The clinic’s Stripe account does not let the gateway in.',
  refund_disputed: 'The payment is disputed: the dispute decides.',
  not_refundable: 'Nothing of this payment is left to give back.',
  refund_balance_too_low: 'The clinic’s balance at Stripe does not cover this refund.',
  refund_too_large: 'That is more than is left to give back.',
  stripe_rejected: 'Stripe refused to make this refund.',
};

/** The same key gets the same refusal again. One that Stripe took, and that failed later, is no refusal. */
export function refundRefusal({ status, detail, stripe_refund }: RefundRow): ProblemError | null {
  if (status !== 'failed' || stripe_refund !== null) return null;
  const code = Object.keys(REFUSALS).find((known): known is ProblemCode => known === detail);
  return new ProblemError(code ?? 'stripe_rejected', REFUSALS[code ?? 'stripe_rejected'] ?? '');
}
