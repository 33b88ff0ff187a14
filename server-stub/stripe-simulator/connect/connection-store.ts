import { type Database, numberColumn, textColumn } from '../store/database.ts';
import { OUR_APPLICATION } from './applications.ts';

/**
 * How a platform came to an account: the business let it in by `oauth`, or the platform has `created` it by
 * the Accounts v2 API. Of the first it is a guest; the second it controls, and only that has a v2 form.
 */
export type ConnectedBy = 'oauth' | 'created';

export interface Connection {
  readonly account: string;
  /** The platform's client id, `ca_…`. */
  readonly application: string;
  readonly by: ConnectedBy;
  /** UTC milliseconds, by Stripe's clock. */
  readonly since: number;
}

/** Which platform may act for which account. One that has ended stays written down as ended. */
export class ConnectionStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Connects, or connects again; how it first came to be stays true. */
  connect({ account, application, by, since }: Connection): void {
    this.#database.sqlite
      .prepare(
        `insert into connections (account, application, connected_by, since) values (?, ?, ?, ?)
         on conflict (account, application) do update set since = excluded.since, ended = 0`,
      )
      .run(account, application, by, since);
  }

  /** False when it was not connected. */
  disconnect(account: string, application: string): boolean {
    return (
      this.#database.sqlite
        .prepare('update connections set ended = 1 where account = ? and application = ? and ended = 0')
        .run(account, application).changes > 0
    );
  }

  /** Whether our platform may act for the account. */
  isOurs(account: string): boolean {
    return this.of(account).some(({ application }) => application === OUR_APPLICATION.id);
  }

  /** Whether our platform made the account by Accounts v2, connected to it still or not. */
  isMadeByUs(account: string): boolean {
    return (
      this.#database.sqlite
        .prepare(
          "select 1 from connections where account = ? and application = ? and connected_by = 'created'",
        )
        .get(account, OUR_APPLICATION.id) !== undefined
    );
  }

  /** Those in force, oldest first. */
  of(account: string): readonly Connection[] {
    return this.#database.sqlite
      .prepare('select * from connections where account = ? and ended = 0 order by since, application')
      .all(account)
      .map(readRow);
  }

  /** Whether anything was ever written down, also what has ended. */
  isKnown(account: string): boolean {
    return (
      this.#database.sqlite.prepare('select 1 from connections where account = ?').get(account) !== undefined
    );
  }
}

function readRow(row: Record<string, unknown>): Connection {
  return {
    account: textColumn(row, 'account'),
    application: textColumn(row, 'application'),
    by: textColumn(row, 'connected_by') === 'created' ? 'created' : 'oauth',
    since: numberColumn(row, 'since'),
  };
}
