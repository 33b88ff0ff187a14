import type { Stripe } from 'stripe';

import type { AccountReading, AccountStage } from './accounts-port.ts';

/** An account in the v1 form. Source: https://docs.stripe.com/connect/handling-api-verification */
export function readV1Account(account: Stripe.Account): AccountReading {
  const { requirements, future_requirements } = account;
  const due = new Set([
    ...(requirements?.currently_due ?? []),
    ...(requirements?.past_due ?? []),
    ...(future_requirements?.currently_due ?? []),
  ]);
  const deadline = requirements?.current_deadline ?? future_requirements?.current_deadline ?? null;
  return {
    id: account.id,
    name: account.business_profile?.name || account.settings?.dashboard.display_name || null,
    country: account.country?.toUpperCase() ?? null,
    stage: v1Stage(account),
    requirementsDue: due.size,
    deadline: deadline && deadline * 1000,
  };
}

function v1Stage({ charges_enabled, details_submitted, capabilities, requirements }: Stripe.Account) {
  // An account of old, without capabilities, takes cards as soon as it takes charges.
  if (charges_enabled && (capabilities?.card_payments ?? 'active') === 'active') return 'ready';
  if (!details_submitted) return 'needs';
  const reason = requirements?.disabled_reason ?? null;
  if (reason === 'under_review' || reason === 'requirements.pending_verification') return 'review';
  const owes = (requirements?.currently_due ?? []).length + (requirements?.past_due ?? []).length > 0;
  if (reason === 'requirements.past_due' || (reason === null && owes)) return 'needs';
  if (reason === 'action_required.requested_capabilities') return 'needs';
  return reason === null ? 'review' : 'stopped';
}

/** What a v2 account has to include for `readV2Account`. */
export const V2_INCLUDE = [
  'configuration.merchant',
  'identity',
  'requirements',
] as const satisfies readonly Stripe.V2.Core.AccountRetrieveParams.Include[];

/** An account in the v2 form. Source: https://docs.stripe.com/api/v2/core/accounts/object */
export function readV2Account(account: Stripe.V2.Core.Account): AccountReading {
  const { identity, requirements } = account;
  const owed = (requirements?.entries ?? []).filter(
    ({ awaiting_action_from, minimum_deadline }) =>
      awaiting_action_from === 'user' && minimum_deadline.status !== 'eventually_due',
  );
  // stripe-node's types leave out what the API sends as null.
  const time = (owed.length > 0 ? requirements?.summary?.minimum_deadline?.time : null) ?? null;
  return {
    id: account.id,
    name: account.display_name || identity?.business_details?.registered_name || null,
    country: identity?.country?.toUpperCase() ?? null,
    stage: account.closed === true ? 'stopped' : v2Stage(account, owed.length > 0),
    requirementsDue: owed.length,
    deadline: time === null ? null : Date.parse(time),
  };
}

function v2Stage({ configuration }: Stripe.V2.Core.Account, owes: boolean): AccountStage {
  const cards = configuration?.merchant?.capabilities?.card_payments;
  if (cards?.status === 'active') return 'ready';
  if (cards?.status === 'pending') return owes ? 'needs' : 'review';
  if (cards?.status !== 'restricted') return cards === undefined ? 'needs' : 'stopped';
  const details = cards.status_details;
  if (details.some(({ resolution }) => resolution === 'contact_stripe')) return 'stopped';
  if (owes || details.some(({ resolution }) => resolution === 'provide_info')) return 'needs';
  const isLooking = details.some(
    ({ code }) => code === 'determining_status' || code === 'requirements_pending_verification',
  );
  return isLooking ? 'review' : 'stopped';
}
