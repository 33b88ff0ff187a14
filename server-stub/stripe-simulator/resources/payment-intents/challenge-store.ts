import { newId, randomToken } from '../../ids.ts';
import { type Database, textColumn } from '../../store/database.ts';

/** One 3-D Secure challenge: the bank asking the payer. */
export interface Challenge {
  readonly id: string;
  /** Opens it, as the `client_secret` of Stripe's `src_…` does. */
  readonly secret: string;
  readonly account: string;
  readonly paymentIntent: string;
  readonly paymentMethod: string;
  /** Where to go on after it, for a challenge in a page of its own. */
  readonly returnUrl: string | null;
  readonly state: 'open' | 'closed';
}

export class ChallengeStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** A PaymentIntent has one open challenge at most: a new one closes the others. */
  open(facts: Pick<Challenge, 'account' | 'paymentIntent' | 'paymentMethod' | 'returnUrl'>): Challenge {
    this.close(facts.paymentIntent);
    const id = newId('src');
    const secret = `src_client_secret_${randomToken(24)}`;
    this.#database.sqlite
      .prepare(
        `insert into challenges (id, secret, account, payment_intent, payment_method, return_url, state)
         values (?, ?, ?, ?, ?, ?, 'open')`,
      )
      .run(id, secret, facts.account, facts.paymentIntent, facts.paymentMethod, facts.returnUrl);
    return { ...facts, id, secret, state: 'open' };
  }

  get(id: string, secret: string): Challenge | null {
    const row = this.#database.sqlite
      .prepare('select * from challenges where id = ? and secret = ?')
      .get(id, secret);
    if (!row) return null;
    return {
      id,
      secret,
      account: textColumn(row, 'account'),
      paymentIntent: textColumn(row, 'payment_intent'),
      paymentMethod: textColumn(row, 'payment_method'),
      returnUrl: row['return_url'] === null ? null : textColumn(row, 'return_url'),
      state: row['state'] === 'open' ? 'open' : 'closed',
    };
  }

  close(paymentIntent: string): void {
    this.#database.sqlite
      .prepare("update challenges set state = 'closed' where payment_intent = ?")
      .run(paymentIntent);
  }
}
