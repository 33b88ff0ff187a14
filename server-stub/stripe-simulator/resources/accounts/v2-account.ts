import type { Stripe } from 'stripe';

import { requirementOf } from './requirements.ts';
import { stateOf } from './account-state.ts';

type Entry = Stripe.V2.Core.Account.Requirements.Entry;
type Status = Stripe.V2.Core.Account.Configuration.Merchant.Capabilities.CardPayments.Status;
type Detail = Stripe.V2.Core.Account.Configuration.Merchant.Capabilities.CardPayments.StatusDetail;

export const INCLUDES = [
  'configuration.customer',
  'configuration.merchant',
  'configuration.recipient',
  'defaults',
  'future_requirements',
  'identity',
  'requirements',
] as const satisfies readonly Stripe.V2.Core.AccountRetrieveParams.Include[];
export type Include = (typeof INCLUDES)[number];

/** As v2 writes it: null where nothing is, or was not asked for by `include`; the types leave it out. */
type OnTheWire<T> = { readonly [K in keyof T]: T[K] | null };

/** The same account as the v1 API has it, in the form of Accounts v2. */
export function v2Account(
  account: Stripe.Account,
  include: readonly Include[],
): OnTheWire<Stripe.V2.Core.Account> {
  const has = (name: Include) => include.includes(name);
  const hasMerchant = account.capabilities?.card_payments !== undefined;
  return {
    id: account.id,
    object: 'v2.core.account',
    applied_configurations: hasMerchant ? ['merchant'] : [],
    closed: false,
    configuration: has('configuration.merchant') && hasMerchant ? { merchant: merchant(account) } : null,
    contact_email: account.email,
    contact_phone: null,
    created: new Date((account.created ?? 0) * 1000).toISOString(),
    dashboard: 'full',
    defaults: has('defaults') ? defaults(account) : null,
    display_name: account.settings?.dashboard.display_name ?? null,
    future_requirements: has('future_requirements') ? { alternatives: [], entries: [] } : null,
    identity: has('identity') ? identity(account) : null,
    livemode: false,
    metadata: account.metadata ?? {},
    requirements: has('requirements') ? requirements(account) : null,
  };
}

/** Whether the account can take cards, as v2 says it. */
export function cardPayments(account: Stripe.Account): { status: Status; status_details: Detail[] } {
  switch (stateOf(account)) {
    case 'ready':
    case 'due-soon':
      return { status: 'active', status_details: [] };
    case 'in-review':
      return {
        status: 'pending',
        status_details: [{ code: 'requirements_pending_verification', resolution: 'no_resolution' }],
      };
    case 'rejected':
      return {
        status: 'rejected',
        status_details: [{ code: 'rejected_other', resolution: 'contact_stripe' }],
      };
    default:
      return {
        status: 'restricted',
        status_details: [{ code: 'requirements_past_due', resolution: 'provide_info' }],
      };
  }
}

function merchant(account: Stripe.Account): Stripe.V2.Core.Account.Configuration.Merchant {
  const { mcc, support_email } = account.business_profile ?? {};
  const descriptor = account.settings?.payments.statement_descriptor;
  return {
    applied: true,
    capabilities: {
      card_payments: cardPayments(account),
      stripe_balance: { payouts: cardPayments(account) },
    },
    ...(mcc ? { mcc } : {}),
    ...(descriptor ? { statement_descriptor: { descriptor } } : {}),
    ...(support_email ? { support: { email: support_email } } : {}),
  };
}

function defaults(account: Stripe.Account): Stripe.V2.Core.Account.Defaults {
  const { name, url } = account.business_profile ?? {};
  return {
    ...(account.default_currency ? { currency: account.default_currency } : {}),
    ...(name || url
      ? { profile: { ...(url ? { business_url: url } : {}), ...(name ? { doing_business_as: name } : {}) } }
      : {}),
    responsibilities: {
      fees_collector: 'stripe',
      losses_collector: 'stripe',
      requirements_collector: 'stripe',
    },
  };
}

function identity(account: Stripe.Account): Stripe.V2.Core.Account.Identity {
  const name = account.business_profile?.name;
  return {
    ...(account.country ? { country: account.country } : {}),
    entity_type: 'company',
    ...(name ? { business_details: { registered_name: name } } : {}),
  };
}

function requirements(account: Stripe.Account): Stripe.V2.Core.Account.Requirements {
  const { currently_due, past_due, pending_verification, current_deadline } = account.requirements ?? {};
  const overdue = new Set(past_due ?? []);
  const asked = [...new Set([...overdue, ...(currently_due ?? [])])];
  const entries = [
    ...asked.map((name) => entry(account, name, 'user', overdue.has(name) ? 'past_due' : 'currently_due')),
    ...(pending_verification ?? []).map((name) => entry(account, name, 'stripe', 'currently_due')),
  ];
  return {
    alternatives: [],
    entries,
    ...(entries.length > 0
      ? {
          summary: {
            minimum_deadline: {
              status: overdue.size > 0 ? 'past_due' : 'currently_due',
              ...(current_deadline ? { time: new Date(current_deadline * 1000).toISOString() } : {}),
            },
          },
        }
      : {}),
  };
}

function entry(
  account: Stripe.Account,
  name: string,
  awaiting: Entry['awaiting_action_from'],
  status: Entry['minimum_deadline']['status'],
): Entry {
  return {
    awaiting_action_from: awaiting,
    description: requirementOf(name).v2,
    errors: (account.requirements?.errors ?? [])
      .filter(({ requirement }) => requirement === name)
      .map(({ code, reason }) => ({ code, description: reason })),
    impact: {
      restricts_capabilities: [
        { capability: 'card_payments', configuration: 'merchant', deadline: { status } },
      ],
    },
    minimum_deadline: { status },
    requested_reasons: [{ code: account.details_submitted ? 'routine_verification' : 'routine_onboarding' }],
  };
}
