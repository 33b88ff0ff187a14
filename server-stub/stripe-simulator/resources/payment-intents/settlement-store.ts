import { type Database, numberColumn, textColumn } from '../../store/database.ts';

/** What is not over yet, by id, and when it will be: payments in `processing`, refunds on their way. */
export class SettlementStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** `dueAt`: UTC milliseconds. */
  add(object: string, dueAt: number): void {
    this.#database.sqlite
      .prepare('insert or replace into unsettled (object, due_at) values (?, ?)')
      .run(object, dueAt);
  }

  due(now: number): readonly string[] {
    return this.#database.sqlite
      .prepare('select object from unsettled where due_at <= ? order by due_at')
      .all(now)
      .map((row) => textColumn(row, 'object'));
  }

  nextAt(): number | null {
    const row = this.#database.sqlite.prepare('select due_at from unsettled order by due_at limit 1').get();
    return row ? numberColumn(row, 'due_at') : null;
  }

  remove(object: string): void {
    this.#database.sqlite.prepare('delete from unsettled where object = ?').run(object);
  }
}
