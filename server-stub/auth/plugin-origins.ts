/** Milliseconds. A new one is let in after so long by those who asked a moment ago. */
const GOOD_FOR = 5_000;

/** The sites of hosts that serve a plugin page of their own: asked for together, whatever origins the calls have. */
export class PluginOrigins {
  readonly #load: () => Promise<readonly string[]>;
  #known: Promise<ReadonlySet<string>> | null = null;
  #until = 0;

  constructor(load: () => Promise<readonly string[]>) {
    this.#load = load;
  }

  async has(origin: string): Promise<boolean> {
    if (this.#known === null || performance.now() >= this.#until) this.#known = this.#ask();
    return (await this.#known).has(origin);
  }

  async #ask(): Promise<ReadonlySet<string>> {
    this.#until = performance.now() + GOOD_FOR;
    try {
      return new Set(await this.#load());
    } catch (error) {
      this.#known = null;
      throw error;
    }
  }
}
