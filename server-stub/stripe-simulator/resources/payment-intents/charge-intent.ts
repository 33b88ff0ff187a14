import type { Stripe } from 'stripe';

import type { Decline } from '../../cards/declines.ts';
import type { TestCard } from '../../cards/test-cards.ts';
import type { ApiErrorFields } from '../../http/api-error.ts';
import { seconds, type World } from '../../world.ts';
import { bookCharge } from '../balance/ledger.ts';
import { type ChargeOutcome, failCharge, makeCharge, settleCharge } from '../charges/charge.ts';
import { openDispute } from '../disputes/life.ts';
import type { Origin } from '../events/emit.ts';
import { idOf } from '../reference.ts';

export interface Attempt {
  readonly intent: Stripe.PaymentIntent;
  readonly method: Stripe.PaymentMethod;
  readonly card: TestCard;
  /** Whether the payer has passed 3-D Secure. */
  readonly authenticated: boolean;
}

export type AttemptResult =
  | { readonly paid: true; readonly intent: Stripe.PaymentIntent }
  | { readonly paid: false; readonly intent: Stripe.PaymentIntent; readonly error: ApiErrorFields };

/** Asks the (imagined) bank for the money, and writes down what it says. */
export function chargeIntent(world: World, origin: Origin, attempt: Attempt): AttemptResult {
  const { card, intent, method } = attempt;
  const charge = makeCharge({
    ...attempt,
    outcome: outcomeOf(card),
    statementDescriptor: statementDescriptor(world, origin.account),
    created: seconds(world),
    publicUrl: world.publicUrl,
  });
  world.objects.insert('charge', origin.account, charge.created, charge);
  const confirmed: Stripe.PaymentIntent = { ...intent, latest_charge: charge.id, next_action: null };
  switch (card.outcome.kind) {
    case 'succeeds':
      return { paid: true, intent: succeed(world, origin, { ...attempt, intent: confirmed }, charge) };
    case 'settles-later':
      return { paid: true, intent: process(world, origin, confirmed, charge, method.id) };
    case 'declines': {
      const { decline } = card.outcome;
      return fail(world, origin, { ...attempt, intent: confirmed }, charge, decline);
    }
  }
}

/** Ends a payment that was in `processing`. */
export function settleIntent(world: World, intentId: string): void {
  const found = world.objects.find('payment_intent', intentId);
  if (found?.object.status !== 'processing') return;
  const { account, object: intent } = found;
  const charge = world.objects.get('charge', account, idOf(intent.latest_charge) ?? '');
  const method = world.objects.get('payment_method', account, idOf(intent.payment_method) ?? '');
  const card = method ? world.cards.of(method.id) : undefined;
  if (!charge || !method || !card) return;
  const decline = card.outcome.kind === 'settles-later' ? card.outcome.decline : undefined;
  if (decline) {
    const failed = failCharge(charge, decline);
    world.objects.replace('charge', failed);
    fail(world, { account }, { intent: { ...intent, processing: null }, method }, failed, decline);
    return;
  }
  succeed(world, { account }, { intent, method, card }, settleCharge(charge, world.publicUrl));
}

/** The bank did not recognise the payer. */
export function failAuthentication(
  world: World,
  origin: Origin,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): Stripe.PaymentIntent {
  return giveBack(world, origin, intent, {
    type: 'invalid_request_error',
    code: 'payment_intent_authentication_failure',
    message:
      'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
    payment_method: method,
  });
}

function succeed(
  world: World,
  origin: Origin,
  { card, intent, method }: Pick<Attempt, 'card' | 'intent' | 'method'>,
  charge: Stripe.Charge,
): Stripe.PaymentIntent {
  const { account } = origin;
  const withReceipt = world.receipts.send(account, charge);
  const booked = bookCharge(world, account, {
    charge: withReceipt,
    bypassesPending: card.bypassesPending ?? false,
  });
  // By default Stripe books a charge a moment after it has succeeded, and tells it with `charge.updated`.
  // Source: https://docs.stripe.com/payments/payment-intents/asynchronous-capture
  const bookedLater = intent.capture_method === 'automatic_async';
  world.objects.replace('charge', booked);
  const paid: Stripe.PaymentIntent = {
    ...intent,
    amount_received: intent.amount,
    last_payment_error: null,
    payment_method: method.id,
    processing: null,
    status: 'succeeded',
  };
  world.objects.replace('payment_intent', paid);
  world.emit(origin, 'charge.succeeded', bookedLater ? withReceipt : booked);
  world.emit(origin, 'payment_intent.succeeded', paid);
  if (bookedLater) world.emit(origin, 'charge.updated', booked, { balance_transaction: null });
  if (card.dispute) openDispute(world, origin, booked, card.dispute);
  return paid;
}

function process(
  world: World,
  origin: Origin,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  method: string,
): Stripe.PaymentIntent {
  const processing: Stripe.PaymentIntent = {
    ...intent,
    last_payment_error: null,
    payment_method: method,
    processing: { card: {}, type: 'card' },
    status: 'processing',
  };
  world.objects.replace('payment_intent', processing);
  world.settlements.add(intent.id, world.realNow() + world.settleAfterMs);
  world.emit(origin, 'charge.pending', charge);
  world.emit(origin, 'payment_intent.processing', processing);
  return processing;
}

function fail(
  world: World,
  origin: Origin,
  { intent, method }: Pick<Attempt, 'intent' | 'method'>,
  charge: Stripe.Charge,
  decline: Decline,
): AttemptResult {
  const fields: ApiErrorFields = {
    type: 'card_error',
    code: decline.code,
    decline_code: decline.declineCode,
    advice_code: decline.advice,
    message: decline.message,
    charge: charge.id,
    ...(decline.param ? { param: decline.param } : {}),
  };
  world.emit(origin, 'charge.failed', charge);
  const failed = giveBack(world, origin, intent, { ...fields, payment_method: method });
  const error = { ...fields, payment_method: method, payment_intent: failed };
  return { paid: false, intent: failed, error };
}

/** Back to needing a payment method, with the reason. */
function giveBack(
  world: World,
  origin: Origin,
  intent: Stripe.PaymentIntent,
  fields: ApiErrorFields,
): Stripe.PaymentIntent {
  const failed: Stripe.PaymentIntent = {
    ...intent,
    last_payment_error: {
      ...fields,
      ...(fields.code
        ? { doc_url: `https://stripe.com/docs/error-codes/${fields.code.replaceAll('_', '-')}` }
        : {}),
    },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  };
  world.objects.replace('payment_intent', failed);
  world.emit(origin, 'payment_intent.payment_failed', failed);
  return failed;
}

function outcomeOf(card: TestCard): ChargeOutcome {
  if (card.outcome.kind === 'declines') return { kind: 'failed', decline: card.outcome.decline };
  return { kind: card.outcome.kind === 'succeeds' ? 'succeeded' : 'pending' };
}

function statementDescriptor(world: World, account: string): string {
  const owner = world.objects.find('account', account)?.object;
  return owner?.settings?.payments.statement_descriptor ?? 'STRIPE SIMULATOR';
}
