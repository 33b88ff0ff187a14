import type { CheckoutCredentials, PayerActivityKind } from '../../src/contract/payment-request.ts';
import { ProblemError } from '../problem.ts';
import type { RequestRow } from '../store/request-rows.ts';
import { StripeFailure } from '../stripe/stripe-port.ts';
import type { PaymentParts } from './parts.ts';
import { stripeUnreachable, type PaymentReads } from './reads.ts';
import { ATTENTIVE, scheduleCheck } from './schedule.ts';
import { within } from './single-flight.ts';

/**
 * What Stripe.js needs to take this payment. The secret is read from Stripe each time and kept nowhere.
 * Refused unless the request can be paid this moment.
 */
export async function openCheckout(
  parts: PaymentParts,
  reads: PaymentReads,
  row: RequestRow,
): Promise<CheckoutCredentials> {
  checkPayable(parts, row);
  const { row: after = row, intent } = await answered(parts, reads.look(row.id));
  checkPayable(parts, after);
  const clientSecret = intent?.clientSecret ?? null;
  if (clientSecret === null) throw stripeUnreachable();
  await scheduleCheck(parts, after, ATTENTIVE);
  return {
    clientSecret,
    publishableKey: parts.settings.publishableKey,
    stripeAccount: row.stripe_account,
  };
}

function checkPayable({ clock }: PaymentParts, row: RequestRow): void {
  if (row.status === 'paid' || row.status === 'processing')
    throw new ProblemError('already_paid', 'This request has been paid, or is being paid, already.');
  if (row.status !== 'requested' || row.closing_as !== null || row.expires_at <= clock.now()) throw notOpen();
}

function notOpen(): ProblemError {
  return new ProblemError('request_not_open', 'This request can no longer be paid.');
}

/** Notes what the payer is doing. A request that is past that stays as it is. */
export async function noteActivity(
  parts: PaymentParts,
  row: RequestRow,
  kind: PayerActivityKind,
): Promise<RequestRow> {
  const after = await parts.store.requests.change(
    row.id,
    ({ status, closing_as, activity }) =>
      status === 'requested' && closing_as === null && activity !== kind
        ? {
            set: { activity: kind, activity_at: parts.clock.now() },
            cause: kind,
            actor: `participant:${row.payer_id}`,
          }
        : null,
    row,
  );
  if (after?.status === 'requested' && kind === 'authenticating')
    await scheduleCheck(parts, after, ATTENTIVE);
  return after ?? row;
}

/** Rejects with `stripe_unreachable` when Stripe does not answer in time. */
export async function answered<Value>(parts: PaymentParts, call: Promise<Value>): Promise<Value> {
  try {
    const value = await within(parts.settings.patience, call);
    if (value !== undefined) return value;
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error;
    parts.log.warn({ stripe: error.kind, code: error.code }, error.message);
  }
  throw stripeUnreachable();
}
