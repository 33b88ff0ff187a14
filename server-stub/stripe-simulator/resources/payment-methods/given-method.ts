import type { Stripe } from 'stripe';

import { passesLuhn } from '../../cards/luhn.ts';
import { type TestCard, testCardByName, testCardByNumber, testCardByToken } from '../../cards/test-cards.ts';
import type { ApiCall } from '../../http/api-call.ts';
import { ApiError, invalidRequest, missingParam, resourceMissing } from '../../http/api-error.ts';
import type { Params } from '../../http/params.ts';
import { seconds, type World } from '../../world.ts';
import { givenAddress } from '../address.ts';
import {
  type BillingDetails,
  type CardExpiry,
  type CardSource,
  makePaymentMethod,
  NO_BILLING_DETAILS,
  PLAIN_CARD,
  WALLETS,
} from './payment-method.ts';

/**
 * The payment method that a call names: a `pm_card_…` token, an id, or, from the simulator's own frames
 * only, the card itself, a wallet's or one saved with Link. Undefined when it names none.
 */
export function givenMethod(world: World, call: ApiCall): Stripe.PaymentMethod | undefined {
  const data = call.params.nested('payment_method_data');
  if (data) return methodFromData(world, call, data);
  const id = call.params.filledText('payment_method');
  if (id === undefined) return undefined;
  const card = id.startsWith('pm_card_') ? testCardByToken(id) : undefined;
  if (card) return keep(world, call.account, card, tokenExpiry(world), NO_BILLING_DETAILS);
  const found = world.objects.get('payment_method', call.account, id);
  if (!found) throw resourceMissing('PaymentMethod', id, 'payment_method');
  return found;
}

function methodFromData(world: World, call: ApiCall, data: Params): Stripe.PaymentMethod {
  data.allowOnly(['type', 'card', 'billing_details', 'allow_redisplay', 'metadata', 'radar_options', 'link']);
  const type = data.requiredText('type');
  const billing = billingDetails(data.nested('billing_details'));
  if (type === 'link') return linkMethod(world, call, data, billing);
  if (type !== 'card') {
    throw invalidRequest(
      `The payment method type "${type}" is invalid. The simulator takes cards and Link only.`,
      undefined,
      data.path('type'),
    );
  }
  const fields = data.nested('card');
  if (!fields) throw missingParam(data.path('card'));
  const token = fields.filledText('token');
  const tokenCard = token === undefined ? undefined : testCardByToken(token);
  if (tokenCard) {
    const wallet = fields.choice('wallet', WALLETS) ?? null;
    if (wallet !== null) requireOwnFrame(call);
    return keep(world, call.account, tokenCard, tokenExpiry(world), billing, { type: 'card', wallet });
  }
  if (call.key.kind === 'secret') throw rawCardData();
  requireOwnFrame(call);
  const number = fields.requiredText('number');
  const card = testCardByNumber(number);
  if (!card) throw passesLuhn(number.replaceAll(/\D/g, '')) ? notATestCard() : incorrectNumber();
  checkCode(fields);
  return keep(world, call.account, card, givenExpiry(world, fields), billing);
}

function linkMethod(
  world: World,
  call: ApiCall,
  data: Params,
  billing: BillingDetails,
): Stripe.PaymentMethod {
  requireOwnFrame(call);
  const saved = data.nested('link');
  if (!saved) throw missingParam(data.path('link'));
  const id = saved.requiredText('payment_method_id');
  const card = testCardByName(id.replace(/^csmrpd_/, ''));
  if (!card) throw resourceMissing('ConsumerPaymentDetails', id, saved.path('payment_method_id'));
  const email = saved.requiredText('email');
  return keep(world, call.account, card, tokenExpiry(world), billing, { type: 'link', email });
}

/** Wallets, Link and card numbers come out of the simulator's own frames, and from no page around them. */
function requireOwnFrame(call: ApiCall): void {
  if (call.key.kind === 'publishable' && call.key.ownFrame) return;
  throw invalidRequest(
    'This integration surface is unsupported for publishable key tokenization. Card details go through the Payment Element only.',
  );
}

function keep(
  world: World,
  account: string,
  card: TestCard,
  expiry: CardExpiry,
  billing: BillingDetails,
  source: CardSource = PLAIN_CARD,
): Stripe.PaymentMethod {
  const created = seconds(world);
  const method = makePaymentMethod({ card, source, expiry, billing, created });
  world.objects.insert('payment_method', account, created, method);
  world.cards.remember(method.id, card);
  return method;
}

function givenExpiry(world: World, fields: Params): CardExpiry {
  const month = fields.integer('exp_month') ?? 0;
  const given = fields.integer('exp_year') ?? 0;
  const year = given < 100 ? 2000 + given : given;
  const today = new Date(world.now());
  if (month < 1 || month > 12) {
    throw cardError("Your card's expiration month is invalid.", 'invalid_expiry_month', 'exp_month');
  }
  const past =
    year < today.getUTCFullYear() || (year === today.getUTCFullYear() && month < today.getUTCMonth() + 1);
  if (past) throw cardError("Your card's expiration year is invalid.", 'invalid_expiry_year', 'exp_year');
  return { month, year };
}

function tokenExpiry(world: World): CardExpiry {
  const today = new Date(world.now());
  return { month: today.getUTCMonth() + 1, year: today.getUTCFullYear() + 1 };
}

function billingDetails(given: Params | undefined): BillingDetails {
  if (!given) return NO_BILLING_DETAILS;
  given.allowOnly(['name', 'email', 'phone', 'address', 'tax_id']);
  return {
    name: given.text('name') ?? null,
    email: given.text('email') ?? null,
    phone: given.text('phone') ?? null,
    address: givenAddress(given.nested('address')),
  };
}

function rawCardData(): ApiError {
  return new ApiError(402, {
    type: 'invalid_request_error',
    message:
      'Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest you use test tokens that map to the test card you are using, see https://stripe.com/docs/testing. To enable testing raw card data APIs, see https://support.stripe.com/questions/enabling-access-to-raw-card-data-apis.',
  });
}

function checkCode(fields: Params): void {
  const code = fields.filledText('cvc');
  if (code === undefined || /^\d{3,4}$/.test(code)) return;
  throw cardError("Your card's security code is invalid.", 'invalid_cvc', 'cvc');
}

function incorrectNumber(): ApiError {
  return cardError('Your card number is incorrect.', 'incorrect_number', 'number');
}

/** Someone's own card, which has no business here. Never repeats the number. */
function notATestCard(): ApiError {
  return new ApiError(402, {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'test_mode_live_card',
    message:
      'Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
  });
}

function cardError(message: string, code: string, param: string): ApiError {
  return new ApiError(402, { type: 'card_error', code, message, param });
}
