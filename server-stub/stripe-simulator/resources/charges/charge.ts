import type { Stripe } from 'stripe';

import type { Decline } from '../../cards/declines.ts';
import type { TestCard } from '../../cards/test-cards.ts';
import { newId, randomToken } from '../../ids.ts';
import { cardChecks, fingerprintOf, makeWallet, WALLETS } from '../payment-methods/payment-method.ts';

export type ChargeOutcome =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'failed'; readonly decline: Decline };

export interface ChargeFacts {
  readonly intent: Stripe.PaymentIntent;
  readonly method: Stripe.PaymentMethod;
  readonly card: TestCard;
  readonly outcome: ChargeOutcome;
  /** Whether the payer has passed 3-D Secure for it. */
  readonly authenticated: boolean;
  /** Shown on the payer's statement. */
  readonly statementDescriptor: string;
  /** Epoch seconds. */
  readonly created: number;
  readonly publicUrl: string;
}

export function makeCharge(facts: ChargeFacts): Stripe.Charge {
  const { intent, method, outcome } = facts;
  const id = newId('ch');
  const captured = outcome.kind !== 'failed';
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: outcome.kind === 'succeeded' ? intent.amount : 0,
    amount_refunded: 0,
    application: intent.application,
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: facts.statementDescriptor,
    captured,
    created: facts.created,
    currency: intent.currency,
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: outcome.kind === 'failed' ? outcome.decline.code : null,
    failure_message: outcome.kind === 'failed' ? outcome.decline.message : null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: makeOutcome(outcome),
    paid: outcome.kind === 'succeeded',
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: methodDetails(facts),
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: outcome.kind === 'succeeded' ? receiptUrl(facts.publicUrl, id) : null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: outcome.kind,
    transfer_data: null,
    transfer_group: null,
  };
}

/** The pending charge of a payment that took its time, paid. */
export function settleCharge(charge: Stripe.Charge, publicUrl: string): Stripe.Charge {
  return {
    ...charge,
    amount_captured: charge.amount,
    outcome: makeOutcome({ kind: 'succeeded' }),
    paid: true,
    receipt_url: receiptUrl(publicUrl, charge.id),
    status: 'succeeded',
  };
}

/** The pending charge of a payment that took its time, refused in the end. */
export function failCharge(charge: Stripe.Charge, decline: Decline): Stripe.Charge {
  return {
    ...charge,
    captured: false,
    failure_code: decline.code,
    failure_message: decline.message,
    outcome: makeOutcome({ kind: 'failed', decline }),
    status: 'failed',
  };
}

/** The address is the only key to a receipt, so it must not be guessable. */
function receiptUrl(publicUrl: string, chargeId: string): string {
  return `${publicUrl}/receipts/${chargeId}?s=${randomToken(32)}`;
}

function makeOutcome(outcome: ChargeOutcome): Stripe.Charge.Outcome {
  if (outcome.kind === 'failed') {
    const { advice, blocked, declineCode } = outcome.decline;
    return {
      advice_code: advice,
      network_advice_code: null,
      network_decline_code: blocked ? null : '01',
      network_status: blocked ? 'not_sent_to_network' : 'declined_by_network',
      reason: blocked ? 'highest_risk_level' : declineCode,
      risk_level: blocked ? 'highest' : 'normal',
      risk_score: blocked ? 90 : 20,
      seller_message: sellerMessage(outcome.decline),
      type: blocked ? 'blocked' : 'issuer_declined',
    };
  }
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: 'approved_by_network',
    reason: null,
    risk_level: 'normal',
    risk_score: 20,
    seller_message: 'Payment complete.',
    type: 'authorized',
  };
}

/** For the business only. */
function sellerMessage({ blocked, declineCode }: Decline): string {
  if (blocked) return 'Stripe blocked this payment as too risky.';
  return declineCode === 'generic_decline'
    ? 'The bank did not return any further details with this decline.'
    : `The bank returned the decline code \`${declineCode}\`.`;
}

function methodDetails(facts: ChargeFacts): Stripe.Charge.PaymentMethodDetails {
  return facts.method.type === 'link'
    ? { link: { country: facts.card.country }, type: 'link' }
    : { card: cardDetails(facts), type: 'card' };
}

function cardDetails({
  card,
  method,
  intent,
  outcome,
  authenticated,
}: ChargeFacts): Stripe.Charge.PaymentMethodDetails.Card {
  const succeeded = outcome.kind === 'succeeded';
  const wallet = WALLETS.find((name) => name === method.card?.wallet?.type);
  return {
    amount_authorized: outcome.kind === 'failed' ? null : intent.amount,
    authorization_code: succeeded ? randomToken(6).toUpperCase() : null,
    brand: card.brand,
    checks: cardChecks(card),
    country: card.country,
    electronic_commerce_indicator: authenticated ? '05' : null,
    exp_month: method.card?.exp_month ?? 1,
    exp_year: method.card?.exp_year ?? 2000,
    extended_authorization: { status: 'disabled' },
    fingerprint: fingerprintOf(card),
    funding: card.funding,
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4: card.number.slice(-4),
    mandate: null,
    multicapture: { status: 'unavailable' },
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: succeeded ? randomToken(15) : null,
    overcapture: { maximum_amount_capturable: intent.amount, status: 'unavailable' },
    regulated_status: 'unregulated',
    three_d_secure: authenticated
      ? {
          authentication_flow: 'challenge',
          electronic_commerce_indicator: '05',
          exemption_indicator: null,
          result: 'authenticated',
          result_reason: null,
          transaction_id: randomToken(36),
          version: '2.2.0',
        }
      : null,
    transaction_link_id: null,
    wallet: wallet ? makeWallet(wallet, card) : null,
  };
}
