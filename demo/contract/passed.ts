/** What the side-by-side page is told of what passed behind the two pages. Types only. */

/** Where something passed. */
export type Lane = 'bridge' | 'relay' | 'events' | 'gateway' | 'stripe' | 'webhook';

/** Any JSON, as it is shown: secrets were taken out before. */
export type Shown = null | boolean | number | string | readonly Shown[] | ShownObject;
export interface ShownObject {
  readonly [name: string]: Shown;
}

interface Placed {
  /** UTC milliseconds, when it began. */
  readonly at: number;
  /** The call that it belongs to; null when nothing says. */
  readonly call: string | null;
  /** The line of the log, or the entry of the simulator's activity, that it was read from. */
  readonly body: ShownObject;
}

export type PassedFact = Placed &
  (
    | {
        /** Somebody called the gateway. */
        readonly kind: 'gateway-call';
        readonly method: string;
        /** With `:id` in place of an id. */
        readonly route: string;
        readonly status: number;
        readonly ms: number;
        /** Of the token's bearer; null for a host's backend and for whoever had no credential. */
        readonly role: string | null;
      }
    | { readonly kind: 'stream-opened' | 'stream-closed'; readonly role: string | null }
    | {
        readonly kind: 'event-sent';
        readonly role: string | null;
        readonly status: string;
        /** What the payer is doing, where the reader may know. */
        readonly activity: string | null;
      }
    | { readonly kind: 'webhook-taken'; readonly type: string; readonly outcome: string }
    | {
        readonly kind: 'payment-requested';
        /** Minor units. */
        readonly amount: number;
        readonly currency: string;
        readonly isNew: boolean;
      }
    | { readonly kind: 'payment-moved'; readonly from: string; readonly to: string }
    /** The gateway has warned of something, in its own words. */
    | { readonly kind: 'gateway-noted'; readonly text: string }
    | { readonly kind: 'gateway-ended' | 'gateway-back' }
    | {
        /** Somebody called Stripe. */
        readonly kind: 'stripe-call';
        readonly caller: 'gateway' | 'browser' | null;
        readonly method: string;
        readonly route: string;
        /** Null when the connection was cut. */
        readonly status: number | null;
        readonly ms: number;
        readonly idempotencyKey: string | null;
        readonly replayed: boolean;
        /** The effect of a switch that struck it. */
        readonly fault: string | null;
        /** Minor units, where the call named them. */
        readonly amount: number | null;
        readonly currency: string | null;
        /** What the answer is about: the object's own status, or the error's code. */
        readonly outcome: string | null;
      }
    | {
        /** The simulator's side of a webhook; the gateway's is `webhook-taken`. */
        readonly kind: 'webhook-sent';
        readonly type: string;
        readonly attempt: number;
        readonly status: number | null;
        readonly fault: string | null;
      }
  );

export const SWITCH_NAMES = [
  'slow-stripe',
  'lost-answer',
  'lose-next-webhook',
  'lose-webhooks',
  'double-webhooks',
] as const;
export type SwitchName = (typeof SWITCH_NAMES)[number];

export interface SwitchState {
  readonly name: SwitchName;
  readonly on: boolean;
  /** How often it has struck since it was last turned on. */
  readonly struck: number;
}

/** The answer of `GET /api/passed`. */
export interface Passed {
  /** What to ask with next. */
  readonly next: number;
  readonly facts: readonly PassedFact[];
  /** None without the simulator. */
  readonly switches: readonly SwitchState[];
  readonly gateway: 'up' | 'down';
}
