import {
  AccessApprovedEvent,
  AccessCorrectedEvent,
  AccessDeclinedEvent,
  AccessRaisedEvent,
  AccessRequestedEvent,
  AccessWithdrawnEvent,
} from '../../events.ts';
import type { AccessFact } from '../../session/configure/access-state.ts';

const EVENTS = {
  'access-requested': AccessRequestedEvent,
  'access-raised': AccessRaisedEvent,
  'access-corrected': AccessCorrectedEvent,
  'access-approved': AccessApprovedEvent,
  'access-declined': AccessDeclinedEvent,
  'access-withdrawn': AccessWithdrawnEvent,
} as const;

/** A store tells every element; outside code hears each fact once, from the first that speaks of it. */
const told = new WeakSet<AccessFact>();

export function dispatchAccessFact(target: EventTarget, fact: AccessFact): void {
  if (told.has(fact)) return;
  told.add(fact);
  target.dispatchEvent(new EVENTS[fact.name](fact.request));
}
