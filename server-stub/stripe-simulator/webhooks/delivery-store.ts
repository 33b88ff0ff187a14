import { type Database, numberColumn, textColumn } from '../store/database.ts';

export interface Delivery {
  readonly event: string;
  readonly account: string;
  /** The exact bytes that are signed. */
  readonly payload: string;
  readonly attempts: number;
}

/** What became of a delivery: `dropped` while deliveries were paused, `given-up` after the last retry. */
export type DeliveryEnd = 'delivered' | 'dropped' | 'given-up';

/** How the delivery of an event stands, for people. */
export interface DeliveryState {
  readonly state: 'waiting' | DeliveryEnd;
  readonly attempts: number;
  /** When the next try is due while it waits; UTC milliseconds. */
  readonly nextAt: number;
  /** `delivered`, or what came instead; null before the first try. */
  readonly lastOutcome: string | null;
}

export interface DeliveryAttempt {
  /** UTC milliseconds. */
  readonly at: number;
  readonly outcome: string;
}

/** Events on their way to the webhook endpoint; they outlive the process. */
export class DeliveryStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  enqueue(event: string, account: string, payload: string, now: number): void {
    this.#database.sqlite
      .prepare(
        `insert into deliveries (event, account, payload, state, attempts, next_at)
         values (?, ?, ?, 'waiting', 0, ?)`,
      )
      .run(event, account, payload, now);
  }

  /** Sends an event again, from the first try on; whatever became of it before stays in its attempts. */
  again(event: string, account: string, payload: string, now: number): void {
    this.#database.sqlite
      .prepare(
        `insert into deliveries (event, account, payload, state, attempts, next_at)
         values (?, ?, ?, 'waiting', 0, ?)
         on conflict (event) do update set
           payload = excluded.payload, state = 'waiting', attempts = 0, next_at = excluded.next_at`,
      )
      .run(event, account, payload, now);
  }

  /** Null when the event was never to be delivered. */
  stateOf(event: string): DeliveryState | null {
    const row = this.#database.sqlite.prepare('select * from deliveries where event = ?').get(event);
    if (!row) return null;
    const state = textColumn(row, 'state');
    return {
      state: state === 'delivered' || state === 'dropped' || state === 'given-up' ? state : 'waiting',
      attempts: numberColumn(row, 'attempts'),
      nextAt: numberColumn(row, 'next_at'),
      lastOutcome: row['last_outcome'] === null ? null : textColumn(row, 'last_outcome'),
    };
  }

  noteAttempt(event: string, at: number, outcome: string): void {
    this.#database.sqlite
      .prepare('insert into delivery_attempts (event, at, outcome) values (?, ?, ?)')
      .run(event, at, outcome);
  }

  /** Oldest first. */
  attemptsOf(event: string): readonly DeliveryAttempt[] {
    return this.#database.sqlite
      .prepare('select at, outcome from delivery_attempts where event = ? order by seq')
      .all(event)
      .map((row) => ({ at: numberColumn(row, 'at'), outcome: textColumn(row, 'outcome') }));
  }

  /** Waiting ones whose time has come, oldest first. */
  due(now: number, limit: number, except: ReadonlySet<string>): readonly Delivery[] {
    return this.#database.sqlite
      .prepare("select * from deliveries where state = 'waiting' and next_at <= ? order by rowid limit ?")
      .all(now, limit + except.size)
      .map((row) => ({
        event: textColumn(row, 'event'),
        account: textColumn(row, 'account'),
        payload: textColumn(row, 'payload'),
        attempts: numberColumn(row, 'attempts'),
      }))
      .filter((delivery) => !except.has(delivery.event))
      .slice(0, limit);
  }

  /** When the next one that is not due yet will be; UTC milliseconds. */
  nextAt(now: number): number | null {
    const row = this.#database.sqlite
      .prepare("select min(next_at) as at from deliveries where state = 'waiting' and next_at > ?")
      .get(now);
    return row?.['at'] === null || row === undefined ? null : numberColumn(row, 'at');
  }

  waiting(): number {
    const row = this.#database.sqlite
      .prepare("select count(*) as waiting from deliveries where state = 'waiting'")
      .get();
    return row ? numberColumn(row, 'waiting') : 0;
  }

  /** Puts it off, without that being an attempt. */
  hold(event: string, nextAt: number): void {
    this.#database.sqlite.prepare('update deliveries set next_at = ? where event = ?').run(nextAt, event);
  }

  retry(event: string, attempts: number, nextAt: number, outcome: string): void {
    this.#database.sqlite
      .prepare('update deliveries set attempts = ?, next_at = ?, last_outcome = ? where event = ?')
      .run(attempts, nextAt, outcome, event);
  }

  /** The payload goes: it is with the event. */
  end(event: string, attempts: number, end: DeliveryEnd, outcome: string): void {
    this.#database.sqlite
      .prepare(
        "update deliveries set state = ?, attempts = ?, last_outcome = ?, payload = '' where event = ?",
      )
      .run(end, attempts, outcome, event);
  }
}
