import type { Stripe } from 'stripe';

import { seconds, type World } from '../../world.ts';
import type { Origin } from '../events/emit.ts';
import { type AccountState, inState } from './account-state.ts';
import type { Part } from './requirements.ts';
import { cardPayments } from './v2-account.ts';

/** Who changes an account when it is not a call of the API: its own people, on Stripe's pages. */
export function ownPeople(account: string): Origin {
  return { account };
}

/** Puts an account into a state, with all that Stripe then sends. */
export function putInState(
  world: World,
  origin: Origin,
  account: Stripe.Account,
  state: AccountState,
  given: readonly Part[] = [],
): Stripe.Account {
  return changeAccount(world, origin, account, inState(account, state, seconds(world), given));
}

/**
 * Writes a changed account down, and tells of it: by `account.updated`, and for an account that the platform
 * has made also by the thin events of what has changed. Nothing is told when nothing has changed.
 */
export function changeAccount(
  world: World,
  origin: Origin,
  before: Stripe.Account,
  after: Stripe.Account,
): Stripe.Account {
  const previous = changedFields(before, after);
  if (Object.keys(previous).length === 0) return before;
  world.objects.replace('account', after);
  world.emit({ ...origin, account: after.id }, 'account.updated', after, previous);
  if (!world.connections.isMadeByUs(after.id) || !world.connections.isOurs(after.id)) return after;
  if (before.business_profile?.name !== after.business_profile?.name) {
    world.emitV2(origin, after.id, 'v2.core.account[identity].updated', null);
  }
  if (!same(before.requirements, after.requirements)) {
    world.emitV2(origin, after.id, 'v2.core.account[requirements].updated', null);
  }
  if (!same(cardPayments(before), cardPayments(after))) {
    world.emitV2(origin, after.id, 'v2.core.account[configuration.merchant].capability_status_updated', {
      updated_capability: 'card_payments',
    });
  }
  return after;
}

/** The fields that have changed, as they were. */
function changedFields(before: Stripe.Account, after: Stripe.Account): Partial<Stripe.Account> {
  return Object.fromEntries(
    Object.entries(before).filter(([name, was]) => !same(was, after[name as keyof Stripe.Account])),
  );
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
