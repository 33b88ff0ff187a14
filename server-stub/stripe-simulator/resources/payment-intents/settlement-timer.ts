import type { Database } from '../../store/database.ts';
import type { World } from '../../world.ts';
import { settleIntent } from './charge-intent.ts';

/** Ends payments in `processing` when their time has come, also after a restart. */
export class SettlementTimer {
  readonly #database: Database;
  readonly #world: World;
  readonly #settled: () => void;
  #timer: NodeJS.Timeout | undefined;

  /** `settled`: called after each commit. */
  constructor(database: Database, world: World, settled: () => void) {
    this.#database = database;
    this.#world = world;
    this.#settled = settled;
  }

  wake(): void {
    clearTimeout(this.#timer);
    const due = this.#world.settlements.due(this.#world.now());
    for (const intent of due) this.#database.transaction(() => settleIntent(this.#world, intent));
    if (due.length > 0) this.#settled();
    const next = this.#world.settlements.nextAt();
    if (next !== null) this.#timer = setTimeout(() => this.wake(), Math.max(next - this.#world.now(), 1));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
