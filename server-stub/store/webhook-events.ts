import type { Kysely, Selectable } from 'kysely';

import type { Clock } from '../clock.ts';
import { claim } from './claim.ts';
import type { Tables, WebhookEventsTable } from './tables.ts';

export type KeptEvent = Readonly<Selectable<WebhookEventsTable>>;

export class WebhookEventStore {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;

  constructor(db: Kysely<Tables>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Undefined when this event has been delivered before. `lease`: milliseconds until the timer takes it up. */
  async keep(
    event: Omit<KeptEvent, 'state' | 'tries' | 'next_try_at' | 'received_at'>,
    lease: number,
  ): Promise<KeptEvent | undefined> {
    const now = this.#clock.now();
    return this.#db
      .insertInto('webhook_events')
      .values({ ...event, state: 'pending', tries: 0, next_try_at: now + lease, received_at: now })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returningAll()
      .executeTakeFirst();
  }

  /** What is due, taken for `lease` milliseconds. */
  async claimDue(limit: number, lease: number): Promise<KeptEvent[]> {
    const now = this.#clock.now();
    const due = await this.#db
      .selectFrom('webhook_events')
      .selectAll()
      .where('next_try_at', '<=', now)
      .orderBy('next_try_at')
      .limit(limit)
      .execute();
    return claim(due, (event) =>
      this.#db
        .updateTable('webhook_events')
        .set({ next_try_at: now + lease })
        .where('id', '=', event.id)
        .where('next_try_at', '=', event.next_try_at)
        .executeTakeFirst(),
    );
  }

  /** Forgets what was finished before: Stripe repeats an event for three days. */
  async prune(before: number): Promise<void> {
    await this.#db
      .deleteFrom('webhook_events')
      .where('received_at', '<', before)
      .where('state', '!=', 'pending')
      .execute();
  }

  async retryAt(id: string, at: number, tries: number): Promise<void> {
    await this.#db
      .updateTable('webhook_events')
      .set({ next_try_at: at, tries })
      .where('id', '=', id)
      // Another process, that took it up when this one took too long, may be done with it.
      .where('state', '=', 'pending')
      .execute();
  }

  async finish(id: string, state: 'done' | 'abandoned'): Promise<void> {
    await this.#db
      .updateTable('webhook_events')
      .set({ state, next_try_at: null })
      .where('id', '=', id)
      .where('state', '=', 'pending')
      .execute();
  }
}
