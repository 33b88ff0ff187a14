import {
  StripeAccountChangedEvent,
  StripeAccountLinkedEvent,
  StripeAccountRemovedEvent,
  StripeAccountReturnedEvent,
} from '../../events.ts';
import type { AccountFact } from '../../session/configure/account-state.ts';

/** A store tells every element; outside code hears each fact once, from the first that speaks of it. */
const told = new WeakSet<AccountFact>();

export function dispatchAccountFact(target: EventTarget, fact: AccountFact): void {
  if (told.has(fact)) return;
  told.add(fact);
  target.dispatchEvent(eventOf(fact));
}

function eventOf(fact: AccountFact): Event {
  switch (fact.name) {
    case 'stripe-account-returned':
      return new StripeAccountReturnedEvent(fact.account);
    case 'stripe-account-linked':
      return new StripeAccountLinkedEvent(fact.account);
    case 'stripe-account-changed':
      return new StripeAccountChangedEvent(fact.account);
    case 'stripe-account-removed':
      return new StripeAccountRemovedEvent(fact.by);
  }
}
