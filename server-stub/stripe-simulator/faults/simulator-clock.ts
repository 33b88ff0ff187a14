import { type Database, numberColumn } from '../store/database.ts';

/**
 * The simulator's own idea of the time, which may be wrong on purpose. Times that Stripe tells come from it;
 * timers go by the real one, so that moving it back leaves nothing waiting.
 */
export class SimulatorClock {
  /** UTC milliseconds of the machine. */
  readonly real: () => number;
  readonly #database: Database;
  #offsetMs: number;

  constructor(database: Database, real: () => number) {
    this.real = real;
    this.#database = database;
    const row = database.sqlite.prepare('select offset_ms from clock').get();
    this.#offsetMs = row ? numberColumn(row, 'offset_ms') : 0;
  }

  /** UTC milliseconds. */
  readonly now = (): number => this.real() + this.#offsetMs;

  get offsetMs(): number {
    return this.#offsetMs;
  }

  set offsetMs(offsetMs: number) {
    this.#database.sqlite.prepare('insert or replace into clock (id, offset_ms) values (1, ?)').run(offsetMs);
    this.#offsetMs = offsetMs;
  }
}
