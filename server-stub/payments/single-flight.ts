import { setTimeout as sleep } from 'node:timers/promises';

interface Slot<Result> {
  running: Promise<Result> | null;
  waiting: Promise<Result> | null;
  cooled: Promise<void>;
}

/**
 * One run per key at a time, at least `gap` milliseconds apart. Who asks while one runs gets the next one,
 * shared with everybody else who asks meanwhile: an answer never stems from before the question.
 */
export class SingleFlight<Result> {
  readonly #gap: number;
  readonly #slots = new Map<string, Slot<Result>>();

  constructor(gap = 0) {
    this.#gap = gap;
  }

  run(key: string, work: () => Promise<Result>): Promise<Result> {
    const slot = this.#slots.get(key) ?? { running: null, waiting: null, cooled: Promise.resolve() };
    this.#slots.set(key, slot);
    slot.waiting ??= this.#next(key, slot, work);
    return slot.waiting;
  }

  /** The run that is under way; what it finds may stem from before the question. */
  underWay(key: string): Promise<Result> | null {
    return this.#slots.get(key)?.running ?? null;
  }

  async #next(key: string, slot: Slot<Result>, work: () => Promise<Result>): Promise<Result> {
    await slot.running?.catch(() => undefined);
    await slot.cooled;
    slot.running = slot.waiting;
    slot.waiting = null;
    try {
      return await work();
    } finally {
      slot.running = null;
      if (this.#gap > 0) slot.cooled = sleep(this.#gap, undefined, { ref: false });
      void this.#forgetIdle(key, slot);
    }
  }

  async #forgetIdle(key: string, slot: Slot<Result>): Promise<void> {
    await slot.cooled;
    if (!slot.running && !slot.waiting) this.#slots.delete(key);
  }
}

/** The promise's value if it is there within `ms`, or else undefined; the promise goes on. */
export async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value | undefined> {
  const timer = new AbortController();
  const timeout = sleep(ms, undefined, { ref: false, signal: timer.signal }).catch(() => undefined);
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    timer.abort();
  }
}
