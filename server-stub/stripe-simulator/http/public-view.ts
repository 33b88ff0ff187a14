import { publicPaymentIntent } from '../resources/payment-intents/payment-intent.ts';

/** What of an answer a publishable key may see: a PaymentIntent, also in an error, loses its private fields. */
export function publicView(body: object): object {
  if (isPaymentIntent(body)) return publicPaymentIntent(body);
  if ('error' in body && typeof body.error === 'object' && body.error !== null) {
    const { error } = body;
    if ('payment_intent' in error && isPaymentIntent(error.payment_intent)) {
      return { ...body, error: { ...error, payment_intent: publicPaymentIntent(error.payment_intent) } };
    }
  }
  return body;
}

function isPaymentIntent(value: unknown): value is { readonly object: 'payment_intent' } {
  return (
    typeof value === 'object' && value !== null && 'object' in value && value.object === 'payment_intent'
  );
}
