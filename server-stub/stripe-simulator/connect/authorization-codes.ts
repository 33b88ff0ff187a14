import { randomToken } from '../ids.ts';
import { type Database, numberColumn, textColumn } from '../store/database.ts';

const VALID_MS = 5 * 60 * 1000;

export interface AuthorizationCode {
  readonly code: string;
  readonly client: string;
  readonly account: string;
  readonly scope: string;
}

/** What became of a code that was brought to be exchanged. */
export type Redeemed =
  | { readonly state: 'valid'; readonly grant: AuthorizationCode }
  | { readonly state: 'used' }
  /** There never was one, or its five minutes are over, or another platform's. */
  | { readonly state: 'unknown' };

/** OAuth's authorisation codes: each opens one account once, within five minutes of Stripe's clock. */
export class AuthorizationCodes {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  issue(grant: Omit<AuthorizationCode, 'code'>): string {
    const code = `ac_Sim${randomToken(29)}`;
    this.#database.sqlite
      .prepare(
        'insert into oauth_codes (code, client, account, scope, expires_at, used) values (?, ?, ?, ?, ?, 0)',
      )
      .run(code, grant.client, grant.account, grant.scope, this.#now() + VALID_MS);
    return code;
  }

  redeem(code: string, client: string): Redeemed {
    const row = this.#database.sqlite
      .prepare('select * from oauth_codes where code = ? and client = ?')
      .get(code, client);
    if (!row || numberColumn(row, 'expires_at') <= this.#now()) return { state: 'unknown' };
    if (numberColumn(row, 'used') === 1) return { state: 'used' };
    this.#database.sqlite.prepare('update oauth_codes set used = 1 where code = ?').run(code);
    return {
      state: 'valid',
      grant: { code, client, account: textColumn(row, 'account'), scope: textColumn(row, 'scope') },
    };
  }
}
