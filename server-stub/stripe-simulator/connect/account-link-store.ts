import { randomToken } from '../ids.ts';
import { type Database, numberColumn, textColumn } from '../store/database.ts';

const LINK_VALID_MS = 5 * 60 * 1000;
const VISIT_VALID_MS = 60 * 60 * 1000;
/** In the place of an address to refresh at. */
const OWN = '';

export interface LinkTargets {
  /** Where a link leads that is used up or too old; null when a clinic's own dashboard leads there. */
  readonly refreshUrl: string | null;
  /** Where the hosted pages lead in the end. */
  readonly returnUrl: string;
}

export interface NewAccountLink {
  readonly token: string;
  /** UTC milliseconds. */
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** Somebody who has come to the hosted pages by a link. */
export interface OnboardingVisit extends LinkTargets {
  readonly visit: string;
  readonly account: string;
  /** Whether its hour is over. */
  readonly expired: boolean;
}

export type Opened =
  | { readonly state: 'opened'; readonly visit: string }
  | { readonly state: 'refresh'; readonly refreshUrl: string | null }
  | { readonly state: 'unknown' };

/** Account links: each opens the hosted pages once, within five minutes of Stripe's clock. */
export class AccountLinkStore {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  create(account: string, { refreshUrl, returnUrl }: LinkTargets): NewAccountLink {
    const createdAt = this.#now();
    const link = { token: randomToken(12), createdAt, expiresAt: createdAt + LINK_VALID_MS };
    this.#database.sqlite
      .prepare(
        'insert into account_links (token, account, refresh_url, return_url, expires_at) values (?, ?, ?, ?, ?)',
      )
      .run(link.token, account, refreshUrl ?? OWN, returnUrl, link.expiresAt);
    return link;
  }

  /** `mayVisit`: whether the account is still the platform's. */
  open(account: string, token: string, mayVisit: boolean): Opened {
    const row = this.#database.sqlite
      .prepare('select * from account_links where token = ? and account = ?')
      .get(token, account);
    if (!row) return { state: 'unknown' };
    const isUsed = row['visit'] !== null;
    if (isUsed || !mayVisit || numberColumn(row, 'expires_at') <= this.#now()) {
      return { state: 'refresh', refreshUrl: refreshUrlOf(row) };
    }
    const visit = randomToken(32);
    this.#database.sqlite
      .prepare('update account_links set visit = ?, opened_at = ? where token = ?')
      .run(visit, this.#now(), token);
    return { state: 'opened', visit };
  }

  visit(visit: string): OnboardingVisit | null {
    const row = this.#database.sqlite.prepare('select * from account_links where visit = ?').get(visit);
    if (!row) return null;
    return {
      visit,
      account: textColumn(row, 'account'),
      refreshUrl: refreshUrlOf(row),
      returnUrl: textColumn(row, 'return_url'),
      expired: numberColumn(row, 'opened_at') + VISIT_VALID_MS <= this.#now(),
    };
  }
}

function refreshUrlOf(row: Record<string, unknown>): string | null {
  const url = textColumn(row, 'refresh_url');
  return url === OWN ? null : url;
}
