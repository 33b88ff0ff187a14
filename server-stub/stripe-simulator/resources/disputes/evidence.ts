import type { Stripe } from 'stripe';

import { invalidRequest } from '../../http/api-error.ts';
import type { Params } from '../../http/params.ts';

/** Stripe's limit on all texts together. Source: https://docs.stripe.com/api/disputes/evidence_object */
const MAX_CHARACTERS = 150_000;

const TEXTS = [
  'access_activity_log',
  'billing_address',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'customer_email_address',
  'customer_name',
  'customer_purchase_ip',
  'duplicate_charge_explanation',
  'duplicate_charge_id',
  'product_description',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'service_date',
  'shipping_address',
  'shipping_carrier',
  'shipping_date',
  'shipping_tracking_number',
  'uncategorized_text',
] satisfies readonly (keyof Stripe.DisputeUpdateParams.Evidence)[];

/**
 * The evidence with what the call gives put over it. There are no files here, so a file's id, which Stripe
 * takes for nine more fields, is refused as unknown.
 */
export function givenEvidence(
  current: Stripe.Dispute.Evidence,
  given: Params | undefined,
): Stripe.Dispute.Evidence {
  if (!given) return current;
  given.allowOnly(TEXTS);
  const evidence = { ...current };
  for (const name of TEXTS) {
    const text = given.text(name, MAX_CHARACTERS);
    if (text !== undefined) evidence[name] = text;
  }
  if (TEXTS.reduce((sum, name) => sum + (evidence[name]?.length ?? 0), 0) > MAX_CHARACTERS) {
    throw invalidRequest(
      `The combined character count of the evidence is over ${MAX_CHARACTERS}.`,
      undefined,
      'evidence',
    );
  }
  return evidence;
}

export function hasEvidence(evidence: Stripe.Dispute.Evidence): boolean {
  return TEXTS.some((name) => evidence[name] !== null);
}
