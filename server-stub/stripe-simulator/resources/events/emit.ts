import type { Stripe } from 'stripe';

import type { ApiCall } from '../../http/api-call.ts';
import type { EventObjects, EventType } from './event.ts';

/** Who or what made something happen. A timer has neither request nor key. */
export type Origin = Pick<ApiCall, 'account'> & Partial<Pick<ApiCall, 'requestId' | 'idempotencyKey'>>;

/** Writes down an event, and its delivery to the webhook endpoint, in the running transaction. */
export type Emit = <T extends EventType>(
  origin: Origin,
  type: T,
  object: EventObjects[T],
  previous?: Stripe.Event.Data.PreviousAttributes,
) => void;
