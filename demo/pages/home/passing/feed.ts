import type { Passed } from '../../../contract/passed.ts';

const EVERY = 1_000;

/** Asks the demo's backend about once a second what passed behind the pages, while this page is in sight. */
export class PassedFeed {
  readonly #onPassed: (passed: Passed) => void;
  #next: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;

  constructor(onPassed: (passed: Passed) => void) {
    this.#onPassed = onPassed;
    document.addEventListener('visibilitychange', () => !document.hidden && this.askNow());
  }

  /** At once; whatever the answer, the next question follows in a second. */
  askNow(): void {
    clearTimeout(this.#timer);
    if (!this.#isAsking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    try {
      const answer = await fetch(`/api/passed${this.#next === null ? '' : `?after=${this.#next}`}`);
      // Our own backend's answer, from the same release.
      if (answer.ok) this.#take((await answer.json()) as Passed);
    } catch {
      // The demo itself is down. The bar stays as it is, and asks again.
    }
    this.#isAsking = false;
    if (!document.hidden) this.#timer = setTimeout(() => void this.#ask(), EVERY);
  }

  #take(passed: Passed): void {
    this.#next = passed.next;
    this.#onPassed(passed);
  }
}
