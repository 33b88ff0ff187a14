import type { PaymentRequest, PaymentRequestStatus } from '../contract/payment-request.ts';
import type { RequestEntry } from './state.ts';

/** A request that is new here, or newer than what was known of it. */
export interface RequestChange {
  readonly previous: PaymentRequest | null;
  readonly request: PaymentRequest;
}

export interface Merge {
  /** Newest first. */
  readonly entries: readonly RequestEntry[];
  readonly changes: readonly RequestChange[];
}

const ENDED = new Set<PaymentRequestStatus>([
  'paid',
  'cancelled',
  'refused',
  'expired',
  'failed',
  'unreachable',
]);

/** Whether collecting is over. */
export function isEnded({ status }: PaymentRequest): boolean {
  return ENDED.has(status);
}

/** Whether it can be paid now: asked for, and nobody is withdrawing it. */
export function isPayable(request: PaymentRequest): boolean {
  return request.status === 'requested' && request.closingAs === null;
}

/** Whether the payer is at it, or Stripe is. */
export function isBeingPaid(request: PaymentRequest): boolean {
  if (request.status !== 'requested') return request.status === 'processing';
  const kind = request.activity?.kind;
  return kind === 'entering-details' || kind === 'authenticating';
}

/**
 * Takes in what a snapshot, an event or an answer said. They overtake each other: the higher revision wins,
 * whatever came last. What is not mentioned stays.
 */
export function mergeRequests(entries: readonly RequestEntry[], incoming: readonly PaymentRequest[]): Merge {
  const byId = new Map(entries.map((entry) => [entry.request.id, entry]));
  const changes: RequestChange[] = [];
  for (const request of incoming) {
    const known = byId.get(request.id);
    if (known && known.request.revision >= request.revision) continue;
    changes.push({ previous: known?.request ?? null, request });
    byId.set(request.id, {
      checkout: { status: 'idle' },
      pending: null,
      actionError: null,
      ...known,
      request,
    });
  }
  if (changes.length === 0) return { entries, changes };
  return { entries: [...byId.values()].sort(newestFirst), changes };
}

function newestFirst({ request: a }: RequestEntry, { request: b }: RequestEntry): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);
}
