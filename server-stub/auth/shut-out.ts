/** Addresses that tried too many wrong credentials, until their time is over. */
export class ShutOut {
  readonly #until = new Map<string, number>();

  /** `time`: in milliseconds. */
  add(address: string, time: number): void {
    const now = performance.now();
    // Who tries again is told so, and who does not is forgotten here.
    for (const [other, until] of this.#until) if (until <= now) this.#until.delete(other);
    this.#until.set(address, now + time);
  }

  /** Milliseconds for which an address is still refused; 0 when it is not. */
  left(address: string): number {
    const until = this.#until.get(address);
    return until === undefined ? 0 : Math.max(until - performance.now(), 0);
  }
}
