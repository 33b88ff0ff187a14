import type { Stripe } from 'stripe';

/** What the gateway sends to open an account for a clinic. */
export function aNewAccount(
  changes: Partial<Stripe.V2.Core.AccountCreateParams> = {},
): Stripe.V2.Core.AccountCreateParams {
  return {
    display_name: 'Riverside Clinic',
    contact_email: 'accounts@riverside.example',
    dashboard: 'full',
    identity: { country: 'au' },
    defaults: { responsibilities: { fees_collector: 'stripe', losses_collector: 'stripe' } },
    configuration: { merchant: { capabilities: { card_payments: { requested: true } } } },
    metadata: { clinic: 'c_1' },
    include: ['configuration.merchant', 'identity', 'requirements', 'defaults'],
    ...changes,
  };
}

export const RETURN_URL = 'http://127.0.0.1:4200/connect/return?parked=1';
export const REFRESH_URL = 'http://127.0.0.1:4200/connect/refresh';

export function aLink(account: string): Stripe.V2.Core.AccountLinkCreateParams {
  return {
    account,
    use_case: {
      type: 'account_onboarding',
      account_onboarding: { refresh_url: REFRESH_URL, return_url: RETURN_URL },
    },
  };
}

/** How an account stands, as the v1 API tells it. */
export async function standing(stripe: Stripe, account: string) {
  const { charges_enabled, details_submitted, requirements } = await stripe.accounts.retrieve(account);
  return {
    charges_enabled,
    details_submitted,
    due: requirements?.currently_due?.length ?? 0,
    disabled: requirements?.disabled_reason ?? null,
  };
}
