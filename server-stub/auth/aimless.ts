const MINUTE = 60_000;
/** With more than these at work nobody is counted for longer than it takes to find so many again. */
const MOST_ADDRESSES = 10_000;

/**
 * Calls that lead nowhere, by address. Each process counts its own: to count them for all together would cost the
 * database more than they do.
 */
export class Aimless {
  readonly #most: number;
  readonly #calls = new Map<string, number>();
  #until = 0;

  /** `most`: a minute. */
  constructor(most: number) {
    this.#most = most;
  }

  note(address: string): void {
    const now = performance.now();
    if (now >= this.#until || this.#calls.size >= MOST_ADDRESSES) {
      this.#calls.clear();
      this.#until = now + MINUTE;
    }
    this.#calls.set(address, (this.#calls.get(address) ?? 0) + 1);
  }

  /** Milliseconds for which an address is refused such; 0 when it is not. */
  left(address: string): number {
    if ((this.#calls.get(address) ?? 0) < this.#most) return 0;
    return Math.max(this.#until - performance.now(), 0);
  }
}
