import type { PaymentRequestStatus } from '../../src/contract/payment-request.ts';

/**
 * From where each status can be reached. It is enforced in the `where` of every update: a late or repeated
 * fact can never move a request backwards, and `paid` beats every other status.
 */
export const REACHED_FROM: Readonly<Record<PaymentRequestStatus, readonly PaymentRequestStatus[]>> = {
  creating: [],
  requested: ['creating', 'processing', 'unreachable'],
  processing: ['creating', 'requested', 'unreachable'],
  paid: ['creating', 'requested', 'processing', 'cancelled', 'refused', 'expired', 'failed', 'unreachable'],
  cancelled: ['creating', 'requested', 'processing', 'unreachable'],
  refused: ['creating', 'requested', 'processing', 'unreachable'],
  expired: ['creating', 'requested', 'processing', 'unreachable'],
  failed: ['creating'],
  unreachable: ['requested', 'processing'],
};

/** Stripe may still change these: they are watched. */
export const OPEN_STATUSES = ['creating', 'requested', 'processing'] as const;

export function isOpen(status: PaymentRequestStatus): boolean {
  return OPEN_STATUSES.some((open) => open === status);
}
