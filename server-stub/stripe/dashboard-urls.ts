import type { StripeConfig } from '../config.ts';
import { accountDashboard } from './account-urls.ts';

/** Where a payment is in the clinic's own Stripe dashboard: in the simulator's, when there is no Stripe. */
export function dashboardUrls(config: StripeConfig) {
  return (account: string, paymentIntent: string): string =>
    `${accountDashboard(config, account)}/payments/${paymentIntent}`;
}
