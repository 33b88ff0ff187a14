import type { PaymentEventKind, PaymentRecord, Refund } from '../../src/contract/records.ts';
import type { PaymentRequestStatus } from '../../src/contract/payment-request.ts';
import type { Cluster } from './cluster.ts';
import type { Journey } from './journey.ts';

const ENDS: readonly PaymentEventKind[] = [
  'paid',
  'cancelled',
  'refused',
  'expired',
  'failed',
  'unreachable',
];

/** What the history of a request says of its status, and of a refund's. */
const LINE_OF: Readonly<Record<PaymentRequestStatus, PaymentEventKind>> = {
  creating: 'asked',
  requested: 'requested',
  processing: 'processing',
  paid: 'paid',
  cancelled: 'cancelled',
  refused: 'refused',
  expired: 'expired',
  failed: 'failed',
  unreachable: 'unreachable',
};
const LINE_OF_REFUND: Readonly<Record<Refund['status'], PaymentEventKind>> = {
  creating: 'refund-asked',
  pending: 'refund-pending',
  succeeded: 'refunded',
  failed: 'refund-failed',
  canceled: 'refund-failed',
};

/**
 * Each request's story begins once, ends once, as the request has, and leaves out nothing that somebody was shown.
 * To be read when all agree: who reads a story makes the gateway look at Stripe.
 */
export async function auditStories(cluster: Cluster, journeys: readonly Journey[]): Promise<string[]> {
  const problems: string[] = [];
  for (const { id } of await cluster.requests()) {
    const shown = journeys.flatMap(({ browsers }) => browsers.map(({ reached }) => reached.get(id)));
    const reached = shown.flatMap((statuses) => [...(statuses ?? [])]);
    problems.push(...againstStory(await cluster.record(id), reached));
  }
  return problems;
}

function againstStory(
  { request, events, refunds }: PaymentRecord,
  reached: readonly PaymentRequestStatus[],
): string[] {
  const kinds = events.map(({ kind }) => kind);
  const story = `the story of ${request.id} (${request.status}) is ${kinds.join(', ')}`;
  const problems: string[] = [];
  if (kinds.filter((kind) => kind === 'asked').length !== 1) problems.push(`${story}: not asked for once`);
  const end = LINE_OF[request.status];
  const ends = kinds.filter((kind) => ENDS.includes(kind));
  if (ends.join() !== (ENDS.includes(end) ? end : '')) problems.push(`${story}: that is not how it ended`);
  for (const status of new Set(reached))
    if (!kinds.includes(LINE_OF[status])) problems.push(`${story}: somebody was shown ${status}`);
  for (const { id, status } of refunds)
    if (!events.some(({ refundId, kind }) => refundId === id && kind === LINE_OF_REFUND[status]))
      problems.push(`${story}: ${id} is ${status}`);
  return problems;
}
