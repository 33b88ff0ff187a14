import { SYSTEM_TIMERS } from '../host-bridge/timers.ts';

/** Time and chance, so that tests own them. */
export interface Clock {
  /** UTC milliseconds. */
  now(): number;
  /** Runs once after `delay` milliseconds. Returns the way to stop it. */
  after(delay: number, run: () => void): () => void;
  /** 0 ≤ x < 1. */
  random(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: SYSTEM_TIMERS.after,
  random: () => Math.random(),
};

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/**
 * The waits between tries: every loop of a session sleeps here, so that one call wakes them all.
 */
export class Pauses {
  readonly #clock: Clock;
  readonly #sleepers = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Milliseconds before try number `attempt` (0 is the first repetition): 1 s, 2 s, 4 s … 30 s, less up to a
   * half, so that pages that lost the gateway together do not come back together.
   */
  backoff(attempt: number): number {
    const full = Math.min(FIRST_PAUSE * 2 ** attempt, LONGEST_PAUSE);
    return Math.round(full * (1 - this.#clock.random() / 2));
  }

  /** Resolves after `delay`, at once when woken or when `signal` aborts: look at the signal afterwards. */
  sleep(delay: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        cancel();
        this.#sleepers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const cancel = this.#clock.after(delay, wake);
      this.#sleepers.add(wake);
      signal.addEventListener('abort', wake);
      if (signal.aborted) wake();
    });
  }

  wake(): void {
    for (const wake of this.#sleepers) wake();
  }
}
