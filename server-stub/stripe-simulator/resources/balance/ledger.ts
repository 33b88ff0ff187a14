import type { Stripe } from 'stripe';

import { seconds, type World } from '../../world.ts';
import { idOf } from '../reference.ts';
import { type BalanceTransactionFacts, makeBalanceTransaction } from './balance-transaction.ts';
import { disputeFee, processingFee } from './fees.ts';

const DAY = 24 * 60 * 60;
/** As the accounts' payout schedule says (`delay_days`). */
const AVAILABLE_AFTER_DAYS = 2;

export interface ChargeEntry {
  readonly charge: Stripe.Charge;
  /** Whether the money skips the pending balance, as with Stripe's test cards for that. */
  readonly bypassesPending: boolean;
}

/** The money of a payment; the charge with its balance transaction. */
export function bookCharge(
  world: World,
  account: string,
  { charge, bypassesPending }: ChargeEntry,
): Stripe.Charge {
  const { amount, currency } = charge;
  const country = world.objects.find('account', account)?.object.country;
  const domestic = country === charge.payment_method_details?.card?.country;
  const created = seconds(world);
  const fees = [fee(processingFee(amount, currency, domestic), currency, 'Stripe processing fees')];
  const applicationFee = charge.application_fee_amount ?? 0;
  if (applicationFee > 0) {
    fees.push({ ...fee(applicationFee, currency, 'Application fee'), type: 'application_fee' });
  }
  const transaction = book(world, account, {
    amount,
    currency,
    type: 'charge',
    reportingCategory: 'charge',
    description: charge.description ?? 'Payment',
    fees,
    source: charge.id,
    created,
    // Stripe's days begin at midnight, UTC.
    availableOn: bypassesPending ? created : Math.floor(created / DAY + AVAILABLE_AFTER_DAYS) * DAY,
  });
  return { ...charge, balance_transaction: transaction.id };
}

/** Money given back; the processing fee is not. */
export function bookRefund(
  world: World,
  account: string,
  charge: Stripe.Charge,
  refund: Stripe.Refund,
): Stripe.Refund {
  const transaction = book(world, account, {
    ...outgoing(world, refund.amount, refund.currency),
    type: 'refund',
    reportingCategory: 'refund',
    description: `REFUND FOR ${label(charge)}`,
    source: refund.id,
  });
  return { ...refund, balance_transaction: transaction.id };
}

/** Money that could not be given back is the account's again. */
export function bookRefundFailure(
  world: World,
  account: string,
  charge: Stripe.Charge,
  refund: Stripe.Refund,
): Stripe.Refund {
  const transaction = book(world, account, {
    ...outgoing(world, -refund.amount, refund.currency),
    type: 'refund_failure',
    reportingCategory: 'refund_failure',
    description: `REFUND FAILURE FOR ${label(charge)}`,
    source: refund.id,
  });
  return { ...refund, failure_balance_transaction: transaction.id };
}

/** The bank takes the disputed money back at once, and Stripe its fee. */
export function bookDispute(
  world: World,
  account: string,
  dispute: Stripe.Dispute,
): Stripe.BalanceTransaction {
  const { amount, currency, charge, id } = dispute;
  return book(world, account, {
    ...outgoing(world, amount, currency),
    type: 'adjustment',
    reportingCategory: 'dispute',
    description: `Chargeback withdrawal for ${idOf(charge)}`,
    fees: [fee(disputeFee(currency), currency, 'Dispute fee')],
    source: id,
  });
}

/** A dispute won: the amount comes back, the fee does not. */
export function bookDisputeReversal(
  world: World,
  account: string,
  dispute: Stripe.Dispute,
): Stripe.BalanceTransaction {
  const { amount, currency, charge, id } = dispute;
  return book(world, account, {
    ...outgoing(world, -amount, currency),
    type: 'adjustment',
    reportingCategory: 'dispute_reversal',
    description: `Chargeback reversal for ${idOf(charge)}`,
    source: id,
  });
}

function book(world: World, account: string, facts: BalanceTransactionFacts): Stripe.BalanceTransaction {
  const transaction = makeBalanceTransaction(facts);
  world.objects.insert('balance_transaction', account, facts.created, transaction);
  return transaction;
}

/** What leaves is taken from the available balance at once. */
function outgoing(world: World, amount: number, currency: string) {
  const created = seconds(world);
  return { amount: -amount, currency, fees: [], created, availableOn: created };
}

function label(charge: Stripe.Charge): string {
  return charge.description === null ? 'CHARGE' : `CHARGE (${charge.description})`;
}

function fee(amount: number, currency: string, description: string): Stripe.BalanceTransaction.FeeDetail {
  return { amount, application: null, currency, description, type: 'stripe_fee' };
}
