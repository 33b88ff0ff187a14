import { setImmediate as turn } from 'node:timers/promises';

import type { Clock } from '../../../../src/session/clock.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Time that stands still until a test moves it. `random` is fixed, so that back-off is too (three quarters). */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 10, 23, 9);
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  random(): number {
    return 0.5;
  }

  after(delay: number, run: () => void): () => void {
    const timer = { at: this.#now + delay, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  get pending(): number {
    return this.#timers.size;
  }

  /** Moves time, runs what becomes due in its order, and lets promises settle after each. */
  async advance(duration: number): Promise<void> {
    const end = this.#now + duration;
    await settled();
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#now = next.at;
      this.#timers.delete(next);
      next.run();
      await settled();
    }
    this.#now = end;
  }
}

/** Lets promises, streams and already loaded modules come through. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 12; round += 1) await turn();
}

/** Waits for what takes real turns of the event loop, e.g. a module's first import. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 30_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Waited in vain until ${what}`);
    await turn();
  }
}
