import { setTimeout as sleep } from 'node:timers/promises';
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';

import type { PaymentRequestStatus } from '../../src/contract/payment-request.ts';
import type { Clock } from '../clock.ts';
import { newId } from '../ids.ts';
import type { Meter } from '../meter.ts';
import { OPEN_STATUSES, REACHED_FROM } from '../payments/life.ts';
import type { Bus } from '../streams/bus.ts';
import { claim } from './claim.ts';
import { insertSearch } from './records.ts';
import { selectRequests, type RequestRow } from './request-rows.ts';
import type { PaymentHistoryTable, PaymentRequestsTable, Tables, Tenancy } from './tables.ts';
import { appendToTopics, callTopic, clinicTopic, type TopicPosition } from './topics.ts';
import { transact } from './transact.ts';

export type NewRequest = Omit<
  Insertable<PaymentRequestsTable>,
  'status' | 'revision' | 'amount_refunded' | 'check_count' | 'failure_count' | 'created_at' | 'updated_at'
>;

type Changeable = Partial<
  Omit<
    Selectable<PaymentRequestsTable>,
    'id' | 'host_id' | 'organisation_id' | 'clinic_id' | 'amount' | 'currency' | 'revision' | 'created_at'
  >
>;

/** What to change, and why. */
export interface RequestChange {
  readonly set: Changeable;
  /** Kept for ever in the history, when it is part of the payment's story. */
  readonly cause: string;
  /** `participant:<id>`, `stripe` or `gateway`. */
  readonly actor: string;
  /** What the history keeps of it beside, whatever `set` moves. */
  readonly refund?: { readonly id: string; readonly amount: number };
  /** When it happened, in UTC milliseconds, for what is only heard of later: a line of the history, whatever `set` moves. */
  readonly happenedAt?: number;
  /** Written in the same transaction. What it throws undoes the change. */
  readonly also?: (trx: Transaction<Tables>) => Promise<void>;
}

/** What history and streams say of a request. */
type Recorded = Tenancy & Pick<RequestRow, 'id' | 'call_id' | 'status' | 'revision' | 'updated_at'>;

export type HistoryRow = Pick<
  Selectable<PaymentHistoryTable>,
  'actor' | 'from_status' | 'to_status' | 'cause' | 'amount' | 'refund_id' | 'at'
>;

const CHANGE_TRIES = 20;
/** Milliseconds. */
const LONGEST_PAUSE = 100;

export class PaymentRequestStore {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;
  readonly #bus: Bus;
  readonly #meter: Meter;

  constructor(db: Kysely<Tables>, clock: Clock, bus: Bus, meter: Meter) {
    this.#db = db;
    this.#clock = clock;
    this.#bus = bus;
    this.#meter = meter;
  }

