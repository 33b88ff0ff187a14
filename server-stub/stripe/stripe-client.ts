import { Stripe } from 'stripe';

import type { Clock } from '../clock.ts';

/** Someone waits for these calls, in a call: far below stripe-node's 80 seconds. */
const TIMEOUT_MS = 10_000;

/** `address`: where the API is; left out, Stripe's own. */
export function createStripeClient(secretKey: string, address?: URL): Stripe {
  return new Stripe(secretKey, {
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 1,
    httpClient: httpClient(),
    telemetry: false,
    appInfo: { name: 'video-call-payments' },
    ...(address && {
      host: address.hostname,
      port: address.port || (address.protocol === 'https:' ? 443 : 80),
      protocol: address.protocol === 'https:' ? ('https' as const) : ('http' as const),
    }),
  });
}

const REFUNDS = '/v1/refunds';

/**
 * stripe-node sends a call again by itself once its connection was closed, whatever `maxNetworkRetries` says. A refund
 * may have been made by then, and a machine that slept a day meanwhile would send a key that Stripe has forgotten.
 * Source: stripe-node, RequestSender `_shouldRetry`
 */
function httpClient(): Stripe.HttpClient {
  const client = Stripe.createNodeHttpClient();
  return {
    getClientName: () => client.getClientName(),
    makeRequest: async (...request) => {
      const [, , path, method] = request;
      try {
        return await client.makeRequest(...request);
      } catch (error) {
        if (method !== 'POST' || path !== REFUNDS) throw error;
        throw new Error('The connection to Stripe was lost.', { cause: error });
      }
    },
  };
}

/**
 * Since when Stripe has been asked without answering, as UTC milliseconds; null when its last word was an answer,
 * be it a refusal.
 */
export type UnansweredSince = () => number | null;

export function watchAnswers(stripe: Stripe, clock: Clock): UnansweredSince {
  let since: number | null = null;
  stripe.on('request', () => (since ??= clock.now()));
  stripe.on('response', ({ status }: Stripe.ResponseEvent) => {
    if (status < 500) since = null;
  });
  return () => since;
}
