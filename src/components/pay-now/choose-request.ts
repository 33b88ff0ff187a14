import type { PaymentRequestStatus } from '../../contract/payment-request.ts';
import type { RequestEntry } from '../../session/state.ts';

const OPEN: ReadonlySet<PaymentRequestStatus> = new Set(['requested', 'processing']);

export function isOpen({ request }: RequestEntry): boolean {
  return OPEN.has(request.status);
}

/** Open requests, the oldest first: the order in which they are to be paid. */
export function openRequests(entries: readonly RequestEntry[]): readonly RequestEntry[] {
  return entries
    .filter(isOpen)
    .sort((a, b) => a.request.createdAt - b.request.createdAt || (a.request.id < b.request.id ? -1 : 1));
}

/**
 * Decides which request is shown. It stays with one to its end and shows how it ended, until the person
 * goes on or a request comes that was not there before.
 */
export class RequestChooser {
  #currentId: string | null = null;
  #known: ReadonlySet<string> = new Set();

  choose(entries: readonly RequestEntry[]): RequestEntry | null {
    const open = openRequests(entries);
    const current = entries.find(({ request }) => request.id === this.#currentId);
    const arrived = open.find(({ request }) => !this.#known.has(request.id));
    this.#known = new Set(entries.map(({ request }) => request.id));
    const chosen =
      current && (isOpen(current) || !arrived) ? current : (arrived ?? open[0] ?? newestEnd(entries) ?? null);
    this.#currentId = chosen?.request.id ?? null;
    return chosen;
  }

  /** Leaves what has ended for the oldest that is open. */
  next(): void {
    this.#currentId = null;
  }
}

function newestEnd(entries: readonly RequestEntry[]): RequestEntry | undefined {
  return [...entries].sort((a, b) => b.request.updatedAt - a.request.updatedAt)[0];
}
