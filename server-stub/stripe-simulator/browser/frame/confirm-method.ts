import { confirmIntent } from '../api-client.ts';
import type { ConfirmParams, FrameAnswer, FrameSettings } from '../protocol.ts';
import type { MethodFields } from './choice-fields.ts';
import { identityOf } from './frame-port.ts';

/** Confirms with a payment method made of these fields. */
export async function confirmWith(
  settings: FrameSettings,
  params: ConfirmParams,
  method: MethodFields,
): Promise<FrameAnswer> {
  const result = await confirmIntent(identityOf(settings), params.clientSecret, [
    ...method.map(([name, value]) => [`payment_method_data${name}`, value] as const),
    ...params.billing.map(([name, value]) => [`payment_method_data[billing_details]${name}`, value] as const),
    ...(params.returnUrl ? [['return_url', params.returnUrl] as const] : []),
    ...(params.receiptEmail ? [['receipt_email', params.receiptEmail] as const] : []),
    ['use_stripe_sdk', 'true'],
  ]);
  return result.error ? { error: result.error } : { paymentIntent: result.paymentIntent };
}