  async find(id: string): Promise<RequestRow | undefined> {
    return selectRequests(this.#db).where('r.id', '=', id).executeTakeFirst();
  }

  async findByIdempotencyKey(clinicId: string, by: string, key: string): Promise<RequestRow | undefined> {
    return selectRequests(this.#db)
      .where('r.clinic_id', '=', clinicId)
      .where('r.requested_by', '=', by)
      .where('r.idempotency_key', '=', key)
      .executeTakeFirst();
  }

  async findByPaymentIntent(account: string, paymentIntent: string): Promise<RequestRow | undefined> {
    return selectRequests(this.#db)
      .where('r.stripe_account', '=', account)
      .where('r.payment_intent', '=', paymentIntent)
      .executeTakeFirst();
  }

  /**
   * Saves a request as `creating`, together with the key of the Stripe call that is about to be made.
   * False when the same person's idempotency key is there already: then nothing was saved.
   */
  async insert(request: NewRequest): Promise<boolean> {
    const now = this.#clock.now();
    const row = { ...request, status: 'creating', revision: 1, created_at: now, updated_at: now } as const;
    const positions = await transact(this.#db, async (trx) => {
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('payment_requests')
        .values({ ...row, amount_refunded: 0, check_count: 0, failure_count: 0 })
        .onConflict((conflict) =>
          conflict.columns(['clinic_id', 'requested_by', 'idempotency_key']).doNothing(),
        )
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 0n) return null;
      await trx
        .insertInto('stripe_operations')
        .values({
          key: `${row.id}:create:1`,
          request_id: row.id,
          operation: 'create',
          attempt: 1,
          first_tried_at: now,
          outcome: 'pending',
        })
        .execute();
      await insertSearch(trx, row);
      const actor = `participant:${row.requested_by}`;
      return this.#record(trx, row, null, { actor, cause: 'asked' });
    });
    if (positions) this.#meter.moved('creating', 0);
    this.#publish(positions);
    return positions !== null;
  }

  /**
   * Changes a request as `decide` says from how it is now; null from it changes nothing. History and stream
   * events are written in the same transaction. Answers the request as it is afterwards.
   * `seen`: how it was a moment ago, which saves reading it again when it still is.
   */
  async change(
    id: string,
    decide: (row: RequestRow) => RequestChange | null | Promise<RequestChange | null>,
    seen?: RequestRow,
  ): Promise<RequestRow | undefined> {
    // That it calls for nothing is believed only of how it is now.
    const early = seen && (await decide(seen));
    const done = early && (await this.#tryChange(seen, early));
    if (done && done !== seen) return done;
    for (let tries = 0; tries < CHANGE_TRIES; tries += 1) {
      const before = await this.find(id);
      const change = before && (await decide(before));
      if (!before || !change) return before;
      const after = await this.#tryChange(before, change);
      if (after) return after;
      // Of those that try again at the same moment only one would get on: by chance they come one after the other.
      await sleep(Math.random() * Math.min(2 ** tries, LONGEST_PAUSE));
    }
    throw new Error(`Request ${id} kept changing under ${CHANGE_TRIES} attempts to change it.`);
  }

  async #tryChange(before: RequestRow, change: RequestChange): Promise<RequestRow | null> {
    const { set } = change;
    const now = this.#clock.now();
    const after = { ...before, ...set, revision: before.revision + 1, updated_at: now };
    const moves = set.status !== undefined && set.status !== before.status;
    const positions = await transact(this.#db, async (trx) => {
      let update = trx
        .updateTable('payment_requests')
        .set({ ...set, revision: after.revision, updated_at: now })
        .where('id', '=', before.id)
        .where('revision', '=', before.revision);
      if (moves) update = update.where('status', 'in', reachedFrom(set.status));
      const { numUpdatedRows } = await update.executeTakeFirst();
      if (numUpdatedRows === 0n) return null;
      await change.also?.(trx);
      const tells = moves || (await isNews(trx, before, change));
      return this.#record(trx, after, before.status, tells ? change : null);
    });
    if (!positions) {
      if (moves && !reachedFrom(set.status).includes(before.status)) return before;
      return null;
    }
    if (moves && set.status) this.#meter.moved(set.status, now - before.created_at);
    this.#publish(positions);
    return after;
  }

