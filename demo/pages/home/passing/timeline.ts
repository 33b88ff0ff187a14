import { timeOf, type Passing } from './line.ts';

export interface Item {
  /** Unique on this page. */
  readonly id: number;
  readonly passing: Passing;
}

const KEPT = 400;

/** What passed since the page was opened, in the order of time; the oldest is let go. */
export class Timeline {
  #items: readonly Item[] = [];
  #lastId = 0;

  get items(): readonly Item[] {
    return this.#items;
  }

  /** What comes late takes its place by the time it happened; what happened at once stays as it came. */
  add(...news: readonly Passing[]): void {
    const items = news.map((passing) => ({ id: (this.#lastId += 1), passing }));
    this.#items = [...this.#items, ...items]
      .sort((one, other) => timeOf(one.passing) - timeOf(other.passing))
      .slice(-KEPT);
  }

  clear(): void {
    this.#items = [];
  }
}
