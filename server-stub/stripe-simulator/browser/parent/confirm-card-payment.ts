import type { ConfirmCardPaymentData, PaymentIntentResult } from '@stripe/stripe-js';

import { type ApiIdentity, confirmIntent } from '../api-client.ts';
import { checkClientSecret } from './client-secret.ts';
import { IntegrationError } from './integration-error.ts';
import { followNextAction } from './next-action.ts';

/** `stripe.confirmCardPayment()` with a payment method that exists; the old card elements are not simulated. */
export async function confirmCardPayment(
  identity: ApiIdentity,
  clientSecret: string,
  data: ConfirmCardPaymentData = {},
  options: { readonly handleActions?: boolean } = {},
): Promise<PaymentIntentResult> {
  checkClientSecret('stripe.confirmCardPayment()', clientSecret);
  const method = data.payment_method;
  if (method !== undefined && typeof method !== 'string') {
    throw new IntegrationError(
      'stripe.confirmCardPayment(): card elements are not simulated. Use the Payment Element, or give the id of a payment method.',
    );
  }
  const answer = await confirmIntent(identity, clientSecret, [
    ...(method ? [['payment_method', method] as const] : []),
    ...(data.return_url ? [['return_url', data.return_url] as const] : []),
    ...(data.receipt_email ? [['receipt_email', data.receipt_email] as const] : []),
    ['use_stripe_sdk', 'true'],
  ]);
  if (answer.error) return { error: answer.error };
  if (options.handleActions === false) return { paymentIntent: answer.paymentIntent };
  return followNextAction(identity, answer.paymentIntent, clientSecret);
}
