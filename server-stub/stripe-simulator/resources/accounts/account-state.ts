import type { Stripe } from 'stripe';

import { COMPANY_CHECK, IDENTITY_DOCUMENT, ONBOARDING, type Part, requirementOf } from './requirements.ts';

/**
 * How an account stands:
 * - `incomplete`: its business has not finished Stripe's questions; it cannot take payments
 * - `in-review`: all is given, and Stripe is checking it; it cannot take payments yet
 * - `ready`: it takes payments
 * - `due-soon`: it takes payments, but has to give something within two weeks
 * - `restricted`: it took payments, and cannot until it gives what is overdue
 * - `rejected`: Stripe will not have the business
 */
export const ACCOUNT_STATES = [
  'ready',
  'due-soon',
  'in-review',
  'incomplete',
  'restricted',
  'rejected',
] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

const DUE_SECONDS = 14 * 24 * 60 * 60;

export function stateOf(account: Stripe.Account): AccountState {
  const { requirements, details_submitted, charges_enabled } = account;
  if (requirements?.disabled_reason?.startsWith('rejected.')) return 'rejected';
  if (!details_submitted) return 'incomplete';
  if (charges_enabled) return (requirements?.currently_due ?? []).length > 0 ? 'due-soon' : 'ready';
  return (requirements?.past_due ?? []).length > 0 ? 'restricted' : 'in-review';
}

/** What is still to be given, overdue or not. */
export function dueOf(account: Stripe.Account): readonly string[] {
  const { currently_due, past_due } = account.requirements ?? {};
  return [...new Set([...(past_due ?? []), ...(currently_due ?? [])])];
}

/** Which of the onboarding's pages have something left to ask. */
export function partsDue(account: Stripe.Account): ReadonlySet<Part> {
  return new Set(dueOf(account).map((name) => requirementOf(name).part));
}

/**
 * The account as it is in a state. `now`: epoch seconds. `given`: the parts of the onboarding that an
 * incomplete account has been through.
 */
export function inState(
  account: Stripe.Account,
  state: AccountState,
  now: number,
  given: readonly Part[] = [],
): Stripe.Account {
  const active = state === 'ready' || state === 'due-soon';
  const capability = active ? 'active' : state === 'in-review' ? 'pending' : 'inactive';
  return {
    ...account,
    capabilities: Object.fromEntries(
      Object.keys(account.capabilities ?? {}).map((name) => [name, capability]),
    ),
    charges_enabled: active,
    payouts_enabled: active,
    details_submitted: state !== 'incomplete',
    requirements: requirementsIn(state, now, given),
  };
}

export function nothingRequired(): Stripe.Account.Requirements & Stripe.Account.FutureRequirements {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: [],
    disabled_reason: null,
    errors: [],
    eventually_due: [],
    past_due: [],
    pending_verification: [],
  };
}

function requirementsIn(
  state: AccountState,
  now: number,
  given: readonly Part[],
): Stripe.Account.Requirements {
  const none = nothingRequired();
  switch (state) {
    case 'ready':
      return none;
    case 'due-soon': {
      const due = [IDENTITY_DOCUMENT.v1];
      return { ...none, currently_due: due, eventually_due: due, current_deadline: now + DUE_SECONDS };
    }
    case 'in-review':
      return {
        ...none,
        pending_verification: [COMPANY_CHECK.v1],
        disabled_reason: 'requirements.pending_verification',
      };
    case 'incomplete': {
      const due = ONBOARDING.filter(({ part }) => !given.includes(part)).map(({ v1 }) => v1);
      return {
        ...none,
        currently_due: due,
        eventually_due: due,
        past_due: due,
        disabled_reason: 'requirements.past_due',
      };
    }
    case 'restricted': {
      const due = [IDENTITY_DOCUMENT.v1];
      return {
        ...none,
        currently_due: due,
        eventually_due: due,
        past_due: due,
        disabled_reason: 'requirements.past_due',
        errors: [
          {
            code: 'verification_document_expired',
            reason: 'The identity document has expired. Upload one that is still valid.',
            requirement: IDENTITY_DOCUMENT.v1,
          },
        ],
      };
    }
    case 'rejected':
      return { ...none, disabled_reason: 'rejected.other' };
  }
}
