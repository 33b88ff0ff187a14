import { retryDelay } from '../payments/schedule.ts';
import { SingleFlight } from '../payments/single-flight.ts';
import type { AccessRow } from '../store/access-requests.ts';
import { LEASE, type AccessParts } from './parts.ts';
import { ServiceDeskFailure, type TicketFacts, type TicketVerdict } from './service-desk.ts';
import { ticketFor } from './ticket-text.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * A service desk's search lags behind its tickets, by minutes at worst. A ticket that it has not shown by then was
 * never made. See https://developer.atlassian.com/cloud/jira/platform/search-and-reconcile/
 */
const SETTLED = 10 * MINUTE;
const MOST_AT_ONCE = 10;

/** Opens tickets, tells them what happens here, and reads what became of them. */
export class DeskWork {
  readonly #parts: AccessParts;
  readonly #decide: (row: AccessRow, verdict: TicketVerdict) => Promise<unknown>;
  readonly #flights = new SingleFlight<void>();

  constructor(parts: AccessParts, decide: (row: AccessRow, verdict: TicketVerdict) => Promise<unknown>) {
    this.#parts = parts;
    this.#decide = decide;
  }

  /** Begins with what is due. */
  async tick(): Promise<void> {
    for (const id of await this.#parts.store.tickets.claimDue(MOST_AT_ONCE, LEASE))
      this.#parts.background.run('service desk', () => this.attend(id));
  }

  /** Something happened to a ticket, it is said: it is looked at with the next tick. */
  hint(key: string): Promise<void> {
    return this.#parts.store.tickets.lookAtTicket(key);
  }

  /** Does for one request what there is to do now. */
  attend(id: string): Promise<void> {
    return this.#flights.run(id, () => this.#attend(id));
  }

  async #attend(id: string): Promise<void> {
    const row = await this.#parts.store.access.find(id);
    if (!row || row.ticket_next_at === null) return;
    try {
      await this.#schedule(row, await this.#advance(row));
    } catch (error) {
      if (!(error instanceof ServiceDeskFailure)) throw error;
      this.#parts.log.warn({ accessRequestId: id, serviceDesk: error.kind }, error.message);
      await this.#retryLater(row, error);
    }
  }

  /** Answers when to come back, in milliseconds from now; null for never. */
  async #advance(row: AccessRow): Promise<number | null> {
    switch (row.ticket_state) {
      case 'opening':
        return row.status === 'withdrawn' ? null : this.#open(row);
      case 'unknown':
        return this.#lookFor(row);
      case 'open':
        return this.#follow(row);
      case null:
        return null;
    }
  }

  async #open(row: AccessRow): Promise<number | null> {
    const { store, clock, desk } = this.#parts;
    // Saved before the call: whatever ends it, the ticket is looked for before another one is made.
    const tried = { ticket_state: 'unknown' as const, ticket_tried_at: clock.now() };
    if (!(await store.tickets.setTicket(row.id, 'opening', tried))) return LEASE;
    // As it is now: who corrected or withdrew it until this moment has left no message for the ticket.
    const current = (await store.access.find(row.id)) ?? row;
    if (current.status === 'withdrawn') {
      await store.tickets.setTicket(row.id, 'unknown', { ticket_state: 'opening' });
      return null;
    }
    try {
      return await this.#adopt(row, await desk.open(ticketFor(current)));
    } catch (error) {
      if (error instanceof ServiceDeskFailure && error.kind !== 'unknown')
        await store.tickets.setTicket(row.id, 'unknown', { ticket_state: 'opening' });
      throw error;
    }
  }

  async #lookFor(row: AccessRow): Promise<number | null> {
    const { store, clock, desk } = this.#parts;
    const found = await desk.find(row.id);
    if (found) return this.#adopt(row, found);
    const waited = clock.now() - (row.ticket_tried_at ?? 0);
    if (waited < SETTLED) return MINUTE;
    await store.tickets.setTicket(row.id, 'unknown', { ticket_state: 'opening' });
    return 0;
  }

  async #adopt(row: AccessRow, { key, url }: TicketFacts): Promise<number | null> {
    const { store, log } = this.#parts;
    const open = { ticket_state: 'open', ticket_key: key, ticket_url: url, ticket_problem: null } as const;
    await store.tickets.setTicket(row.id, 'unknown', { ...open, ticket_tries: 0 });
    log.info({ accessRequestId: row.id, ticket: key }, 'a service request ticket is open');
    return this.#parts.desk.kind === 'embedded' ? null : 0;
  }

  async #follow(row: AccessRow): Promise<number | null> {
    const { store, desk, clock } = this.#parts;
    const { ticket_key: key } = row;
    if (desk.kind === 'embedded' || key === null) return null;
    for (const { id, text } of await store.tickets.messages(row.id)) {
      await desk.comment(key, text);
      await store.tickets.messageSent(id);
    }
    if (row.status !== 'sent') return null;
    const verdict = await desk.read(key);
    await store.tickets.setTicket(row.id, 'open', { ticket_problem: null, ticket_tries: 0 });
    if (verdict.verdict === 'undecided') return pollDelay(clock.now() - (row.raised_at ?? row.created_at));
    await this.#decide(row, verdict);
    return null;
  }

  async #retryLater(row: AccessRow, { message, retryAfter }: ServiceDeskFailure): Promise<void> {
    const current = await this.#parts.store.access.find(row.id);
    if (!current) return;
    const set = { ticket_problem: message, ticket_tries: current.ticket_tries + 1 };
    await this.#parts.store.tickets.setTicket(row.id, current.ticket_state, set);
    await this.#schedule(row, Math.max(retryDelay(current.ticket_tries), retryAfter ?? 0));
  }

  /** Unless it was wanted earlier meanwhile. */
  async #schedule(row: AccessRow, delay: number | null): Promise<void> {
    const at = delay === null ? null : this.#parts.clock.now() + delay;
    await this.#parts.store.tickets.reschedule(row.id, row.ticket_next_at, at);
  }
}

/** A webhook says it sooner; this is the net under it. */
function pollDelay(age: number): number {
  if (age < HOUR) return MINUTE;
  return age < 24 * HOUR ? 5 * MINUTE : 30 * MINUTE;
}
