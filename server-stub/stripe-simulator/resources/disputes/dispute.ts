import type { Stripe } from 'stripe';

import type { DisputeKind } from '../../cards/test-cards.ts';
import { newId } from '../../ids.ts';
import { idOf } from '../reference.ts';

const DAY = 24 * 60 * 60;
/** How long a clinic has to answer; at Stripe 7 to 21 days, by card network. */
const ANSWER_DAYS = 9;

/** What the card networks call the case. Source: https://docs.stripe.com/disputes/reason-codes-defense-requirements */
const CASES: Readonly<Record<DisputeKind, { reason: string; visa: string; mastercard: string }>> = {
  fraudulent: { reason: 'fraudulent', visa: '10.4', mastercard: '4837' },
  product_not_received: { reason: 'product_not_received', visa: '13.1', mastercard: '4853' },
  inquiry: { reason: 'fraudulent', visa: '10', mastercard: '4837' },
};

export function makeDispute(charge: Stripe.Charge, kind: DisputeKind, created: number): Stripe.Dispute {
  const inquiry = kind === 'inquiry';
  const brand = charge.payment_method_details?.card?.brand ?? 'visa';
  const { reason, visa, mastercard } = CASES[kind];
  const networkCode = brand === 'mastercard' ? mastercard : visa;
  return {
    id: newId('du'),
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence(),
    evidence_details: {
      due_by: Math.floor(created / DAY + ANSWER_DAYS + 1) * DAY - 1,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    network_reason_code: networkCode,
    payment_intent: idOf(charge.payment_intent),
    payment_method_details: {
      card: {
        brand,
        case_type: inquiry ? 'inquiry' : 'chargeback',
        network: brand,
        network_reason_code: networkCode,
      },
      type: 'card',
    },
    reason,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  };
}

/** An inquiry only asks; no money has moved. */
export function isInquiry(dispute: Stripe.Dispute): boolean {
  return dispute.status.startsWith('warning_');
}

export function needsResponse(dispute: Stripe.Dispute): boolean {
  return dispute.status === 'needs_response' || dispute.status === 'warning_needs_response';
}

function noEvidence(): Stripe.Dispute.Evidence {
  return {
    access_activity_log: null,
    billing_address: null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: null,
    customer_name: null,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: null,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  };
}
