import { Stripe } from 'stripe';

import type { ClosingReason } from '../../src/contract/payment-request.ts';
import { toStripeFailure } from './stripe-errors.ts';
import { createStripeAccounts } from './stripe-node-accounts.ts';
import {
  SignatureError,
  type ChargeFacts,
  type PaymentIntentFacts,
  type RefundFacts,
  type StripeCall,
  type StripeEventFacts,
  type StripePort,
} from './stripe-port.ts';

/** No payment has more; it only keeps a runaway list from filling the memory. */
const MOST_REFUNDS = 1000;
/** Of one payment, refused ones included: what is beyond that, nobody reads. */
const MOST_CHARGES = 200;

/**
 * Stripe through stripe-node. The options are the last argument of every call: anywhere else they are sent as a
 * body. `clientId`: of the platform's Connect, for OAuth.
 */
export function createStripePort(
  stripe: Stripe,
  webhookSecrets: readonly string[],
  clientId: string | null = null,
): StripePort {
  return {
    accounts: createStripeAccounts(stripe, clientId),
    createPaymentIntent: ({ amount, currency, description, metadata }, call) =>
      settled(
        stripe.paymentIntents.create(
          {
            amount,
            currency,
            description,
            metadata: { ...metadata },
            // Wallets ride on `card`. Neither redirects, and neither settles days later.
            allowed_payment_method_types: ['card', 'link'],
            expand: ['latest_charge'],
          },
          options(call),
        ),
      ),
    retrievePaymentIntent: (id, account) =>
      settled(stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }, { stripeAccount: account })),
    cancelPaymentIntent: (id, reason, call) =>
      settled(
        stripe.paymentIntents.cancel(
          id,
          { cancellation_reason: CANCELLATION_REASON[reason], expand: ['latest_charge'] },
          options(call),
        ),
      ),
    createRefund: ({ paymentIntent, amount, reason, metadata }, call) =>
      sorted(async () =>
        refundFacts(
          await stripe.refunds.create(
            { payment_intent: paymentIntent, amount, reason, metadata: { ...metadata } },
            // Whoever tries again looks first whether it is there.
            { ...options(call), maxNetworkRetries: 0 },
          ),
        ),
      ),
    listRefunds: (paymentIntent, account) =>
      sorted(async () => {
        const refunds = await stripe.refunds
          .list({ payment_intent: paymentIntent, limit: 100 }, { stripeAccount: account })
          .autoPagingToArray({ limit: MOST_REFUNDS });
        return refunds.map(refundFacts);
      }),
    listFailedCharges: (paymentIntent, account) =>
      sorted(async () => {
        const charges = await stripe.charges
          .list({ payment_intent: paymentIntent, limit: 100 }, { stripeAccount: account })
          .autoPagingToArray({ limit: MOST_CHARGES });
        return charges
          .filter(({ status }) => status === 'failed')
          .map(({ failure_code, created }) => ({
            code: failure_code ?? 'card_error',
            createdAt: created * 1000,
          }));
      }),
    latestDispute: (paymentIntent, account) =>
      sorted(async () => {
        const query = { payment_intent: paymentIntent, limit: 1 };
        const { data } = await stripe.disputes.list(query, { stripeAccount: account });
        return data[0] ? checked('dispute', data[0]).status : null;
      }),
    readEvent: (body, signature, now) => readEvent(stripe, webhookSecrets, body, signature, now),
  };
}

const CANCELLATION_REASON = {
  cancelled: 'abandoned',
  refused: 'requested_by_customer',
  expired: 'abandoned',
} as const satisfies Record<ClosingReason, Stripe.PaymentIntentCancelParams.CancellationReason>;

function options({ account, idempotencyKey }: StripeCall): Stripe.RequestOptions {
  return { stripeAccount: account, idempotencyKey };
}

function settled(call: Promise<Stripe.PaymentIntent>): Promise<PaymentIntentFacts> {
  return sorted(async () => paymentIntentFacts(await call));
}

/** What a call throws, sorted by what may be concluded from it. */
async function sorted<Facts>(call: () => Promise<Facts>): Promise<Facts> {
  try {
    return await call();
  } catch (error) {
    throw toStripeFailure(error);
  }
}

/**
 * What stripe-node answers, it takes to be of the kind that was asked for: of a proxy, or of nothing at all, be it `{}`,
 * nothing may be concluded.
 */
function checked<Kind extends string, Answer extends { readonly object: Kind }>(
  kind: Kind,
  answer: Answer,
): Answer {
  if (answer.object !== kind) throw new Error(`This is no ${kind} of Stripe’s.`);
  return answer;
}

