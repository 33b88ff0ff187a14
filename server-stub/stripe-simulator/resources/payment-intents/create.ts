import type { Stripe } from 'stripe';

import { type ApiCall, type ApiReply, ok } from '../../http/api-call.ts';
import { invalidRequest, missingParam } from '../../http/api-error.ts';
import type { Params } from '../../http/params.ts';
import { seconds, type World } from '../../world.ts';
import { givenMethod } from '../payment-methods/given-method.ts';
import { receiptEmail } from '../receipt-email.ts';
import { givenShipping } from '../shipping.ts';
import { checkAmount, checkCurrency } from './amount.ts';
import { confirmIntent } from './confirm.ts';
import { refuseOldTypes } from './old-types.ts';
import { makePaymentIntent } from './payment-intent.ts';

const CREATE_PARAMS = [
  'allowed_payment_method_types',
  'amount',
  'application_fee_amount',
  'automatic_payment_methods',
  'capture_method',
  'confirm',
  'confirmation_method',
  'currency',
  'description',
  'error_on_requires_action',
  'expand',
  'metadata',
  'off_session',
  'payment_method',
  'payment_method_data',
  'payment_method_options',
  'receipt_email',
  'return_url',
  'setup_future_usage',
  'shipping',
  'statement_descriptor',
  'statement_descriptor_suffix',
  'transfer_group',
  'use_stripe_sdk',
] satisfies readonly (keyof Stripe.PaymentIntentCreateParams)[];

/** What the simulator's accounts have switched on. */
const ENABLED_TYPES = ['card', 'link'];

export function createIntent(world: World, call: ApiCall): ApiReply {
  const { params } = call;
  refuseOldTypes(call);
  params.allowOnly([...CREATE_PARAMS, 'payment_method_types']);
  const amount = params.integer('amount');
  if (amount === undefined) throw missingParam('amount');
  const currency = checkCurrency(params.requiredText('currency'));
  checkAmount(amount, currency);
  const email = receiptEmail(params) ?? null;
  const created = seconds(world);
  const intent = makePaymentIntent({
    amount,
    currency,
    ...acceptedTypes(params),
    captureMethod: captureMethod(params),
    confirmationMethod: params.choice('confirmation_method', ['automatic', 'manual']) ?? 'automatic',
    description: params.text('description', 1000) ?? null,
    metadata: params.metadata(),
    receiptEmail: email,
    setupFutureUsage: params.choice('setup_future_usage', ['off_session', 'on_session']) ?? null,
    shipping: givenShipping(params) ?? null,
    statementDescriptor: params.text('statement_descriptor', 22) ?? null,
    statementDescriptorSuffix: params.text('statement_descriptor_suffix', 22) ?? null,
    applicationFeeAmount: params.integer('application_fee_amount') ?? null,
    transferGroup: params.text('transfer_group') ?? null,
    created,
  });
  const confirm = params.flag('confirm') ?? false;
  const method = givenMethod(world, call);
  const withMethod: Stripe.PaymentIntent = method
    ? { ...intent, payment_method: method.id, status: 'requires_confirmation' }
    : intent;
  world.objects.insert('payment_intent', call.account, created, withMethod);
  world.emit(call, 'payment_intent.created', withMethod);
  return confirm ? confirmIntent(world, call, withMethod) : ok(withMethod);
}

function captureMethod(params: Params): 'automatic' | 'automatic_async' {
  const method = params.choice('capture_method', ['automatic', 'automatic_async', 'manual']);
  if (method === 'manual') {
    throw invalidRequest(
      'The simulator does not hold amounts back: `manual` is not simulated.',
      undefined,
      'capture_method',
    );
  }
  return method ?? 'automatic_async';
}

interface AcceptedTypes {
  readonly automatic: Stripe.PaymentIntent.AutomaticPaymentMethods | null;
  readonly allowedTypes: readonly string[] | null;
  readonly paymentMethodTypes: readonly string[];
}

function acceptedTypes(params: Params): AcceptedTypes {
  const named = params.texts('payment_method_types');
  const automatic = params.nested('automatic_payment_methods');
  automatic?.allowOnly(['enabled', 'allow_redirects']);
  if (named && named.length > 0) {
    if (automatic?.flag('enabled')) {
      throw invalidRequest(
        'You may only specify one of these parameters: automatic_payment_methods, payment_method_types.',
        'parameters_exclusive',
      );
    }
    return { automatic: null, allowedTypes: null, paymentMethodTypes: named };
  }
  const allowed = params.texts('allowed_payment_method_types') ?? null;
  const types = allowed ? ENABLED_TYPES.filter((type) => allowed.includes(type)) : ENABLED_TYPES;
  if (types.length === 0) {
    throw invalidRequest(
      'No valid payment method types for this PaymentIntent. Please ensure that you have activated payment methods compatible with your chosen currency in your dashboard.',
      undefined,
      'allowed_payment_method_types',
    );
  }
  return {
    automatic: {
      allow_redirects: automatic?.choice('allow_redirects', ['always', 'never']) ?? 'always',
      enabled: automatic?.flag('enabled') ?? true,
    },
    allowedTypes: allowed,
    paymentMethodTypes: types,
  };
}
