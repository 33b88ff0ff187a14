/** One immutable value, and who wants to hear of each new one. */
export class StateCell<State extends object> {
  readonly listeners = new Listeners<State>();
  #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  get(): State {
    return this.#state;
  }

  patch(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.listeners.call(this.#state);
  }
}

export class Listeners<Value> {
  #all: readonly ((value: Value) => void)[] = [];

  /** Returns the way to stop. */
  add(listener: (value: Value) => void): () => void {
    // Wrapped: the same function may listen twice, and stops only its own turn.
    const own = (value: Value) => listener(value);
    this.#all = [...this.#all, own];
    return () => {
      this.#all = this.#all.filter((other) => other !== own);
    };
  }

  call(value: Value): void {
    for (const listener of this.#all) {
      try {
        listener(value);
      } catch (error) {
        // A page's broken listener must not stop a payment: it is reported as uncaught, and we go on.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  clear(): void {
    this.#all = [];
  }
}
