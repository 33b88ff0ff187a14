import type { PaymentIntentResult } from '@stripe/stripe-js';

import type { ApiIdentity } from '../api-client.ts';
import { confirmIntent } from '../api-client.ts';
import type { FrameAnswer } from '../protocol.ts';
import { checkClientSecret } from './client-secret.ts';
import { ElementsGroup } from './elements-group.ts';
import { IntegrationError } from './integration-error.ts';
import { followNextAction } from './next-action.ts';

/** What `stripe.confirmPayment()` takes, as far as the simulator looks at it. */
export interface ConfirmPaymentOptions {
  readonly elements?: unknown;
  readonly clientSecret?: string;
  readonly redirect?: 'always' | 'if_required';
  readonly confirmParams?: {
    readonly return_url?: string;
    readonly receipt_email?: string | null;
    readonly payment_method?: string;
    readonly payment_method_data?: { readonly billing_details?: object };
  };
}

export async function confirmPayment(
  identity: ApiIdentity,
  options: ConfirmPaymentOptions,
): Promise<PaymentIntentResult> {
  const { confirmParams = {}, redirect = 'always' } = options;
  if (redirect !== 'if_required' && !confirmParams.return_url) {
    throw new IntegrationError(
      'stripe.confirmPayment(): the `confirmParams.return_url` argument is required, unless `redirect` is set to "if_required".',
    );
  }
  const group = options.elements instanceof ElementsGroup ? options.elements : null;
  const clientSecret = options.clientSecret ?? group?.clientSecret;
  checkClientSecret('stripe.confirmPayment()', clientSecret);
  const speaking: ApiIdentity = { ...identity, locale: group?.locale ?? identity.locale };

  const answer = group
    ? await confirmInFrame(group, clientSecret, confirmParams)
    : await confirmIntent(speaking, clientSecret, [
        ...(confirmParams.payment_method ? [['payment_method', confirmParams.payment_method] as const] : []),
        ...(confirmParams.return_url ? [['return_url', confirmParams.return_url] as const] : []),
        ['use_stripe_sdk', 'true'],
      ]);
  if ('error' in answer && answer.error) return { error: answer.error };
  if (!('paymentIntent' in answer) || !answer.paymentIntent) {
    throw new IntegrationError('The card frame has answered something else.');
  }
  const result = await followNextAction(speaking, answer.paymentIntent, clientSecret);
  if (redirect !== 'if_required' && result.paymentIntent && confirmParams.return_url) {
    return leaveFor(
      confirmParams.return_url,
      result.paymentIntent.id,
      clientSecret,
      result.paymentIntent.status,
    );
  }
  return result;
}

function confirmInFrame(
  group: ElementsGroup,
  clientSecret: string,
  params: NonNullable<ConfirmPaymentOptions['confirmParams']>,
): Promise<FrameAnswer> {
  if (!group.payment) {
    throw new IntegrationError(
      'Invalid value for stripe.confirmPayment(): elements should have a mounted Payment Element or Express Checkout Element.',
    );
  }
  return group.payment.link.confirm({
    clientSecret,
    returnUrl: params.return_url ?? null,
    receiptEmail: params.receipt_email ?? null,
    billing: flatten(params.payment_method_data?.billing_details ?? {}),
  });
}

/** `{address: {city: 'Sydney'}}` becomes `[['[address][city]', 'Sydney']]`. */
function flatten(value: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(value).flatMap(([name, entry]: [string, unknown]) => {
    if (typeof entry === 'object' && entry !== null) return flatten(entry, `${path}[${name}]`);
    return typeof entry === 'string' ? [[`${path}[${name}]`, entry] as const] : [];
  });
}

/** The page is left, so nothing comes back. */
function leaveFor(returnUrl: string, id: string, clientSecret: string, status: string): Promise<never> {
  const url = new URL(returnUrl);
  url.searchParams.set('payment_intent', id);
  url.searchParams.set('payment_intent_client_secret', clientSecret);
  url.searchParams.set('redirect_status', status);
  location.assign(url);
  return new Promise(() => {});
}
