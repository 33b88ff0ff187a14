import type { Stripe } from 'stripe';

import { API_VERSION } from '../../api-version.ts';
import { newId } from '../../ids.ts';

/** The events that the simulator sends, as stripe-node types them. */
type SimulatedEvent =
  | Stripe.PaymentIntentCreatedEvent
  | Stripe.PaymentIntentRequiresActionEvent
  | Stripe.PaymentIntentPaymentFailedEvent
  | Stripe.PaymentIntentProcessingEvent
  | Stripe.PaymentIntentSucceededEvent
  | Stripe.PaymentIntentCanceledEvent
  | Stripe.ChargeSucceededEvent
  | Stripe.ChargeFailedEvent
  | Stripe.ChargePendingEvent
  | Stripe.ChargeUpdatedEvent
  | Stripe.ChargeRefundedEvent
  | Stripe.ChargeRefundUpdatedEvent
  | Stripe.ChargeDisputeCreatedEvent
  | Stripe.ChargeDisputeUpdatedEvent
  | Stripe.ChargeDisputeClosedEvent
  | Stripe.ChargeDisputeFundsWithdrawnEvent
  | Stripe.ChargeDisputeFundsReinstatedEvent
  | Stripe.RefundCreatedEvent
  | Stripe.RefundUpdatedEvent
  | Stripe.RefundFailedEvent
  | Stripe.AccountUpdatedEvent
  | Stripe.AccountApplicationAuthorizedEvent
  | Stripe.AccountApplicationDeauthorizedEvent;

/** The object that each type of event carries. */
export type EventObjects = { readonly [E in SimulatedEvent as E['type']]: E['data']['object'] };
export type EventType = keyof EventObjects;

export interface EventOf<T extends EventType> extends Omit<Stripe.EventBase, 'type' | 'data'> {
  readonly type: T;
  readonly data: {
    readonly object: EventObjects[T];
    readonly previous_attributes?: Stripe.Event.Data.PreviousAttributes;
  };
}

/** An event of any type, as it is kept. */
export type StoredEvent = EventOf<EventType>;

export interface EventCause {
  readonly account: string;
  /** Whether the account is a connected one: the platform's own events name no account. */
  readonly connected: boolean;
  readonly request: Stripe.Event.Request | null;
  /** Epoch seconds. */
  readonly created: number;
  readonly pendingWebhooks: number;
}

export function makeEvent<T extends EventType>(
  type: T,
  object: EventObjects[T],
  cause: EventCause,
  previous?: Stripe.Event.Data.PreviousAttributes,
): EventOf<T> {
  return {
    id: newId('evt'),
    object: 'event',
    ...(cause.connected ? { account: cause.account } : {}),
    api_version: API_VERSION,
    created: cause.created,
    data: { object, ...(previous ? { previous_attributes: previous } : {}) },
    livemode: false,
    pending_webhooks: cause.pendingWebhooks,
    request: cause.request,
    type,
  };
}
