import assert from 'node:assert/strict';

import type {
  ClosingReason,
  PaymentRequest,
  PaymentRequestStatus,
} from '../../../../src/contract/payment-request.ts';
import type { RefundStatus } from '../../../../src/contract/records.ts';
import { MINUTE } from '../fake-clock.ts';

/**
 * What a request may become, seen from outside, between any two looks at it: the promise in plain words, kept
 * apart from the gateway's own table. Stripe takes no money for what it has cancelled: an end is an end.
 */
const MAY_BECOME: Readonly<Record<PaymentRequestStatus, readonly PaymentRequestStatus[]>> = {
  creating: ['requested', 'processing', 'paid', 'cancelled', 'refused', 'expired', 'failed', 'unreachable'],
  requested: ['processing', 'paid', 'cancelled', 'refused', 'expired', 'unreachable'],
  processing: ['requested', 'paid', 'cancelled', 'refused', 'expired', 'unreachable'],
  paid: [],
  cancelled: [],
  refused: [],
  expired: [],
  failed: [],
  unreachable: ['requested', 'processing', 'paid', 'cancelled', 'refused', 'expired'],
};

/** A request that Stripe has not confirmed by then may be given up. */
const LONGEST_CREATION = 10 * MINUTE;

export interface KnownRefund {
  readonly key: string;
  /** Undefined: all that is left. */
  readonly asked: number | undefined;
  id: string | null;
  amount: number | null;
  /** What was last answered; null when nobody heard. */
  told: RefundStatus | 'refused' | null;
}

/** One request as people know it: what they asked, what they were answered, and what they hold. */
export interface Known {
  readonly id: string;
  readonly amount: number;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Of what was last shown. */
  revision: number;
  status: PaymentRequestStatus;
  amountRefunded: number;
  /** What somebody wanted it to end as, be it that they never heard an answer. */
  readonly asked: Set<ClosingReason>;
  /** What somebody was told that it ends as, unless it is paid. */
  withdrawnAs: ClosingReason | null;
  /** The PaymentIntents whose client secrets the payer was handed: with these, and no others, they can pay. */
  readonly payable: Set<string>;
  readonly refunds: KnownRefund[];
  /** By the clinic, in its own dashboard. */
  givenBackAtStripe: number;
}

export interface Model {
  readonly requests: Known[];
  /** Of all that was ever asked for: of each there is one request at most. */
  readonly keys: string[];
  /** The clinic does not let the gateway in. */
  isShut: boolean;
  wasShut: boolean;
  /** Stripe refuses what is asked for just now. */
  isRefusing: boolean;
}

export const newModel = (): Model => ({
  requests: [],
  keys: [],
  isShut: false,
  wasShut: false,
  isRefusing: false,
});

/** It is withdrawn, or going to be, or somebody else has heard so: they were all told the same. */
export function hearClosing(known: Known, as: ClosingReason, now: number): void {
  const isOverdue = as === 'expired' && now >= known.expiresAt;
  assert.ok(known.asked.has(as) || isOverdue, `withdrawn as ${as}, which nobody wanted`);
  assert.equal(as, known.withdrawnAs ?? as, 'withdrawn as something else than people were told');
  known.withdrawnAs = as;
}

/** What somebody is shown, after what anybody was shown before; what arrives late is out of date. */
export function follow(model: Model, view: PaymentRequest, now: number): Known {
  const seen = model.requests.find(({ id }) => id === view.id);
  const known = seen ?? meet(model, view);
  const { status, revision } = view;
  if (revision < known.revision) return known;
  known.revision = revision;
  if (status !== known.status) {
    assert.ok(MAY_BECOME[known.status].includes(status), `${known.status} became ${status}`);
    known.status = status;
    if (status === 'failed') checkFailure(model, known, now);
    if (status === 'unreachable') assert.ok(model.wasShut, 'unreachable, and access was never lost');
  }
  assert.equal(view.expiresAt, known.expiresAt);
  assert.ok(view.amountRefunded >= known.amountRefunded, 'less given back than before');
  known.amountRefunded = view.amountRefunded;
  // While the gateway is shut out it withdraws by itself what is not with Stripe yet.
  if (status === 'creating' && model.wasShut) known.asked.add('cancelled');
  if (status === 'requested' && view.closingAs !== null) hearClosing(known, view.closingAs, now);
  if (status === 'requested')
    assert.equal(view.closingAs, known.withdrawnAs, 'people were told that it is withdrawn');
  if (status === 'cancelled' || status === 'refused' || status === 'expired') hearClosing(known, status, now);
  return known;
}

function meet(model: Model, view: PaymentRequest): Known {
  const known: Known = {
    id: view.id,
    amount: view.amount,
    createdAt: view.createdAt,
    expiresAt: view.expiresAt,
    revision: 0,
    status: 'creating',
    amountRefunded: 0,
    asked: new Set(),
    withdrawnAs: null,
    payable: new Set(),
    refunds: [],
    givenBackAtStripe: 0,
  };
  model.requests.push(known);
  assert.ok(model.requests.length <= model.keys.length, 'more requests than were asked for');
  return known;
}

function checkFailure({ isRefusing, isShut }: Model, { createdAt }: Known, now: number): void {
  const isGivenUp = now - createdAt >= LONGEST_CREATION;
  assert.ok(isRefusing || isShut || isGivenUp, 'failed, though Stripe would have made it');
}
