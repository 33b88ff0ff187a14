import type { AnswerSummary, ShownParams } from './redact.ts';

/** A call of the API, when its answer left; one that gets none, when that was decided. */
export interface RequestEntry {
  readonly kind: 'request';
  readonly requestId: string;
  /** By its key: the platform's server, or Stripe.js in a browser; null when no key was good. */
  readonly caller: 'platform' | 'browser' | null;
  readonly method: string;
  readonly path: string;
  /** E.g. `POST /v1/payment_intents/:id/confirm`. */
  readonly route: string;
  /** The connected account; null when the call was about the platform itself. */
  readonly account: string | null;
  /** Null when the connection was cut instead. */
  readonly status: number | null;
  readonly durationMs: number;
  readonly idempotencyKey: string | null;
  readonly replayed: boolean;
  readonly fault: string | null;
  readonly params: ShownParams;
  readonly answer: AnswerSummary | null;
}

/** An attempt to bring an event to the webhook endpoint, when it was over. */
export interface DeliveryEntry {
  readonly kind: 'delivery';
  readonly eventId: string;
  readonly type: string;
  readonly account: string;
  readonly objectId: string | null;
  /** 1 is the first. */
  readonly attempt: number;
  /** What the endpoint answered; null when it was not reached, or a fault held the event back. */
  readonly status: number | null;
  readonly error: string | null;
  readonly fault: string | null;
}

interface Placed {
  /** Grows by one with each entry, and also over a restart. */
  readonly seq: number;
  /** UTC milliseconds of the machine's clock. */
  readonly at: number;
}
export type Entry = Placed & (RequestEntry | DeliveryEntry);

const KEPT = 500;

/** What passed lately, oldest first; in memory, since it is for watching and not for the money. */
export class ActivityLog {
  readonly #now: () => number;
  readonly #entries: Entry[] = [];
  #last: number;

  constructor(now: () => number) {
    this.#now = now;
    // Who watched the process before this one asks for what came after its last: that must be all of ours.
    this.#last = now();
  }

  add(entry: RequestEntry | DeliveryEntry): void {
    this.#last += 1;
    this.#entries.push({ seq: this.#last, at: this.#now(), ...entry });
    if (this.#entries.length > KEPT) this.#entries.shift();
  }

  /** `next` is what to ask with the next time. */
  after(seq: number): { readonly next: number; readonly entries: readonly Entry[] } {
    return { next: this.#last, entries: this.#entries.filter((entry) => entry.seq > seq) };
  }
}
