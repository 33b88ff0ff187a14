import type { Stripe } from 'stripe';

import { newClientSecret, newId } from '../../ids.ts';

export interface PaymentIntentFacts {
  readonly amount: number;
  readonly currency: string;
  /** Null when the caller named the types itself, in the old way. */
  readonly automatic: Stripe.PaymentIntent.AutomaticPaymentMethods | null;
  readonly allowedTypes: readonly string[] | null;
  readonly paymentMethodTypes: readonly string[];
  readonly captureMethod: 'automatic' | 'automatic_async';
  readonly confirmationMethod: 'automatic' | 'manual';
  readonly description: string | null;
  readonly metadata: Stripe.Metadata;
  readonly receiptEmail: string | null;
  readonly shipping: Stripe.PaymentIntent.Shipping | null;
  readonly setupFutureUsage: 'off_session' | 'on_session' | null;
  readonly statementDescriptor: string | null;
  readonly statementDescriptorSuffix: string | null;
  readonly applicationFeeAmount: number | null;
  readonly transferGroup: string | null;
  /** Epoch seconds. */
  readonly created: number;
}

export function makePaymentIntent(facts: PaymentIntentFacts): Stripe.PaymentIntent {
  const id = newId('pi');
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: facts.allowedTypes ? [...facts.allowedTypes] : null,
    amount: facts.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: facts.applicationFeeAmount,
    automatic_payment_methods: facts.automatic,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: facts.captureMethod,
    client_secret: newClientSecret(id),
    confirmation_method: facts.confirmationMethod,
    created: facts.created,
    currency: facts.currency,
    customer: null,
    customer_account: null,
    description: facts.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: facts.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: facts.automatic
      ? { id: 'pmc_1SimDefaultConfiguration', parent: null }
      : null,
    payment_method_options: paymentMethodOptions(facts.paymentMethodTypes),
    payment_method_types: [...facts.paymentMethodTypes],
    payment_record: null,
    processing: null,
    receipt_email: facts.receiptEmail,
    review: null,
    setup_future_usage: facts.setupFutureUsage,
    shipping: facts.shipping,
    source: null,
    statement_descriptor: facts.statementDescriptor,
    statement_descriptor_suffix: facts.statementDescriptorSuffix,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: facts.transferGroup,
  };
}

export function paymentMethodOptions(types: readonly string[]): Stripe.PaymentIntent.PaymentMethodOptions {
  return {
    ...(types.includes('card')
      ? {
          card: {
            installments: null,
            mandate_options: null,
            network: null,
            request_three_d_secure: 'automatic' as const,
          },
        }
      : {}),
    ...(types.includes('link') ? { link: { persistent_token: null } } : {}),
  };
}

const PUBLIC_FIELDS = [
  'id',
  'object',
  'allowed_payment_method_types',
  'amount',
  'amount_details',
  'automatic_payment_methods',
  'canceled_at',
  'cancellation_reason',
  'capture_method',
  'client_secret',
  'confirmation_method',
  'created',
  'currency',
  'description',
  'last_payment_error',
  'livemode',
  'next_action',
  'payment_method',
  'payment_method_configuration_details',
  'payment_method_types',
  'processing',
  'receipt_email',
  'setup_future_usage',
  'shipping',
  'source',
  'status',
] satisfies readonly (keyof Stripe.PaymentIntent)[];

/** What a publishable key sees: no metadata, no charge, no customer. */
export function publicPaymentIntent(intent: object): object {
  const names: readonly string[] = PUBLIC_FIELDS;
  return Object.fromEntries(Object.entries(intent).filter(([name]) => names.includes(name)));
}
