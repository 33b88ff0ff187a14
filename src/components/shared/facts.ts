import type { PaymentRequest } from '../../contract/payment-request.ts';
import {
  AttemptFailedEvent,
  PaymentCancelledEvent,
  PaymentExpiredEvent,
  PaymentReceivedEvent,
  PaymentRefusedEvent,
  PaymentRequestedEvent,
} from '../../events.ts';
import type { PaymentFact, PaymentFactName } from '../../session/state.ts';

const EVENTS = {
  'payment-requested': PaymentRequestedEvent,
  'payment-received': PaymentReceivedEvent,
  'payment-refused': PaymentRefusedEvent,
  'payment-cancelled': PaymentCancelledEvent,
  'payment-expired': PaymentExpiredEvent,
  'attempt-failed': AttemptFailedEvent,
} as const satisfies Record<PaymentFactName, new (request: PaymentRequest) => Event>;

/** A session tells every element; outside code hears each fact once, from the first that speaks of it. */
const told = new WeakSet<PaymentFact>();

export function dispatchFact(target: EventTarget, fact: PaymentFact): void {
  if (told.has(fact)) return;
  told.add(fact);
  target.dispatchEvent(new EVENTS[fact.name](fact.request));
}
