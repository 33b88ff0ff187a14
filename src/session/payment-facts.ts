import type { RequestChange } from './request-list.ts';
import type { PaymentFact, PaymentFactName } from './state.ts';

const BY_STATUS: Readonly<Partial<Record<RequestChange['request']['status'], PaymentFactName>>> = {
  requested: 'payment-requested',
  paid: 'payment-received',
  refused: 'payment-refused',
  cancelled: 'payment-cancelled',
  expired: 'payment-expired',
};

/** What a change says that outside code should hear of. */
export function factsOf({ previous, request }: RequestChange): readonly PaymentFact[] {
  const facts: PaymentFact[] = [];
  const attempt = request.lastAttempt;
  if (previous && attempt && attempt.at !== previous.lastAttempt?.at) {
    facts.push({ name: 'attempt-failed', request });
  }
  const name = BY_STATUS[request.status];
  // Stripe gave a payment back (processing → requested): that is not a new request.
  const isNew = request.status !== 'requested' || !previous || previous.status === 'creating';
  if (name && isNew && previous?.status !== request.status) facts.push({ name, request });
  return facts;
}
