import type { Stripe } from 'stripe';

import type { ReceiptMail } from '../receipts/receipt-outbox.ts';
import type { StoredEvent } from '../resources/events/event.ts';
import { idOf } from '../resources/reference.ts';
import type { PageCursor, PaymentFilter } from '../store/payment-index.ts';
import { type PaymentState, paymentState } from '../store/payment-facts.ts';
import type { World } from '../world.ts';

/** One payment in a list. */
export interface PaymentRow {
  readonly intent: Stripe.PaymentIntent;
  readonly charge: Stripe.Charge | null;
  /** The latest one. */
  readonly dispute: Stripe.Dispute | null;
  readonly state: PaymentState;
}

export interface PaymentRows {
  readonly rows: readonly PaymentRow[];
  /** The cursors of the pages beside this one; null where there is none. */
  readonly newer: string | null;
  readonly older: string | null;
}

/** A payment and all that belongs to it. */
export interface PaymentStory extends PaymentRow {
  /** Every attempt, newest first. */
  readonly charges: readonly Stripe.Charge[];
  /** Newest first. */
  readonly refunds: readonly Stripe.Refund[];
  /** Oldest first. */
  readonly events: readonly StoredEvent[];
  readonly mails: readonly ReceiptMail[];
  /** Every movement of money for it, oldest first. */
  readonly movements: readonly Stripe.BalanceTransaction[];
}

const EXPORT_BATCH = 200;
/** More than any payment has: each try is one. */
const MOST_ATTEMPTS = 100;

/** What the dashboard asks of the simulator's state. */
export class Payments {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  page(account: string, filter: PaymentFilter, cursor: PageCursor, limit: number): PaymentRows {
    const { ids, hasNewer, hasOlder } = this.#world.objects.payments.page(account, filter, cursor, limit);
    return {
      rows: ids.flatMap((id) => this.#row(account, id) ?? []),
      newer: hasNewer ? (ids[0] ?? null) : null,
      older: hasOlder ? (ids.at(-1) ?? null) : null,
    };
  }

  /** All that the filter lets through, newest first, a batch at a time so that nobody has to wait for it. */
  async *all(account: string, filter: PaymentFilter): AsyncGenerator<PaymentRow> {
    let after: string | null = null;
    do {
      const page: PaymentRows = this.page(account, filter, after === null ? {} : { after }, EXPORT_BATCH);
      yield* page.rows;
      after = page.older;
      await new Promise((resolve) => setImmediate(resolve));
    } while (after !== null);
  }

  story(account: string, id: string): PaymentStory | null {
    const row = this.#row(account, id);
    if (!row) return null;
    const { objects, receipts } = this.#world;
    const where = { limit: MOST_ATTEMPTS, where: { payment_intent: [id] } };
    const charges = objects.list('charge', account, where)?.data ?? [];
    const refunds = objects.list('refund', account, where)?.data ?? [];
    return {
      ...row,
      charges,
      refunds,
      movements: this.#movements(account, row, refunds),
      events: objects.eventsAbout(account, id),
      mails: receipts.about(id),
    };
  }

  #movements(account: string, { charge, dispute }: PaymentRow, refunds: readonly Stripe.Refund[]) {
    const ids = [
      charge?.balance_transaction,
      ...refunds.flatMap((refund) => [refund.balance_transaction, refund.failure_balance_transaction]),
    ];
    const booked = ids.flatMap((reference) => {
      const id = idOf(reference);
      return (id === null ? null : this.#world.objects.get('balance_transaction', account, id)) ?? [];
    });
    return [...booked, ...(dispute?.balance_transactions ?? [])].sort((a, b) => a.created - b.created);
  }

  #row(account: string, id: string): PaymentRow | null {
    const { objects } = this.#world;
    const intent = objects.get('payment_intent', account, id);
    if (!intent) return null;
    const chargeId = idOf(intent.latest_charge);
    const charge = chargeId === null ? null : objects.get('charge', account, chargeId);
    const disputes = charge?.disputed
      ? objects.list('dispute', account, { limit: 1, where: { payment_intent: [id] } })
      : null;
    const dispute = disputes?.data[0] ?? null;
    return { intent, charge, dispute, state: paymentState({ intent, charge, dispute }) };
  }
}

/** Whether there is money to give back: a dispute over more than a question has taken it already. */
export function isRefundable({ charge, dispute }: PaymentRow): boolean {
  if (charge?.status !== 'succeeded' || charge.amount_refunded >= charge.amount) return false;
  return dispute === null || dispute.is_charge_refundable;
}
