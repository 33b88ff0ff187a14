import type { Stripe } from 'stripe';

import { inState, partsDue } from '../../resources/accounts/account-state.ts';
import { changeAccount } from '../../resources/accounts/change-account.ts';
import { type Part, PARTS } from '../../resources/accounts/requirements.ts';
import type { Origin } from '../../resources/events/emit.ts';
import { seconds, type World } from '../../world.ts';
import type { Outcome } from './steps.ts';

/** A page was filled in: its part is no longer due. Of what was typed only the business's name and site stay. */
export function give(
  world: World,
  origin: Origin,
  account: Stripe.Account,
  part: Part,
  typed: Readonly<Record<string, string>>,
): void {
  const { business_profile: profile } = account;
  const named: Stripe.Account =
    part === 'business' && profile
      ? {
          ...account,
          business_profile: { ...profile, name: typed['name'] ?? null, url: typed['website'] ?? null },
        }
      : account;
  changeAccount(world, origin, account, inState(named, 'incomplete', seconds(world), given(account, part)));
}

/** The last page was sent. What was skipped before keeps the account unfinished, whatever was chosen. */
export function submit(world: World, origin: Origin, account: Stripe.Account, outcome: Outcome): void {
  const isNew = !account.details_submitted;
  const skipped = isNew && given(account, 'agreement').length < PARTS.length;
  const after =
    skipped || outcome === 'incomplete'
      ? inState(account, 'incomplete', seconds(world), given(account))
      : inState(account, outcome, seconds(world));
  changeAccount(world, origin, account, after);
  if (after.details_submitted && world.connections.isMadeByUs(account.id)) {
    world.emitV2(origin, account.id, 'v2.core.account_link.returned', {
      account_id: account.id,
      configurations: ['merchant'],
      use_case: 'account_onboarding',
    });
  }
}

/** The parts of the onboarding that are not due, and one more. */
function given(account: Stripe.Account, more?: Part): readonly Part[] {
  const due = partsDue(account);
  return PARTS.filter((part) => part === more || !due.has(part));
}
