/** The account that the secret key belongs to: whose objects a call without `Stripe-Account` sees. */
export const PLATFORM_ACCOUNT = 'acct_1SimPlatform';
