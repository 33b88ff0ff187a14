import type { Kysely } from 'kysely';

import type { ParticipantsTable, Tables } from './tables.ts';
import { OUTSIDE_CALLS } from './tenants.ts';
import { callTopic } from './topics.ts';

const BATCH = 500;
/** A day's people are gone through in a few turns, and nothing else waits long meanwhile. */
const BATCHES_AT_ONCE = 20;

type Participant = Pick<ParticipantsTable, 'clinic_id' | 'call_id' | 'participant_id' | 'last_seen_at'>;

/** Forgets of calls that are long over what nobody needs any more. Requests, and who they are about, stay. */
export class PastCallStore {
  readonly #db: Kysely<Tables>;
  /** Up to here all is done. */
  #doneTo = 0;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * Of people who were last seen before: who was in a call without a request, and the numbers of a call's stream of
   * which no event is left.
   */
  async prune(before: number): Promise<void> {
    for (let batch = 0; batch < BATCHES_AT_ONCE; batch += 1) if (!(await this.#pruneBatch(before))) return;
  }

  /** False when there are no more. */
  async #pruneBatch(before: number): Promise<boolean> {
    const people = await this.#db
      .selectFrom('participants as p')
      .select(['p.clinic_id', 'p.call_id', 'p.participant_id', 'p.last_seen_at'])
      .select((eb) => [
        eb
          .selectFrom('payment_requests as r')
          .select('r.id')
          .whereRef('r.clinic_id', '=', 'p.clinic_id')
          .whereRef('r.call_id', '=', 'p.call_id')
          .limit(1)
          .as('request_id'),
        eb
          .selectFrom('participants as other')
          .select('other.participant_id')
          .whereRef('other.clinic_id', '=', 'p.clinic_id')
          .whereRef('other.call_id', '=', 'p.call_id')
          .where('other.last_seen_at', '>=', before)
          .limit(1)
          .as('still_there'),
      ])
      // Admins are in no call, and what they did keeps their name.
      .where('p.call_id', '!=', OUTSIDE_CALLS)
      .where('p.last_seen_at', '>=', this.#doneTo)
      .where('p.last_seen_at', '<', before)
      .orderBy('p.last_seen_at')
      .limit(BATCH)
      .execute();
    const last = people.at(-1);
    if (!last) return false;
    for (const { request_id, still_there, ...person } of people) {
      if (request_id === null) await this.#forget(person);
      else if (still_there === null) await this.#forgetTopic(callTopic(person.clinic_id, person.call_id));
    }
    this.#doneTo = last.last_seen_at + 1;
    return people.length === BATCH;
  }

  async #forget({ clinic_id, call_id, participant_id, last_seen_at }: Participant): Promise<void> {
    await this.#db
      .deleteFrom('participants')
      .where('clinic_id', '=', clinic_id)
      .where('call_id', '=', call_id)
      .where('participant_id', '=', participant_id)
      // Who has come back meanwhile stays.
      .where('last_seen_at', '=', last_seen_at)
      .execute();
  }

  async #forgetTopic(topic: string): Promise<void> {
    await this.#db
      .deleteFrom('topics')
      .where('topic', '=', topic)
      .whereRef('pruned_to', '=', 'seq')
      .execute();
  }
}
