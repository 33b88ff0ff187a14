import type { IncomingMessage } from 'node:http';
import { Stripe } from 'stripe';

import type { Clock } from '../clock.ts';

/** Someone waits for these calls, in a call: far below stripe-node's 80 seconds. */
const TIMEOUT_MS = 10_000;

/** `address`: where the API is; left out, Stripe's own. `timeout`: milliseconds for an answer, all of it. */
export function createStripeClient(secretKey: string, address?: URL, timeout = TIMEOUT_MS): Stripe {
  return new Stripe(secretKey, {
    timeout,
    maxNetworkRetries: 1,
    httpClient: httpClient(timeout),
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
function httpClient(timeout: number): Stripe.HttpClient {
  const client = Stripe.createNodeHttpClient();
  return {
    getClientName: () => client.getClientName(),
    makeRequest: async (...request) => {
      const [, , path, method] = request;
      try {
        return await inTime(client.makeRequest(...request), timeout);
      } catch (error) {
        if (method !== 'POST' || path !== REFUNDS) throw error;
        throw new Error('The connection to Stripe was lost.', { cause: error });
      }
    },
  };
}

/**
 * stripe-node's own limit is on silence: an answer that trickles in would be waited for without end. Given up, it takes
 * its connection along.
 */
async function inTime(
  answer: Promise<Stripe.HttpClientResponse>,
  timeout: number,
): Promise<Stripe.HttpClientResponse> {
  const tooLate = Promise.withResolvers<never>();
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort();
    tooLate.reject(Object.assign(new Error('Stripe took too long.'), { code: 'ETIMEDOUT' }));
  }, timeout);
  const begun = answer.then((response) => {
    const raw = response.getRawResponse() as IncomingMessage;
    const giveUp = () => raw.destroy(new Error('Stripe took too long.'));
    if (late.signal.aborted) giveUp();
    late.signal.addEventListener('abort', giveUp);
    raw.once('close', () => clearTimeout(timer));
    return response;
  });
  begun.catch(() => clearTimeout(timer));
  return Promise.race([begun, tooLate.promise]);
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
