import type { PaymentIntent, StripeError } from '@stripe/stripe-js';

import { wordsFor } from './words.ts';

export interface ApiIdentity {
  /** The simulator's origin. */
  readonly origin: string;
  readonly publishableKey: string;
  readonly stripeAccount: string | null;
  readonly locale: string;
}

export type ApiResult =
  | { readonly paymentIntent: PaymentIntent; readonly error?: undefined }
  | { readonly paymentIntent?: undefined; readonly error: StripeError };

const TIMEOUT_MS = 30_000;

/** Reads the PaymentIntent of a client secret. Never rejects and never hangs. */
export function retrieveIntent(identity: ApiIdentity, clientSecret: string): Promise<ApiResult> {
  const query = new URLSearchParams([...envelope(identity), ['client_secret', clientSecret]]);
  return call(identity, `${intentPath(clientSecret)}?${query}`, { method: 'GET' });
}

/** Confirms it, with whatever comes in `fields`. Never rejects and never hangs. */
export function confirmIntent(
  identity: ApiIdentity,
  clientSecret: string,
  fields: readonly (readonly [string, string])[],
): Promise<ApiResult> {
  const body = new URLSearchParams([
    ...envelope(identity),
    ['client_secret', clientSecret],
    ...fields.map(([name, value]) => [name, value]),
  ]);
  return call(identity, `${intentPath(clientSecret)}/confirm`, { method: 'POST', body });
}

export function connectionError(locale: string): StripeError {
  return { type: 'api_connection_error', message: wordsFor(locale).connection };
}

/** Stripe.js words its errors in the page's language. */
export function localizedError(error: StripeError, locale: string): StripeError {
  const { declines } = wordsFor(locale);
  const message = declines[error.decline_code ?? ''] ?? declines[error.code ?? ''];
  return message === undefined ? error : { ...error, message };
}

async function call(identity: ApiIdentity, path: string, init: RequestInit): Promise<ApiResult> {
  try {
    const response = await fetch(`${identity.origin}${path}`, {
      ...init,
      credentials: 'omit',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body: { readonly error?: StripeError } & PaymentIntent = await response.json();
    return body.error ? { error: localizedError(body.error, identity.locale) } : { paymentIntent: body };
  } catch {
    // Offline, refused, cut, too slow, or not JSON: nothing is known, which is what this type says.
    return { error: connectionError(identity.locale) };
  }
}

function intentPath(clientSecret: string): string {
  return `/v1/payment_intents/${encodeURIComponent(clientSecret.split('_secret_')[0] ?? '')}`;
}

function envelope({ publishableKey, stripeAccount }: ApiIdentity): [string, string][] {
  return [
    ['key', publishableKey],
    ...(stripeAccount ? [['_stripe_account', stripeAccount] as [string, string]] : []),
  ];
}
