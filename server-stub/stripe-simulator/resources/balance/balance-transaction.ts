import type { Stripe } from 'stripe';

import { newId } from '../../ids.ts';

export interface BalanceTransactionFacts {
  /** Gross, in Stripe's units: positive comes in, negative goes out. */
  readonly amount: number;
  readonly currency: string;
  readonly type: 'charge' | 'refund' | 'refund_failure' | 'adjustment';
  readonly reportingCategory: 'charge' | 'refund' | 'refund_failure' | 'dispute' | 'dispute_reversal';
  readonly description: string;
  readonly fees: readonly Stripe.BalanceTransaction.FeeDetail[];
  /** The id of what moved the money. */
  readonly source: string;
  /** Epoch seconds. */
  readonly created: number;
  readonly availableOn: number;
}

export function makeBalanceTransaction(facts: BalanceTransactionFacts): Stripe.BalanceTransaction {
  const fee = facts.fees.reduce((sum, { amount }) => sum + amount, 0);
  return {
    id: newId('txn'),
    object: 'balance_transaction',
    amount: facts.amount,
    available_on: facts.availableOn,
    balance_type: 'payments',
    created: facts.created,
    currency: facts.currency,
    description: facts.description,
    exchange_rate: null,
    fee,
    fee_details: [...facts.fees],
    net: facts.amount - fee,
    reporting_category: facts.reportingCategory,
    source: facts.source,
    status: facts.availableOn <= facts.created ? 'available' : 'pending',
    type: facts.type,
  };
}

/** With the status of this moment: it becomes `available` by the passing of time alone. `now`: epoch seconds. */
export function asOf(transaction: Stripe.BalanceTransaction, now: number): Stripe.BalanceTransaction {
  return { ...transaction, status: transaction.available_on <= now ? 'available' : 'pending' };
}
