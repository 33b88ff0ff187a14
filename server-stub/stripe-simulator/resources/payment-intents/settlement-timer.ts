import type { Database } from '../../store/database.ts';
import type { World } from '../../world.ts';
import { settleRefund } from '../refunds/settle-refund.ts';
import { settleIntent } from './charge-intent.ts';

/** Ends what was to settle later when its time has come, also after a restart. */
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
    const due = this.#world.settlements.due(this.#world.realNow());
    for (const id of due) this.#database.transaction(() => this.#settle(id));
    if (due.length > 0) this.#settled();
    const next = this.#world.settlements.nextAt();
    if (next !== null) this.#timer = setTimeout(() => this.wake(), Math.max(next - this.#world.realNow(), 1));
  }

  #settle(id: string): void {
    this.#world.settlements.remove(id);
    if (id.startsWith('re_')) settleRefund(this.#world, id);
    else settleIntent(this.#world, id);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
