import type { Stripe } from 'stripe';

import { newId } from '../../ids.ts';

/** The thin events that the simulator sends, as stripe-node types them. */
type SimulatedV2Event =
  | Stripe.V2.Core.Events.V2CoreAccountCreatedEvent
  | Stripe.V2.Core.Events.V2CoreAccountIncludingRequirementsUpdatedEvent
  | Stripe.V2.Core.Events.V2CoreAccountIncludingIdentityUpdatedEvent
  | Stripe.V2.Core.Events.V2CoreAccountIncludingConfigurationMerchantCapabilityStatusUpdatedEvent
  | Stripe.V2.Core.Events.V2CoreAccountLinkReturnedEvent;

export type V2EventType = SimulatedV2Event['type'];

/** What the event of each type carries that its notification leaves out. */
export type V2EventData = {
  readonly [E in SimulatedV2Event as E['type']]: E extends { data: infer D } ? D : null;
};

export interface StoredV2Event {
  readonly id: string;
  readonly object: 'v2.core.event';
  readonly type: V2EventType;
  /** RFC 3339. */
  readonly created: string;
  readonly livemode: false;
  readonly data?: object;
  readonly reason?: {
    readonly type: 'request';
    readonly request: { readonly id: string; readonly idempotency_key: string };
  };
  readonly related_object?: { readonly id: string; readonly type: string; readonly url: string };
}

export interface V2EventCause {
  readonly account: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
}

export function makeV2Event(type: V2EventType, data: object | null, cause: V2EventCause): StoredV2Event {
  const { account, requestId } = cause;
  return {
    id: newId('evt'),
    object: 'v2.core.event',
    type,
    created: new Date(cause.at).toISOString(),
    livemode: false,
    ...(data ? { data } : {}),
    ...(requestId
      ? {
          reason: {
            type: 'request',
            request: { id: requestId, idempotency_key: cause.idempotencyKey ?? '' },
          },
        }
      : {}),
    // A link that was completed is no object that could be read.
    ...(type === 'v2.core.account_link.returned'
      ? {}
      : {
          related_object: { id: account, type: 'v2.core.account', url: `/v2/core/accounts/${account}` },
        }),
  };
}

/** What is delivered: the event without its data, which is there to be read. */
export function notificationOf({ data: _data, ...notification }: StoredV2Event): object {
  return notification;
}
