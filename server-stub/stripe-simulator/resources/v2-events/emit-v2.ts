import type { SimulatorClock } from '../../faults/simulator-clock.ts';
import type { ObjectStore } from '../../store/object-store.ts';
import type { DeliveryStore } from '../../webhooks/delivery-store.ts';
import type { Origin } from '../events/emit.ts';
import { makeV2Event, notificationOf, type V2EventData, type V2EventType } from './v2-event.ts';

/**
 * Writes down a thin event about an account that the platform has made, and its delivery to the same
 * endpoint and with the same secret as the others, as an event destination would, in the running transaction.
 */
export type EmitV2 = <T extends V2EventType>(
  origin: Origin,
  account: string,
  type: T,
  data: V2EventData[T],
) => void;

export interface V2EventRecorder {
  readonly objects: ObjectStore;
  readonly deliveries: DeliveryStore;
  readonly clock: SimulatorClock;
  /** Whether there is an endpoint to deliver to, and it is not paused. */
  readonly delivers: () => boolean;
}

export function v2EventRecorder({ objects, deliveries, clock, delivers }: V2EventRecorder): EmitV2 {
  return (origin, account, type, data) => {
    const event = makeV2Event(type, data, {
      account,
      at: clock.now(),
      requestId: origin.requestId ?? null,
      idempotencyKey: origin.idempotencyKey ?? null,
    });
    objects.insert('v2.core.event', account, Math.floor(clock.now() / 1000), event);
    if (!delivers()) return;
    deliveries.enqueue(event.id, account, JSON.stringify(notificationOf(event)), clock.real());
  };
}
