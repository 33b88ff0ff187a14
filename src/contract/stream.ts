import type { PaymentRequest } from './payment-request.ts';

/**
 * `GET /v1/events`: Server-Sent Events. Each has `id:` (the position to resume from, sent back as
 * `Last-Event-ID`), `event:` one of the keys here, and `data:` the JSON of its value. A stream that was asked
 * for without a position first says where it begins, with an `id:` alone:
 * [it sets the last event ID](https://html.spec.whatwg.org/multipage/server-sent-events.html#dispatchMessage) and is no event.
 */
export interface StreamEvents {
  /** The request as it is now, in this reader's view. */
  readonly request: PaymentRequest;
  /** The position asked for is no longer known: read the list again, go on from its `streamPosition`. */
  readonly reset: Record<string, never>;
  /** The token has ended; come back with a new one and the last id. */
  readonly 'token-expired': Record<string, never>;
}

export type StreamEventName = keyof StreamEvents;
