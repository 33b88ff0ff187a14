import type { Stripe } from 'stripe';

import { ApiError, invalidRequest } from '../../http/api-error.ts';

export const CANCELABLE: readonly Stripe.PaymentIntent.Status[] = [
  'requires_payment_method',
  'requires_capture',
  'requires_confirmation',
  'requires_action',
  'processing',
];

export const AMENDABLE: readonly Stripe.PaymentIntent.Status[] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
];

/** Stripe's answer to what the PaymentIntent's status does not allow; it carries the PaymentIntent. */
export function unexpectedState(message: string, intent: Stripe.PaymentIntent): ApiError {
  return new ApiError(
    400,
    {
      type: 'invalid_request_error',
      code: 'payment_intent_unexpected_state',
      message,
      payment_intent: intent,
    },
    { executed: true },
  );
}

export function cannotCancel(intent: Stripe.PaymentIntent): ApiError {
  return unexpectedState(
    `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${CANCELABLE.filter((status) => status !== intent.status).join(', ')}.`,
    intent,
  );
}

export function cannotConfirm(intent: Stripe.PaymentIntent): ApiError {
  return unexpectedState(
    intent.status === 'succeeded'
      ? 'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.'
      : `You cannot confirm this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be confirmed: requires_confirmation, requires_action.`,
    intent,
  );
}

export function methodMissing(intent: Stripe.PaymentIntent): ApiError {
  return unexpectedState(
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    intent,
  );
}

export function methodNotAllowed(intent: Stripe.PaymentIntent, type: string): ApiError {
  return invalidRequest(
    `The PaymentMethod provided (${type}) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of the following types: ${intent.payment_method_types.join(', ')}.`,
    'payment_intent_invalid_parameter',
    'payment_method',
  );
}

export function cannotUpdate(param: string, intent: Stripe.PaymentIntent): ApiError {
  return unexpectedState(
    `This PaymentIntent's ${param} could not be updated because it has a status of ${intent.status}. You may only update the ${param} of a PaymentIntent with one of the following statuses: ${AMENDABLE.join(', ')}.`,
    intent,
  );
}