function refundFacts(answer: Stripe.Refund): RefundFacts {
  const refund = checked('refund', answer);
  return {
    id: refund.id,
    refundId: refund.metadata?.['refund_id'] ?? null,
    amount: refund.amount,
    status: refund.status ?? 'pending',
    reason: refund.reason,
    detail: refund.failure_reason ?? refund.pending_reason ?? null,
    createdAt: refund.created * 1000,
  };
}

function paymentIntentFacts(answer: Stripe.PaymentIntent): PaymentIntentFacts {
  const intent = checked('payment_intent', answer);
  const error = intent.last_payment_error;
  const charge = intent.latest_charge;
  return {
    id: intent.id,
    // stripe-node's type is open for what Stripe may add; `mapPaymentIntent` leaves what it does not know alone.
    status: intent.status as PaymentIntentFacts['status'],
    amount: intent.amount,
    currency: intent.currency,
    livemode: intent.livemode,
    requestId: intent.metadata['request_id'] ?? null,
    clientSecret: intent.client_secret,
    lastError: error && {
      type: error.type,
      code: error.code ?? error.type,
      declineCode: error.decline_code ?? null,
      ref: error.charge ?? error.payment_method?.id ?? '',
    },
    charge: charge !== null && typeof charge === 'object' ? chargeFacts(charge) : null,
  };
}

function chargeFacts(charge: Stripe.Charge): ChargeFacts {
  const details = charge.payment_method_details;
  return {
    id: charge.id,
    createdAt: charge.created * 1000,
    amountRefunded: charge.amount_refunded,
    receiptUrl: charge.receipt_url,
    method: details?.type ?? 'card',
    cardBrand: details?.card?.brand ?? null,
    cardLast4: details?.card?.last4 ?? null,
  };
}

function readEvent(
  stripe: Stripe,
  secrets: readonly string[],
  body: Buffer,
  signature: string,
  now: number,
): StripeEventFacts {
  const isThin = isThinEvent(body);
  for (const secret of secrets) {
    try {
      if (isThin)
        return thinEventFacts(
          stripe.parseEventNotification(body, signature, secret, undefined, undefined, now),
        );
      return eventFacts(stripe.webhooks.constructEvent(body, signature, secret, undefined, undefined, now));
    } catch (error) {
      // Two endpoints, or a rotation: the next secret may be the one. Anything but a wrong signature is a bad body.
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError))
        throw new SignatureError('The event could not be read.', { cause: error });
    }
  }
  throw new SignatureError('The signature fits none of the webhook secrets, or is too old.');
}

function eventFacts(event: Stripe.Event): StripeEventFacts {
  const object: object = event.data.object;
  const kind = 'object' in object ? object.object : null;
  const id = 'id' in object && typeof object.id === 'string' ? object.id : null;
  return {
    id: event.id,
    type: event.type,
    createdAt: event.created * 1000,
    livemode: event.livemode,
    account: event.account ?? null,
    paymentIntent: kind === 'payment_intent' ? id : reference(object),
    requestId: metadataRequestId(object),
    dispute: kind === 'dispute' ? id : null,
  };
}

/** Read before its signature is known to be good: it only decides which reader checks that. */
function isThinEvent(body: Buffer): boolean {
  try {
    const event: unknown = JSON.parse(body.toString());
    return (
      typeof event === 'object' && event !== null && 'object' in event && event.object === 'v2.core.event'
    );
  } catch {
    return false;
  }
}

/** It says what has changed, and not how it is now: that is read. */
function thinEventFacts(event: Stripe.V2.Core.EventNotification): StripeEventFacts {
  const related: unknown = 'related_object' in event ? event.related_object : null;
  return {
    id: event.id,
    type: event.type,
    createdAt: Date.parse(event.created),
    livemode: event.livemode,
    account: accountOf(related),
    paymentIntent: null,
    requestId: null,
    dispute: null,
  };
}

function accountOf(related: unknown): string | null {
  if (typeof related !== 'object' || related === null || !('type' in related) || !('id' in related))
    return null;
  const isAccount = related.type === 'v2.core.account' || related.type === 'account';
  return isAccount && typeof related.id === 'string' ? related.id : null;
}

function reference(object: object): string | null {
  if (!('payment_intent' in object)) return null;
  const intent = object.payment_intent;
  if (typeof intent === 'string') return intent;
  return intent !== null && typeof intent === 'object' && 'id' in intent && typeof intent.id === 'string'
    ? intent.id
    : null;
}

function metadataRequestId(object: object): string | null {
  if (!('metadata' in object) || object.metadata === null || typeof object.metadata !== 'object') return null;
  const { metadata } = object;
  return 'request_id' in metadata && typeof metadata.request_id === 'string' ? metadata.request_id : null;
}
