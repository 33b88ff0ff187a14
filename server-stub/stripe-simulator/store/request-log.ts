/** One call that the platform made with its secret key. Never its parameters. */
export interface LoggedRequest {
  /** UTC milliseconds. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** The connected account of `Stripe-Account`; null when the call was about the platform itself. */
  readonly account: string | null;
  readonly idempotencyKey: string | null;
  readonly status: number;
  readonly requestId: string;
  readonly livemode: false;
}

const KEPT = 1000;

/** The latest calls, oldest first; in memory, since it is for watching and not for the money. */
export class RequestLog {
  readonly #entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    if (this.#entries.length > KEPT) this.#entries.splice(0, this.#entries.length - KEPT);
  }

  all(): readonly LoggedRequest[] {
    return this.#entries;
  }
}
