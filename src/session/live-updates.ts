import type { PaymentRequest, PaymentRequestPage } from '../contract/payment-request.ts';
import type { PaymentsError } from '../errors.ts';
import type { Clock, Pauses } from './clock.ts';
import { isPassing, toPaymentsError } from './failure.ts';
import type { GatewayClient } from './gateway-client.ts';
import type { Page } from './page.ts';
import type { ReleaseSlot, StreamSlots } from './stream-slots.ts';

const HIDDEN_RELEASE = 5_000;
const POLL_SHORTEST = 2_000;
const POLL_SPREAD = 1_000;

export interface LiveUpdatesOptions {
  readonly gateway: Pick<GatewayClient, 'openEvents' | 'listRequests'>;
  readonly slots: StreamSlots;
  readonly clock: Clock;
  readonly pauses: Pauses;
  readonly page: Page;
  /** Whether a payment is under way: then a hidden document keeps listening. */
  readonly isPaying: () => boolean;
  readonly onRequests: (requests: readonly PaymentRequest[]) => void;
  /** Null: the gateway answers. */
  readonly onTrouble: (error: PaymentsError | null) => void;
}

/**
 * Keeps the requests up to date: by the event stream while this window holds a slot, by reading the list every
 * two to three seconds while it does not, and not at all while nobody looks and nothing is being paid.
 */
export class LiveUpdates {
  readonly #options: LiveUpdatesOptions;
  #position: string;
  #run: AbortController | null = null;
  #stopPage: (() => void) | null = null;
  #cancelRelease: (() => void) | null = null;

  /** `position`: the stream position that the first list included. */
  constructor(options: LiveUpdatesOptions, position: string) {
    this.#options = options;
    this.#position = position;
  }

  start(): void {
    this.#stopPage = this.#options.page.onVisibility(() => this.attend());
    this.#resume();
    this.attend();
  }

  stop(): void {
    this.#stopPage?.();
    this.#cancelRelease?.();
    this.#pause();
  }

  /** Looks again at whether anybody looks and whether something is being paid. */
  attend(): void {
    const { clock, page, isPaying } = this.#options;
    if (!page.isHidden() || isPaying()) {
      this.#cancelRelease?.();
      this.#cancelRelease = null;
      this.#resume();
    } else if (this.#run && !this.#cancelRelease) {
      this.#cancelRelease = clock.after(HIDDEN_RELEASE, () => {
        this.#cancelRelease = null;
        this.#pause();
      });
    }
  }

  #resume(): void {
    if (this.#run) return;
    this.#run = new AbortController();
    void this.#listen(this.#run.signal);
  }

  #pause(): void {
    this.#run?.abort();
    this.#run = null;
  }

  async #listen(signal: AbortSignal): Promise<void> {
    const { pauses, clock, slots } = this.#options;
    let failures = 0;
    while (!signal.aborted) {
      const release = await slots.take();
      if (release && (await this.#stream(signal, release))) return;
      try {
        await this.#readList(signal);
        failures = 0;
        await pauses.sleep(POLL_SHORTEST + POLL_SPREAD * clock.random(), signal);
      } catch (cause) {
        if (signal.aborted) return;
        const error = toPaymentsError(cause);
        this.#options.onTrouble(error);
        if (!isPassing(error)) return;
        await pauses.sleep(pauses.backoff(failures), signal);
        failures += 1;
      }
    }
  }

  /** False when the code for it did not arrive: the list then does until it does. */
  async #stream(signal: AbortSignal, release: ReleaseSlot): Promise<boolean> {
    const { gateway, clock, pauses, onRequests, onTrouble } = this.#options;
    try {
      // Fetched once the first state is shown, and not by the windows that only ask in intervals.
      const stream = await import('./event-stream.ts').catch(() => null);
      if (!stream) return false;
      await stream.followEvents(
        {
          gateway,
          clock,
          pauses,
          getPosition: () => this.#position,
          onPosition: (position) => (this.#position = position),
          onRequest: (request) => onRequests([request]),
          onReset: () => this.#readList(signal),
          onOpen: () => onTrouble(null),
          onTrouble,
        },
        signal,
      );
      return true;
    } finally {
      release();
    }
  }

  async #readList(signal: AbortSignal): Promise<void> {
    const list: PaymentRequestPage = await this.#options.gateway.listRequests();
    if (signal.aborted) return;
    this.#position = list.streamPosition;
    this.#options.onTrouble(null);
    this.#options.onRequests(list.items);
  }
}