  async #record(
    trx: Transaction<Tables>,
    row: Recorded,
    from: PaymentRequestStatus | null,
    story: Pick<RequestChange, 'actor' | 'cause' | 'refund' | 'happenedAt'> | null,
  ): Promise<TopicPosition[]> {
    if (story) {
      await trx
        .insertInto('payment_history')
        .values({
          id: newId('ph'),
          host_id: row.host_id,
          organisation_id: row.organisation_id,
          clinic_id: row.clinic_id,
          request_id: row.id,
          revision: row.revision,
          actor: story.actor,
          from_status: from,
          to_status: row.status,
          cause: story.cause,
          amount: story.refund?.amount ?? null,
          refund_id: story.refund?.id ?? null,
          at: story.happenedAt ?? row.updated_at,
        })
        .execute();
    }
    const event = { requestId: row.id, kind: row.status, at: row.updated_at };
    // Always in this order: two who wait for each other would wait for ever.
    const topics = [callTopic(row.clinic_id, row.call_id), clinicTopic(row.clinic_id)];
    return appendToTopics(trx, topics, event);
  }

  #publish(positions: readonly TopicPosition[] | null): void {
    for (const { topic, seq } of positions ?? []) this.#bus.publish(topic, seq);
  }

  /**
   * When to look at it next; null for never. Not a change that anybody is shown. One that has got further than `row`
   * has a timetable of its own by now.
   */
  async schedule(
    { id, status, closing_as }: RequestRow,
    at: number | null,
    counts: Partial<Pick<PaymentRequestsTable, 'check_count' | 'failure_count'>>,
  ): Promise<void> {
    await this.#db
      .updateTable('payment_requests')
      .set({ next_check_at: at, ...counts })
      .where('id', '=', id)
      .where('status', '=', status)
      .where('closing_as', closing_as === null ? 'is' : '=', closing_as)
      .execute();
  }

  /** What is due, taken until `lease`: another process that looks now does not get the same ones. */
  async claimDue(limit: number, lease: number): Promise<RequestRow[]> {
    const now = this.#clock.now();
    const due = await selectRequests(this.#db)
      .where('r.next_check_at', '<=', now)
      .orderBy('r.next_check_at')
      .limit(limit)
      .execute();
    return claim(due, (row) =>
      this.#db
        .updateTable('payment_requests')
        .set({ next_check_at: now + lease })
        .where('id', '=', row.id)
        .where('next_check_at', '=', row.next_check_at)
        .executeTakeFirst(),
    );
  }

  /**
   * After a start nothing is known of what happened meanwhile: look at everything open at once. What is open is
   * always looked after, so that its index finds it among all that has ended. What somebody waits for comes first.
   */
  async checkAllOpen(): Promise<void> {
    const now = this.#clock.now();
    await transact(this.#db, (trx) =>
      trx
        .updateTable('payment_requests')
        .set((eb) => ({
          next_check_at: eb
            .case()
            .when(eb.or([eb('status', '=', 'creating'), eb('closing_as', 'is not', null)]))
            .then(eb.lit(now - 1))
            .else(eb.lit(now))
            .end(),
          check_count: 0,
        }))
        .where('next_check_at', '>', 0)
        .where('status', 'in', OPEN_STATUSES)
        .execute(),
    );
  }

  /** Access to an account came (back): what hung on it can be read again. */
  async checkUnreachable(account: string): Promise<void> {
    await this.#db
      .updateTable('payment_requests')
      .set({ next_check_at: this.#clock.now(), check_count: 0 })
      .where('stripe_account', '=', account)
      .where('status', '=', 'unreachable')
      .execute();
  }

  async openIdsOfAccount(account: string): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('payment_requests')
      .select('id')
      .where('stripe_account', '=', account)
      .where('status', 'in', ['requested', 'processing'])
      .execute();
    return rows.map(({ id }) => id);
  }

  /** A clinic's requests on an account that are not over: those that could be withdrawn, and those being settled. */
  async openOf(clinicId: string, account: string): Promise<RequestRow[]> {
    return selectRequests(this.#db)
      .where('r.clinic_id', '=', clinicId)
      .where('r.stripe_account', '=', account)
      .where('r.status', 'in', OPEN_STATUSES)
      .execute();
  }

  /** How many of a clinic's requests on an account could be withdrawn. */
  async countOpenOf(clinicId: string, account: string): Promise<number> {
    const { count } = await this.#db
      .selectFrom('payment_requests')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('clinic_id', '=', clinicId)
      .where('stripe_account', '=', account)
      .where('next_check_at', '>', 0)
      .where('status', 'in', ['creating', 'requested'])
      .executeTakeFirstOrThrow();
    return count;
  }

  /** How many may still be paid, by status: those are looked after, so that they are quick to count. */
  async countOpen(): Promise<{ status: PaymentRequestStatus; count: number }[]> {
    return this.#db
      .selectFrom('payment_requests')
      .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
      .where('next_check_at', '>', 0)
      .where('status', 'in', OPEN_STATUSES)
      .groupBy('status')
      .execute();
  }

  async history(id: string): Promise<HistoryRow[]> {
    return this.#db
      .selectFrom('payment_history')
      .select(['actor', 'from_status', 'to_status', 'cause', 'amount', 'refund_id', 'at'])
      .where('request_id', '=', id)
      .orderBy('revision')
      .execute();
  }
}

function reachedFrom(status: PaymentRequestStatus | undefined): readonly PaymentRequestStatus[] {
  return status === undefined ? [] : REACHED_FROM[status];
}

/** Whether a change that moves no status belongs into the payment's story. */
async function isNews(
  trx: Transaction<Tables>,
  before: RequestRow,
  { set, refund, cause, happenedAt }: RequestChange,
): Promise<boolean> {
  if (happenedAt !== undefined) return true;
  if (refund || (set.closing_as != null && before.closing_as === null)) return true;
  if (set.attempt_at !== undefined || set.dispute_status !== undefined) return true;
  if (set.activity === undefined) return false;
  // What the payer does is told once: they may come and go as often as they like.
  const told = await trx
    .selectFrom('payment_history')
    .select('id')
    .where('request_id', '=', before.id)
    .where('cause', '=', cause)
    .limit(1)
    .executeTakeFirst();
  return told === undefined;
}
