/** Where service request tickets go. A test passes its own. */
export interface ServiceDesk {
  /** `outside`: another system's tickets, which decide by their status, and which are told what happens here. */
  readonly kind: 'embedded' | 'outside';
  /** Opens a ticket. No service desk has idempotency keys: who does not know what came of it asks `find` first. */
  open(ticket: NewTicket): Promise<TicketFacts>;
  /** The ticket that was opened for a request; null when there is none, or none can be found yet. */
  find(requestId: string): Promise<TicketFacts | null>;
  read(key: string): Promise<TicketVerdict>;
  comment(key: string, text: string): Promise<void>;
}

export interface NewTicket {
  /** In its summary, so that it can be found again. */
  readonly requestId: string;
  readonly summary: string;
  readonly description: string;
}

export interface TicketFacts {
  readonly key: string;
  readonly url: string | null;
}

/** What the ticket's status comes to; everything that is not configured as an end is `undecided`. */
export type TicketVerdict =
  | { readonly verdict: 'undecided' }
  | { readonly verdict: 'approved' }
  | { readonly verdict: 'declined'; readonly reason: string | null };

/**
 * - `refused`: the service desk understood and said no, or would not hear it: nothing was done. It is tried again
 *   later, for somebody may put right what is wrong.
 * - `gone`: there is no such ticket.
 * - `unknown`: nobody knows whether it was done.
 */
export type ServiceDeskFailureKind = 'refused' | 'gone' | 'unknown';

export class ServiceDeskFailure extends Error {
  readonly kind: ServiceDeskFailureKind;
  /** Milliseconds that the service desk wants to be left alone. */
  readonly retryAfter: number | null;

  /** `message`: for the operator; nothing of the request's is in it. */
  constructor(
    kind: ServiceDeskFailureKind,
    message: string,
    options: { retryAfter?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.retryAfter = options.retryAfter ?? null;
  }
}
