import type { Stripe } from 'stripe';

import type { StoredEvent } from '../resources/events/event.ts';
import { idOf } from '../resources/reference.ts';
import type { StoredV2Event } from '../resources/v2-events/v2-event.ts';
import { type BalanceSum, balanceSums } from './balance-sums.ts';
import { type Database, numberColumn, textColumn } from './database.ts';
import { PaymentIndex } from './payment-index.ts';

/** What is kept as a Stripe object, by its `object` name. */
export interface StoredObjects {
  readonly account: Stripe.Account;
  readonly payment_intent: Stripe.PaymentIntent;
  readonly payment_method: Stripe.PaymentMethod;
  readonly charge: Stripe.Charge;
  readonly refund: Stripe.Refund;
  readonly dispute: Stripe.Dispute;
  readonly balance_transaction: Stripe.BalanceTransaction;
  readonly payment_method_domain: Stripe.PaymentMethodDomain;
  readonly event: StoredEvent;
  readonly 'v2.core.event': StoredV2Event;
}
export type StoredKind = keyof StoredObjects;

export interface ObjectQuery {
  readonly limit: number;
  readonly startingAfter?: string;
  readonly endingBefore?: string;
  /** Equal to one of the values, by the field's name in the object. */
  readonly where?: Readonly<Record<string, readonly (string | number)[]>>;
  /** Epoch seconds, inclusive. */
  readonly createdFrom?: number;
  readonly createdTo?: number;
  /** For events: those that wait for a delivery, or those that do not. */
  readonly pendingWebhooks?: 'some' | 'none';
}

export interface ObjectPage<T> {
  /** Newest first. */
  readonly data: readonly T[];
  readonly hasMore: boolean;
}

/** Stripe objects as JSON, each belonging to one account. */
export class ObjectStore {
  readonly #database: Database;
  /** For searching and counting payments without opening each. */
  readonly payments: PaymentIndex;

  constructor(database: Database) {
    this.#database = database;
    this.payments = new PaymentIndex(database);
  }

  insert<K extends StoredKind>(kind: K, account: string, created: number, object: StoredObjects[K]): void {
    this.#database.sqlite
      .prepare('insert into objects (id, kind, account, created, body) values (?, ?, ?, ?, ?)')
      .run(object.id, kind, account, created, JSON.stringify(object));
    this.#index(object);
  }

  replace<K extends StoredKind>(kind: K, object: StoredObjects[K]): void {
    this.#database.sqlite
      .prepare('update objects set body = ? where id = ? and kind = ?')
      .run(JSON.stringify(object), object.id, kind);
    this.#index(object);
  }

  /** Only the account's own: another's object does not exist. */
  get<K extends StoredKind>(kind: K, account: string, id: string): StoredObjects[K] | null {
    const row = this.#database.sqlite
      .prepare('select body from objects where id = ? and kind = ? and account = ?')
      .get(id, kind, account);
    return row ? JSON.parse(textColumn(row, 'body')) : null;
  }

  /** Across accounts: for the simulator's own pages and timers, never for the API. */
  find<K extends StoredKind>(kind: K, id: string): { account: string; object: StoredObjects[K] } | null {
    const row = this.#database.sqlite
      .prepare('select account, body from objects where id = ? and kind = ?')
      .get(id, kind);
    return row ? { account: textColumn(row, 'account'), object: JSON.parse(textColumn(row, 'body')) } : null;
  }

  /** Across accounts, newest first. */
  latest<K extends StoredKind>(
    kind: K,
    limit: number,
  ): readonly { readonly account: string; readonly object: StoredObjects[K] }[] {
    return this.#database.sqlite
      .prepare('select account, body from objects where kind = ? order by seq desc limit ?')
      .all(kind, limit)
      .map((row) => ({ account: textColumn(row, 'account'), object: JSON.parse(textColumn(row, 'body')) }));
  }

  /** What the account holds, by currency; `now` in epoch seconds. */
  balance(account: string, now: number): readonly BalanceSum[] {
    return balanceSums(this.#database, account, now);
  }

  /** Null when the cursor names no object of this account. */
  list<K extends StoredKind>(
    kind: K,
    account: string,
    query: ObjectQuery,
  ): ObjectPage<StoredObjects[K]> | null {
    const conditions = ['kind = ?', 'account = ?'];
    const values: (string | number)[] = [kind, account];
    const cursor = query.startingAfter ?? query.endingBefore;
    const backwards = query.startingAfter === undefined && query.endingBefore !== undefined;
    if (cursor !== undefined) {
      const at = this.#sequence(kind, account, cursor);
      if (at === null) return null;
      conditions.push(backwards ? 'seq > ?' : 'seq < ?');
      values.push(at);
    }
    for (const [field, wanted] of Object.entries(query.where ?? {})) {
      // Written out, not bound: only so does an index on the same expression serve it.
      if (!/^[a-z_.]+$/.test(field)) throw new TypeError(`expected a field's name, got ${field}`);
      conditions.push(`json_extract(body, '$.${field}') in (${wanted.map(() => '?').join(', ')})`);
      values.push(...wanted);
    }
    if (query.createdFrom !== undefined) {
      conditions.push('created >= ?');
      values.push(query.createdFrom);
    }
    if (query.createdTo !== undefined) {
      conditions.push('created <= ?');
      values.push(query.createdTo);
    }
    if (query.pendingWebhooks !== undefined) {
      conditions.push(
        `json_extract(body, '$.pending_webhooks') ${query.pendingWebhooks === 'some' ? '> 0' : '= 0'}`,
      );
    }
    const found = this.#database.sqlite
      .prepare(
        `select body from objects where ${conditions.join(' and ')} order by seq ${backwards ? 'asc' : 'desc'} limit ?`,
      )
      .all(...values, query.limit + 1)
      .map((row): StoredObjects[K] => JSON.parse(textColumn(row, 'body')));
    const data = found.slice(0, query.limit);
    return { data: backwards ? data.toReversed() : data, hasMore: found.length > query.limit };
  }

  /** All events about a payment, its charges, refunds and disputes; oldest first. */
  eventsAbout(account: string, paymentIntent: string): readonly StoredEvent[] {
    return this.#database.sqlite
      .prepare(
        `select body from objects where kind = 'event' and account = ?
           and coalesce(json_extract(body, '$.data.object.payment_intent'), json_extract(body, '$.data.object.id')) = ?
         order by seq`,
      )
      .all(account, paymentIntent)
      .map((row): StoredEvent => JSON.parse(textColumn(row, 'body')));
  }

  #index(object: StoredObjects[StoredKind]): void {
    if (object.object === 'payment_intent') this.payments.refresh(object.id);
    else if (object.object !== 'event' && 'payment_intent' in object) {
      const payment = idOf(object.payment_intent);
      if (payment !== null) this.payments.refresh(payment);
    }
  }

  #sequence(kind: StoredKind, account: string, id: string): number | null {
    const row = this.#database.sqlite
      .prepare('select seq from objects where id = ? and kind = ? and account = ?')
      .get(id, kind, account);
    return row ? numberColumn(row, 'seq') : null;
  }
}
