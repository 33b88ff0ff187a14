import type { ConfigureParts } from './stores.ts';

export interface KeepFreshOptions {
  readonly parts: Pick<ConfigureParts, 'clock' | 'page' | 'signal'>;
  readonly read: () => Promise<void>;
  /** Milliseconds until the next reading; null while nothing changes by itself. */
  readonly pause: () => number | null;
}

/**
 * Reads again when somebody turns to the page, and every so often while something is under way. Never for a page
 * that is hidden, or that nobody looks at the store from.
 */
export class KeepFresh {
  readonly #options: KeepFreshOptions;
  #lookers = 0;
  #release: readonly (() => void)[] = [];
  #stopTimer: (() => void) | null = null;
  #reading: Promise<void> | null = null;

  constructor(options: KeepFreshOptions) {
    this.#options = options;
    options.parts.signal.addEventListener('abort', () => this.#end());
  }

  /** Somebody looks. Returns the way to stop. */
  look(): () => void {
    this.#lookers += 1;
    if (this.#lookers === 1) this.#begin();
    let isLooking = true;
    return () => {
      if (!isLooking) return;
      isLooking = false;
      this.#lookers -= 1;
      if (this.#lookers === 0) this.#end();
    };
  }

  /** Reads now; who asks while that is on its way is answered by the same reading. */
  read(): Promise<void> {
    this.#stop();
    this.#reading ??= this.#options.read().finally(() => {
      this.#reading = null;
      this.schedule();
    });
    return this.#reading;
  }

  /** To be called whenever `pause` may have another answer. */
  schedule(): void {
    this.#stop();
    const { parts, pause } = this.#options;
    if (this.#lookers === 0 || this.#reading || parts.signal.aborted || parts.page.isHidden()) return;
    const delay = pause();
    if (delay !== null) this.#stopTimer = parts.clock.after(delay, () => void this.read());
  }

  #begin(): void {
    const { page, signal } = this.#options.parts;
    if (signal.aborted) return;
    this.#release = [
      page.onVisibility(() => (page.isHidden() ? this.#stop() : void this.read())),
      page.onFocus(() => void this.read()),
      page.onOnline(() => void this.read()),
    ];
    void this.read();
  }

  #end(): void {
    for (const release of this.#release) release();
    this.#release = [];
    this.#stop();
  }

  #stop(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
  }
}
