import type { ConnectionStore } from '../../connect/connection-store.ts';
import type { SimulatorClock } from '../../faults/simulator-clock.ts';
import type { ObjectStore } from '../../store/object-store.ts';
import type { DeliveryStore } from '../../webhooks/delivery-store.ts';
import { PLATFORM_ACCOUNT } from '../accounts/platform.ts';
import type { Emit } from './emit.ts';
import { makeEvent } from './event.ts';

export interface EventRecorder {
  readonly objects: ObjectStore;
  readonly deliveries: DeliveryStore;
  readonly connections: ConnectionStore;
  readonly clock: SimulatorClock;
  /** Whether there is an endpoint to deliver to, and it is not paused. */
  readonly delivers: () => boolean;
}

/**
 * Only the Connect endpoint exists, so the platform's own events are kept and listed, but not delivered; nor
 * are those of an account that is not connected.
 */
export function eventRecorder({ objects, deliveries, connections, clock, delivers }: EventRecorder): Emit {
  return (origin, type, object, previous) => {
    const connected = origin.account !== PLATFORM_ACCOUNT;
    const delivered = connected && connections.isOurs(origin.account) && delivers();
    const created = Math.floor(clock.now() / 1000);
    const event = makeEvent(
      type,
      object,
      {
        account: origin.account,
        connected,
        created,
        pendingWebhooks: delivered ? 1 : 0,
        request: { id: origin.requestId ?? null, idempotency_key: origin.idempotencyKey ?? null },
      },
      previous,
    );
    objects.insert('event', origin.account, created, event);
    if (delivered) deliveries.enqueue(event.id, origin.account, JSON.stringify(event), clock.real());
  };
}
