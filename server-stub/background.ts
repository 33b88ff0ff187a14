import type { FastifyBaseLogger } from 'fastify';

/** Work that nobody waits for, but that a graceful end does. */
export class Background {
  readonly #log: FastifyBaseLogger;
  readonly #running = new Set<Promise<void>>();

  constructor(log: FastifyBaseLogger) {
    this.#log = log;
  }

  run(name: string, work: () => Promise<unknown>): void {
    const running = work().then(
      () => undefined,
      (error: unknown) => this.#log.error({ err: error, work: name }, 'background work failed'),
    );
    const tracked = running.finally(() => this.#running.delete(tracked));
    this.#running.add(tracked);
  }

  get size(): number {
    return this.#running.size;
  }

  /** Resolves when nothing is running. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
