import type { ConnectionStore } from '../connect/connection-store.ts';
import type { StoredEvent } from '../resources/events/event.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { DeliveryStore } from './delivery-store.ts';

export interface RedeliverParts {
  readonly objects: ObjectStore;
  readonly deliveries: DeliveryStore;
  readonly connections: ConnectionStore;
  readonly realNow: () => number;
  /** Whether there is an endpoint to deliver to, and it is not paused. */
  readonly delivers: () => boolean;
}

/** Sends an event once more, from the first attempt on; null when no endpoint hears of it. */
export type Redeliver = (event: StoredEvent) => StoredEvent | null;

export function redeliverer({
  objects,
  deliveries,
  connections,
  realNow,
  delivers,
}: RedeliverParts): Redeliver {
  return (event) => {
    // Only the Connect endpoint exists: the platform's own events carry no account.
    if (event.account === undefined || !connections.isOurs(event.account) || !delivers()) return null;
    const again: StoredEvent = { ...event, pending_webhooks: 1 };
    objects.replace('event', again);
    deliveries.again(event.id, event.account, JSON.stringify(again), realNow());
    return again;
  };
}
