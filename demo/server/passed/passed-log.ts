import type { PassedFact } from '../../contract/passed.ts';

const KEPT = 500;

/** Somewhere to ask what has passed since the last time. May fail, and is asked again. */
export type PassedSource = () => Promise<readonly PassedFact[]>;

/** What passed lately, from all sources, in the order of time; nothing is read unless somebody asks. */
export class PassedLog {
  readonly #sources: readonly PassedSource[];
  readonly #facts: PassedFact[] = [];
  /** How many there were before the first that is kept. */
  #dropped = 0;
  #reading: Promise<void> | null = null;

  constructor(sources: readonly PassedSource[]) {
    this.#sources = sources;
  }

  add(...facts: readonly PassedFact[]): void {
    this.#facts.push(...facts);
    const excess = this.#facts.length - KEPT;
    if (excess <= 0) return;
    this.#facts.splice(0, excess);
    this.#dropped += excess;
  }

  /** What came after `position`, at most the latest 500; for null nothing, but from where to go on. */
  async after(position: number | null): Promise<{ next: number; facts: readonly PassedFact[] }> {
    // Several pages may ask at once; each source is read once, and its news are for all.
    await (this.#reading ??= this.#read().finally(() => (this.#reading = null)));
    const next = this.#dropped + this.#facts.length;
    // A position from before this process was started says nothing here.
    const from = position === null || position > next ? next : Math.max(position - this.#dropped, 0);
    return { next, facts: position === null ? [] : this.#facts.slice(from) };
  }

  async #read(): Promise<void> {
    const news = await Promise.allSettled(this.#sources.map((source) => source()));
    const facts = news.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
    this.add(...facts.sort((one, other) => one.at - other.at));
  }
}
