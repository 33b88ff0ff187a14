import type { Stripe } from 'stripe';

import type { ApiCall } from '../../http/api-call.ts';
import type { World } from '../../world.ts';
import { givenMethod } from '../payment-methods/given-method.ts';
import { receiptEmail } from '../receipt-email.ts';
import { givenShipping } from '../shipping.ts';
import { checkAmount, checkCurrency } from './amount.ts';
import { refuseOldTypes } from './old-types.ts';
import { readIntent } from './read-intent.ts';
import { AMENDABLE, cannotUpdate } from './state-errors.ts';

const UPDATE_PARAMS = [
  'amount',
  'currency',
  'description',
  'expand',
  'metadata',
  'payment_method',
  'payment_method_data',
  'receipt_email',
  'shipping',
  'statement_descriptor',
  'statement_descriptor_suffix',
] satisfies readonly (keyof Stripe.PaymentIntentUpdateParams)[];

/** What can no longer change once the payment is on its way or over. */
const FIXED = ['amount', 'currency', 'payment_method', 'payment_method_data'];

export function updateIntent(world: World, call: ApiCall): Stripe.PaymentIntent {
  const { params } = call;
  refuseOldTypes(call);
  params.allowOnly([...UPDATE_PARAMS, 'payment_method_types']);
  const intent = readIntent(world, call);
  const fixed = FIXED.find((name) => params.has(name));
  if (fixed !== undefined && !AMENDABLE.includes(intent.status)) throw cannotUpdate(fixed, intent);

  const amount = params.integer('amount') ?? intent.amount;
  const currency = checkCurrency(params.filledText('currency') ?? intent.currency);
  checkAmount(amount, currency);
  const description = params.text('description', 1000);
  const email = receiptEmail(params);
  const descriptor = params.text('statement_descriptor', 22);
  const suffix = params.text('statement_descriptor_suffix', 22);
  const shipping = givenShipping(params);
  const method = givenMethod(world, call);
  const updated: Stripe.PaymentIntent = {
    ...intent,
    amount,
    currency,
    ...(description === undefined ? {} : { description }),
    ...(email === undefined ? {} : { receipt_email: email }),
    ...(descriptor === undefined ? {} : { statement_descriptor: descriptor }),
    ...(shipping === undefined ? {} : { shipping }),
    ...(suffix === undefined ? {} : { statement_descriptor_suffix: suffix }),
    ...(method ? { payment_method: method.id, status: 'requires_confirmation', next_action: null } : {}),
    metadata: params.metadata(intent.metadata),
  };
  world.objects.replace('payment_intent', updated);
  return updated;
}
