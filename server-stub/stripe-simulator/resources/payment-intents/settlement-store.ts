import { type Database, numberColumn, textColumn } from '../../store/database.ts';

/** Payments in `processing`, and when each is over. */
export class SettlementStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** `dueAt`: UTC milliseconds. */
  add(paymentIntent: string, dueAt: number): void {
    this.#database.sqlite
      .prepare('insert or replace into settlements (payment_intent, due_at) values (?, ?)')
      .run(paymentIntent, dueAt);
  }

  due(now: number): readonly string[] {
    return this.#database.sqlite
      .prepare('select payment_intent from settlements where due_at <= ? order by due_at')
      .all(now)
      .map((row) => textColumn(row, 'payment_intent'));
  }

  nextAt(): number | null {
    const row = this.#database.sqlite.prepare('select due_at from settlements order by due_at limit 1').get();
    return row ? numberColumn(row, 'due_at') : null;
  }

  remove(paymentIntent: string): void {
    this.#database.sqlite.prepare('delete from settlements where payment_intent = ?').run(paymentIntent);
  }
}
