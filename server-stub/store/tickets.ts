import type { Kysely } from 'kysely';

import type { Clock } from '../clock.ts';
import { claim } from './claim.ts';
import type { AccessRequestsTable, Tables } from './tables.ts';

/** Where the ticket stands: no change that a reader has to see again, but for what it comes to. */
export type TicketChange = Partial<
  Pick<
    AccessRequestsTable,
    | 'ticket_state'
    | 'ticket_key'
    | 'ticket_url'
    | 'ticket_problem'
    | 'ticket_tried_at'
    | 'ticket_next_at'
    | 'ticket_tries'
  >
>;

/** What there is to do at the service desk for requests for access. */
export class TicketStore {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;

  constructor(db: Kysely<Tables>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** What is due at the service desk, taken until `lease`: another process that looks now does not get the same. */
  async claimDue(limit: number, lease: number): Promise<string[]> {
    const now = this.#clock.now();
    const due = await this.#db
      .selectFrom('access_requests')
      .select(['id', 'ticket_next_at'])
      .where('ticket_next_at', '<=', now)
      .orderBy('ticket_next_at')
      .limit(limit)
      .execute();
    const claimed = await claim(due, ({ id, ticket_next_at }) =>
      this.#db
        .updateTable('access_requests')
        .set({ ticket_next_at: now + lease })
        .where('id', '=', id)
        .where('ticket_next_at', '=', ticket_next_at)
        .executeTakeFirst(),
    );
    return claimed.map(({ id }) => id);
  }

  /** False when the ticket's state is no longer `from`: somebody else is at it. */
  async setTicket(
    id: string,
    from: AccessRequestsTable['ticket_state'],
    set: TicketChange,
  ): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('access_requests')
      .set(set)
      .where('id', '=', id)
      .where('ticket_state', from === null ? 'is' : '=', from)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Moves the next look, unless somebody has moved it meanwhile. */
  async reschedule(id: string, from: number | null, at: number | null): Promise<void> {
    await this.#db
      .updateTable('access_requests')
      .set({ ticket_next_at: at })
      .where('id', '=', id)
      .where('ticket_next_at', from === null ? 'is' : '=', from)
      .execute();
  }

  /** The service desk said that something happened to a ticket: look at it now. */
  async lookAtTicket(key: string): Promise<void> {
    await this.#db
      .updateTable('access_requests')
      .set({ ticket_next_at: this.#clock.now() })
      .where('ticket_key', '=', key)
      .where('ticket_state', '=', 'open')
      .where('status', '=', 'sent')
      .execute();
  }

  /** What the ticket has not been told yet, the oldest first. */
  async messages(id: string): Promise<{ id: string; text: string }[]> {
    return this.#db
      .selectFrom('service_desk_messages')
      .select(['id', 'text'])
      .where('request_id', '=', id)
      .where('sent_at', 'is', null)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
  }

  async messageSent(id: string): Promise<void> {
    await this.#db
      .updateTable('service_desk_messages')
      .set({ sent_at: this.#clock.now() })
      .where('id', '=', id)
      .execute();
  }
}
