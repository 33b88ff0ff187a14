import type { StripeConfig } from '../config.ts';

/** The account's own dashboard: the simulator's, when there is no Stripe. */
export function accountDashboard({ environment, simulator }: StripeConfig, account: string): string {
  if (simulator) return `${simulator.url}/dashboard/${account}`;
  return `https://dashboard.stripe.com/${account}${environment === 'test' ? '/test' : ''}`;
}

/**
 * Where a business says that this platform may act for its account. Built here, since stripe-node's own
 * builder drops the port of any other address than Stripe's.
 * Source: https://docs.stripe.com/connect/oauth-reference#get-authorize
 */
export function authorizeUrl(
  { simulator }: StripeConfig,
  options: { clientId: string; redirectUri: string; state: string },
): string {
  const url = new URL('/oauth/authorize', simulator?.url ?? 'https://connect.stripe.com');
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: options.clientId,
    scope: 'read_write',
    // It is somebody with an account already: they sign in, and are not asked to open one.
    stripe_landing: 'login',
    redirect_uri: options.redirectUri,
    state: options.state,
  }).toString();
  return url.href;
}
