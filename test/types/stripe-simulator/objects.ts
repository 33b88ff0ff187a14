/**
 * Compiled, never run: what the simulator keeps and sends is what stripe-node's types promise. Factories
 * are declared to return those types; this holds the ends that are widened on the way.
 */
import type { Stripe } from 'stripe';

import type { EventOf, EventType } from '../../../server-stub/stripe-simulator/resources/events/event.ts';
import type { StoredObjects } from '../../../server-stub/stripe-simulator/store/object-store.ts';

type Assert<T extends true> = T;
type Assignable<From, To> = [From] extends [To] ? true : false;

export type Checks = [
  Assert<Assignable<StoredObjects['account'], Stripe.Account>>,
  Assert<Assignable<StoredObjects['payment_intent'], Stripe.PaymentIntent>>,
  Assert<Assignable<StoredObjects['payment_method'], Stripe.PaymentMethod>>,
  Assert<Assignable<StoredObjects['charge'], Stripe.Charge>>,
  Assert<Assignable<StoredObjects['refund'], Stripe.Refund>>,
  Assert<Assignable<EventOf<'payment_intent.succeeded'>, Stripe.PaymentIntentSucceededEvent>>,
  Assert<Assignable<EventOf<'payment_intent.payment_failed'>, Stripe.PaymentIntentPaymentFailedEvent>>,
  Assert<Assignable<EventOf<'charge.refunded'>, Stripe.ChargeRefundedEvent>>,
  Assert<Assignable<EventOf<'account.updated'>, Stripe.AccountUpdatedEvent>>,
  Assert<Assignable<EventType, Stripe.Event['type']>>,
];
