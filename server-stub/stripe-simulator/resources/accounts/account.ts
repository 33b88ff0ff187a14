import type { Stripe } from 'stripe';

import { nothingRequired } from './account-state.ts';

export interface AccountFacts {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** Lowercase ISO 4217. */
  readonly currency: string;
  readonly timezone: string;
  /** Epoch seconds. */
  readonly created: number;
  /** Brand colour on receipts. */
  readonly color: string;
  /** Whether the platform that asks has made it: of an account that has let it in, it is only a guest. */
  readonly controlled: boolean;
}

/** A business that has its own full Stripe dashboard and may take card payments. */
export function readyAccount(facts: AccountFacts): Stripe.Account {
  return {
    id: facts.id,
    object: 'account',
    business_profile: {
      mcc: '8011',
      minority_owned_business_designation: null,
      name: facts.name,
      product_description: null,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: facts.email,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: 'company',
    capabilities: { card_payments: 'active', link_payments: 'active', transfers: 'active' },
    charges_enabled: true,
    controller: facts.controlled
      ? {
          fees: { payer: 'account' },
          is_controller: true,
          losses: { payments: 'stripe' },
          requirement_collection: 'stripe',
          stripe_dashboard: { type: 'full' },
          type: 'application',
        }
      : { type: 'account' },
    country: facts.country,
    created: facts.created,
    default_currency: facts.currency,
    details_submitted: true,
    email: facts.email,
    future_requirements: nothingRequired(),
    metadata: {},
    payouts_enabled: true,
    requirements: nothingRequired(),
    settings: {
      branding: { icon: null, logo: null, primary_color: facts.color, secondary_color: null },
      card_payments: {
        decline_on: { avs_failure: false, cvc_failure: false },
        statement_descriptor_prefix: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
      dashboard: { display_name: facts.name, timezone: facts.timezone },
      payments: {
        statement_descriptor: facts.name.toUpperCase().slice(0, 22),
        statement_descriptor_kana: null,
        statement_descriptor_kanji: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
      payouts: {
        debit_negative_balances: true,
        schedule: { delay_days: 2, interval: 'daily' },
        statement_descriptor: null,
      },
    },
    type: 'standard',
  };
}

export function accountName(account: Stripe.Account): string {
  return account.business_profile?.name ?? account.settings?.dashboard.display_name ?? account.id;
}
