import type { GatewaySession } from '../contract/gateway-session.ts';
import type { Pauses } from './clock.ts';
import type { GatewayClient } from './gateway-client.ts';
import type { Page } from './page.ts';

/** Milliseconds between two looks. */
const INTERVAL = 10_000;

export interface ReadinessWatchOptions {
  readonly gateway: Pick<GatewayClient, 'getSession'>;
  readonly pauses: Pauses;
  readonly page: Page;
  /** What the gateway says now, when that is something else than before. */
  readonly onChange: (session: GatewaySession) => void;
}

/** Sees a clinic become able to take payments while its page is open, so that nobody has to reload it. */
export class ReadinessWatch {
  readonly #options: ReadinessWatchOptions;
  #session: GatewaySession;
  #run = new AbortController();

  constructor(options: ReadinessWatchOptions, session: GatewaySession) {
    this.#options = options;
    this.#session = session;
    if (!session.payments.ready) void this.#watch(this.#run.signal);
  }

  stop(): void {
    this.#run.abort();
  }

  /** The gateway has just refused a payment for the clinic's sake: it knows something newer. */
  async look(): Promise<void> {
    const { gateway, onChange } = this.#options;
    const { signal } = this.#run;
    const before = this.#session;
    try {
      // A token from before the clinic was known never learns of it.
      const session = await gateway.getSession({ freshToken: before.clinic === null });
      if (signal.aborted) return;
      this.#session = session;
      if (before.payments.ready && !session.payments.ready) void this.#watch(signal);
      if (JSON.stringify({ ...session, now: 0 }) !== JSON.stringify({ ...before, now: 0 })) onChange(session);
    } catch {
      // No answer, no news: what is shown stays.
    }
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const { pauses, page } = this.#options;
    while (!this.#session.payments.ready) {
      await pauses.sleep(INTERVAL, signal);
      if (signal.aborted) return;
      if (!page.isHidden()) await this.look();
    }
  }
}
