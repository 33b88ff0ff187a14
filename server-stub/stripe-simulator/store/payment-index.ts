import type { Stripe } from 'stripe';

import { idOf } from '../resources/reference.ts';
import { type Database, numberColumn, textColumn } from './database.ts';
import { PAYMENT_STATES, type PaymentState, paymentState, searchWords, wordsOf } from './payment-facts.ts';

export interface PaymentFilter {
  /** Words that all begin a word of the payment: of its description, id, amount, card, metadata. */
  readonly search?: string;
  readonly states?: readonly PaymentState[];
  /** Epoch seconds, the first inclusive, the second not. */
  readonly createdFrom?: number;
  readonly createdBefore?: number;
}

/** Where a page begins: older than `after`, or newer than `before`; both are ids. */
export interface PageCursor {
  readonly after?: string;
  readonly before?: string;
}

export interface PaymentPage {
  /** Newest first. */
  readonly ids: readonly string[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

export interface Volume {
  /** Stripe's units. */
  readonly amount: number;
  readonly count: number;
}

/**
 * One narrow row for each payment, kept with every change of what it is made of: what a list of a hundred
 * thousand payments is searched and summed by.
 */
export class PaymentIndex {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    this.#fillIfNew();
  }

  refresh(id: string): void {
    const row = this.#database.sqlite
      .prepare("select account, body from objects where id = ? and kind = 'payment_intent'")
      .get(id);
    if (!row) return;
    const account = textColumn(row, 'account');
    const intent: Stripe.PaymentIntent = JSON.parse(textColumn(row, 'body'));
    const charge = this.#charge(idOf(intent.latest_charge));
    const objects = { intent, charge, dispute: charge?.disputed ? this.#dispute(account, id) : null };
    this.#database.sqlite
      .prepare(
        `insert into payments (id, account, created, state, amount, currency, paid_at, words)
         values (?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (id) do update set
           state = excluded.state, amount = excluded.amount, currency = excluded.currency,
           paid_at = excluded.paid_at, words = excluded.words`,
      )
      .run(
        id,
        account,
        intent.created,
        paymentState(objects),
        intent.amount,
        intent.currency,
        charge?.paid ? charge.created : null,
        searchWords(objects),
      );
  }

  page(account: string, filter: PaymentFilter, cursor: PageCursor, limit: number): PaymentPage {
    const [conditions, values] = conditionsOf(account, filter);
    const backwards = cursor.after === undefined && cursor.before !== undefined;
    const from = cursor.after ?? cursor.before;
    if (from !== undefined) {
      conditions.push(`seq ${backwards ? '>' : '<'} (select seq from payments where id = ?)`);
      values.push(from);
    }
    const found = this.#database.sqlite
      .prepare(
        `select id from payments where ${conditions.join(' and ')}
         order by seq ${backwards ? 'asc' : 'desc'} limit ?`,
      )
      .all(...values, limit + 1)
      .map((row) => textColumn(row, 'id'));
    const more = found.length > limit;
    const ids = found.slice(0, limit);
    return {
      ids: backwards ? ids.toReversed() : ids,
      hasNewer: backwards ? more : cursor.after !== undefined,
      hasOlder: backwards ? true : more,
    };
  }

  /** How many payments are in each state. */
  counts(account: string): ReadonlyMap<PaymentState, number> {
    const rows = this.#database.sqlite
      .prepare('select state, count(*) as payments from payments where account = ? group by state')
      .all(account);
    const counted = new Map(rows.map((row) => [textColumn(row, 'state'), numberColumn(row, 'payments')]));
    return new Map(PAYMENT_STATES.map((state) => [state, counted.get(state) ?? 0]));
  }

  /** What was paid, refunded later or not, from `from` until before `before`; epoch seconds. */
  volume(account: string, currency: string, from: number, before: number): Volume {
    const row = this.#database.sqlite
      .prepare(
        `select coalesce(sum(amount), 0) as amount, count(*) as payments from payments
         where account = ? and currency = ? and paid_at is not null and paid_at >= ? and paid_at < ?`,
      )
      .get(account, currency, from, before);
    if (!row) return { amount: 0, count: 0 };
    return { amount: numberColumn(row, 'amount'), count: numberColumn(row, 'payments') };
  }

  /** In which currencies the account has been paid. */
  currencies(account: string): readonly string[] {
    return this.#database.sqlite
      .prepare('select distinct currency from payments where account = ? and paid_at is not null')
      .all(account)
      .map((row) => textColumn(row, 'currency'));
  }

  /** A data folder from before the index has payments and no rows. */
  #fillIfNew(): void {
    const { sqlite } = this.#database;
    if (sqlite.prepare('select 1 from payments limit 1').get()) return;
    this.#database.transaction(() => {
      const intents = sqlite.prepare("select id from objects where kind = 'payment_intent' order by seq");
      for (const row of intents.all()) this.refresh(textColumn(row, 'id'));
    });
  }

  #charge(id: string | null): Stripe.Charge | null {
    if (id === null) return null;
    const row = this.#database.sqlite
      .prepare("select body from objects where id = ? and kind = 'charge'")
      .get(id);
    return row ? JSON.parse(textColumn(row, 'body')) : null;
  }

  #dispute(account: string, paymentIntent: string): Stripe.Dispute | null {
    const row = this.#database.sqlite
      .prepare(
        `select body from objects where kind = 'dispute' and account = ?
           and json_extract(body, '$.payment_intent') = ? order by seq desc limit 1`,
      )
      .get(account, paymentIntent);
    return row ? JSON.parse(textColumn(row, 'body')) : null;
  }
}

function conditionsOf(account: string, filter: PaymentFilter): [string[], (string | number)[]] {
  const conditions = ['account = ?'];
  const values: (string | number)[] = [account];
  if (filter.states && filter.states.length > 0) {
    conditions.push(`state in (${filter.states.map(() => '?').join(', ')})`);
    values.push(...filter.states);
  }
  if (filter.createdFrom !== undefined) {
    conditions.push('created >= ?');
    values.push(filter.createdFrom);
  }
  if (filter.createdBefore !== undefined) {
    conditions.push('created < ?');
    values.push(filter.createdBefore);
  }
  for (const word of wordsOf(filter.search ?? '')) {
    conditions.push("words like ? escape '\\'");
    values.push(`% ${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
  }
  return [conditions, values];
}
