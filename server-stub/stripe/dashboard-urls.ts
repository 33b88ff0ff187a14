import type { StripeConfig } from '../config.ts';

/** Where a payment is in the clinic's own Stripe dashboard: in the simulator's, when there is no Stripe. */
export function dashboardUrls({ environment, simulator }: StripeConfig) {
  return (account: string, paymentIntent: string): string => {
    if (simulator) return `${simulator.url}/dashboard/${account}/payments/${paymentIntent}`;
    const mode = environment === 'test' ? '/test' : '';
    return `https://dashboard.stripe.com/${account}${mode}/payments/${paymentIntent}`;
  };
}
