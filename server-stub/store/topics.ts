import type { Kysely, Transaction } from 'kysely';

import type { Position } from '../streams/position.ts';
import type { Tables } from './tables.ts';
import { transact } from './transact.ts';

/** The change of one request, as a stream's reader has yet to be shown it: never a payload. */
export interface StreamEntry {
  readonly seq: number;
  readonly at: number;
  readonly requestId: string;
}

export type Backlog =
  | { readonly known: true; readonly entries: readonly StreamEntry[] }
  /** The position is older than what is kept, or from another store. */
  | { readonly known: false };

export interface TopicPosition {
  readonly topic: string;
  readonly seq: number;
}

export function callTopic(clinicId: string, callId: string): string {
  return `call:${clinicId}:${callId}`;
}

export function clinicTopic(clinicId: string): string {
  return `clinic:${clinicId}`;
}

/** Takes each topic's next number in the change's own transaction: numbers are in the order of commits. */
export async function appendToTopics(
  trx: Transaction<Tables>,
  topics: readonly string[],
  event: { requestId: string; kind: string; at: number },
): Promise<TopicPosition[]> {
  const positions = await trx
    .insertInto('topics')
    .values(topics.map((topic) => ({ topic, seq: 1, pruned_to: 0 })))
    .onConflict((conflict) =>
      conflict.column('topic').doUpdateSet((eb) => ({ seq: eb('topics.seq', '+', 1) })),
    )
    .returning(['topic', 'seq'])
    .execute();
  const { requestId: request_id, kind, at } = event;
  await trx
    .insertInto('stream_events')
    .values(positions.map(({ topic, seq }) => ({ topic, seq, request_id, kind, at })))
    .execute();
  return positions;
}

export class TopicStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** The beginning, for the topic that is none: nothing ever happens there. */
  async position(topic: string | null): Promise<Position> {
    const row =
      topic !== null &&
      (await this.#db
        .selectFrom('topics as t')
        .leftJoin('stream_events as e', (join) =>
          join.onRef('e.topic', '=', 't.topic').onRef('e.seq', '=', 't.seq'),
        )
        .select(['t.seq', 'e.at'])
        .where('t.topic', '=', topic)
        .executeTakeFirst());
    return row || { seq: 0, at: null };
  }

  async positions(topics: readonly string[]): Promise<readonly TopicPosition[]> {
    if (topics.length === 0) return [];
    return this.#db.selectFrom('topics').select(['topic', 'seq']).where('topic', 'in', topics).execute();
  }

  /** What came after a position, oldest first, at most `limit`. */
  async since(topic: string, { seq: position, at }: Position, limit: number): Promise<Backlog> {
    const [own, ...others] = await this.#db
      .selectFrom('stream_events')
      .select(['seq', 'request_id as requestId', 'at'])
      .where('topic', '=', topic)
      .where('seq', '>=', position)
      .orderBy('seq')
      .limit(limit + 1)
      .execute();
    if (own?.seq === position && at !== null && own.at !== at) return { known: false };
    const entries = (own && own.seq > position ? [own, ...others] : others).slice(0, limit);
    // The very next one is there: then nothing in between was thrown away.
    if (entries[0]?.seq === position + 1) return { known: true, entries };
    const row = await this.#db
      .selectFrom('topics')
      .select(['seq', 'pruned_to'])
      .where('topic', '=', topic)
      .executeTakeFirst();
    const { seq, pruned_to } = row ?? { seq: 0, pruned_to: 0 };
    return position < pruned_to || position > seq ? { known: false } : { known: true, entries };
  }

  /** Throws away what is older. A reader who comes back from before that is told to read the list again. */
  async prune(before: number): Promise<void> {
    const old = await this.#db
      .selectFrom('stream_events')
      .select((eb) => ['topic', eb.fn.max('seq').as('last')])
      .where('at', '<', before)
      .groupBy('topic')
      .execute();
    // Each by itself: whoever changes a request locks two topics, and would wait for all that is pruned in between.
    for (const { topic, last } of old) await this.#pruneTopic(topic, last);
  }

  async #pruneTopic(topic: string, last: number): Promise<void> {
    await transact(this.#db, async (trx) => {
      await trx
        .updateTable('topics')
        .set({ pruned_to: last })
        .where('topic', '=', topic)
        .where('pruned_to', '<', last)
        .execute();
      await trx.deleteFrom('stream_events').where('topic', '=', topic).where('seq', '<=', last).execute();
    });
  }
}
