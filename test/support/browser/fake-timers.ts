interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Time by hand: replaces the page's `setTimeout`, `clearTimeout` and `performance.now` until `restore`. */
export class FakeTimers {
  readonly #timers = new Map<number, Timer>();
  readonly #real = { setTimeout: window.setTimeout, clearTimeout: window.clearTimeout };
  #now = 0;
  #lastId = 1_000_000;

  constructor() {
    const fakeSetTimeout = (run: () => void, delay = 0): number => {
      this.#lastId += 1;
      this.#timers.set(this.#lastId, { at: this.#now + delay, run });
      return this.#lastId;
    };
    const fakeClearTimeout = (id?: number): void => {
      if (id !== undefined) this.#timers.delete(id);
    };
    Object.assign(window, { setTimeout: fakeSetTimeout, clearTimeout: fakeClearTimeout });
    performance.now = () => this.#now;
  }

  /** How many timers wait. */
  get pending(): number {
    return this.#timers.size;
  }

  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) break;
      const [id, { at, run }] = due;
      this.#timers.delete(id);
      this.#now = at;
      run();
    }
    this.#now = end;
  }

  restore(): void {
    Object.assign(window, this.#real);
    Reflect.deleteProperty(performance, 'now');
  }
}
