import {
  PAYMENT_EVENT_KINDS,
  REFUND_REASONS,
  type PaymentEvent,
  type PaymentEventActor,
  type PaymentEventKind,
  type Refund,
} from '../../src/contract/records.ts';
import type { HistoryRow } from '../store/payment-requests.ts';
import { AT_STRIPE, type RefundRow } from '../store/refunds.ts';
import { person } from './view.ts';

const PARTICIPANT = 'participant:';

/** Whose names a story needs. */
export function peopleOf(history: readonly HistoryRow[]): string[] {
  const ids = history.flatMap(({ actor }) =>
    actor.startsWith(PARTICIPANT) ? [actor.slice(PARTICIPANT.length)] : [],
  );
  return [...new Set(ids)];
}

export function renderEvents(
  history: readonly HistoryRow[],
  names: ReadonlyMap<string, string>,
): PaymentEvent[] {
  // As it happened: of a refused card one may only hear when the next one is accepted.
  const inTime = history.toSorted((a, b) => a.at - b.at);
  return inTime.map((row) => ({
    ...kindOf(row),
    at: row.at,
    by: actorOf(row.actor, names),
    ...(row.amount !== null && { amount: row.amount }),
    ...(row.refund_id !== null && { refundId: row.refund_id }),
  }));
}

/** The history keeps a status and a cause in words; here they become one of the kinds that a page knows. */
function kindOf({ from_status, to_status, cause, actor }: HistoryRow): {
  kind: PaymentEventKind;
  code?: string;
} {
  if (from_status === null) return { kind: 'asked' };
  const [, subject, code] = /^(closing|attempt|dispute): (.+)$/.exec(cause) ?? [];
  if (code !== undefined) return { kind: SUBJECTS[subject ?? ''] ?? 'closing', code };
  const refund = REFUND_CAUSES[cause];
  if (refund) return { kind: refund };
  if (from_status === to_status) return { kind: isKind(cause) ? cause : 'requested' };
  if (to_status === 'creating') return { kind: 'asked' };
  if (to_status === 'failed') return { kind: 'failed', code: cause };
  if (to_status === 'cancelled' && actor === 'stripe' && cause === 'cancelled at Stripe')
    return { kind: 'cancelled', code: 'at_stripe' };
  return { kind: to_status };
}

const SUBJECTS: Readonly<Record<string, PaymentEventKind>> = {
  closing: 'closing',
  attempt: 'attempt-failed',
  dispute: 'disputed',
};
const REFUND_CAUSES: Readonly<Record<string, PaymentEventKind>> = {
  'refund asked': 'refund-asked',
  'refund pending': 'refund-pending',
  refunded: 'refunded',
  'refund failed': 'refund-failed',
};

function isKind(cause: string): cause is PaymentEventKind {
  return PAYMENT_EVENT_KINDS.some((kind) => kind === cause);
}

function actorOf(actor: string, names: ReadonlyMap<string, string>): PaymentEventActor {
  if (actor === 'stripe' || actor === 'gateway') return { kind: actor };
  const id = actor.startsWith(PARTICIPANT) ? actor.slice(PARTICIPANT.length) : actor;
  return { kind: 'person', person: person(id, names.get(id) ?? null) };
}

export function renderRefund(row: RefundRow): Refund {
  const reason = REFUND_REASONS.find((known) => known === row.reason) ?? null;
  return {
    id: row.id,
    amount: row.amount,
    reason,
    status: row.status,
    ...(row.detail !== null && { detail: row.detail }),
    ...(row.stripe_refund !== null && { stripeRefund: row.stripe_refund }),
    requestedBy: row.requested_by === AT_STRIPE ? null : person(row.requested_by, row.requested_by_name),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
