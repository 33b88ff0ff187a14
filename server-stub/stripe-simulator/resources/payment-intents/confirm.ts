import type { Stripe } from 'stripe';

import { DECLINES } from '../../cards/declines.ts';
import type { TestCard } from '../../cards/test-cards.ts';
import { type ApiCall, type ApiReply, ok } from '../../http/api-call.ts';
import { errorBody, invalidRequest } from '../../http/api-error.ts';
import { requestLogUrl } from '../../http/request-log-url.ts';
import type { World } from '../../world.ts';
import { givenMethod } from '../payment-methods/given-method.ts';
import { receiptEmail } from '../receipt-email.ts';
import { idOf } from '../reference.ts';
import { givenShipping } from '../shipping.ts';
import { chargeIntent } from './charge-intent.ts';
import { refuseOldTypes } from './old-types.ts';
import { AMENDABLE, cannotConfirm, methodMissing, methodNotAllowed } from './state-errors.ts';

const CONFIRM_PARAMS = [
  'error_on_requires_action',
  'expand',
  'off_session',
  'payment_method',
  'payment_method_data',
  'payment_method_options',
  'radar_options',
  'receipt_email',
  'return_url',
  'setup_future_usage',
  'shipping',
  'use_stripe_sdk',
] satisfies readonly (keyof Stripe.PaymentIntentConfirmParams)[];

/** `POST /v1/payment_intents/:id/confirm`. */
export function confirmCall(world: World, call: ApiCall, intent: Stripe.PaymentIntent): ApiReply {
  refuseOldTypes(call);
  call.params.allowOnly([...CONFIRM_PARAMS, 'client_secret', 'payment_method_types']);
  return confirmIntent(world, call, intent);
}

/** Tries to take the payment: paid, declined, or first the bank wants to see the payer. */
export function confirmIntent(world: World, call: ApiCall, given: Stripe.PaymentIntent): ApiReply {
  const { params } = call;
  if (!AMENDABLE.includes(given.status)) throw cannotConfirm(given);
  const returnUrl = params.filledText('return_url') ?? null;
  if (returnUrl !== null && !URL.canParse(returnUrl)) {
    throw invalidRequest('Not a valid URL', 'url_invalid', 'return_url');
  }
  const email = receiptEmail(params);
  const methodId = givenMethod(world, call)?.id ?? idOf(given.payment_method);
  const method = methodId === null ? null : world.objects.get('payment_method', call.account, methodId);
  const card = methodId === null ? undefined : world.cards.of(methodId);
  if (!method || !card) throw methodMissing(given);
  if (!given.payment_method_types.includes(method.type)) throw methodNotAllowed(given, method.type);
  if (call.key.kind === 'secret') requireReturnUrl(given, returnUrl);
  requireCharges(world, call.account);

  const shipping = givenShipping(params);
  const intent: Stripe.PaymentIntent = {
    ...given,
    ...(email === undefined ? {} : { receipt_email: email }),
    ...(shipping === undefined ? {} : { shipping }),
  };
  world.challenges.close(intent.id);
  const asks = card.authentication === 'required';
  // Nobody is there to be asked, or the caller wants no question: the bank's wish is a refusal.
  const refused = asks && (params.flag('off_session') || params.flag('error_on_requires_action'));
  if (asks && !refused) {
    return ok(challenge(world, call, intent, method, returnUrl));
  }
  const charged: TestCard = refused
    ? { ...card, outcome: { kind: 'declines', decline: DECLINES.authenticationRequired } }
    : card;
  const result = chargeIntent(world, call, { intent, method, card: charged, authenticated: false });
  if (result.paid) return ok(result.intent);
  const body = errorBody(result.error, requestLogUrl(world.publicUrl, call.requestId));
  return { status: 402, body, error: true };
}

function challenge(
  world: World,
  call: ApiCall,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  returnUrl: string | null,
): Stripe.PaymentIntent {
  const opened = world.challenges.open({
    account: call.account,
    paymentIntent: intent.id,
    paymentMethod: method.id,
    returnUrl,
  });
  const url = `${world.publicUrl}/3d_secure/${opened.id}?client_secret=${opened.secret}`;
  // A browser with Stripe.js shows the challenge itself; anyone else has to send the payer there.
  const inPage = call.key.kind === 'publishable' || returnUrl === null || call.params.flag('use_stripe_sdk');
  const asked: Stripe.PaymentIntent = {
    ...intent,
    last_payment_error: null,
    next_action: inPage
      ? {
          type: 'use_stripe_sdk',
          use_stripe_sdk: { type: 'three_d_secure_redirect', source: opened.id, stripe_js: url },
        }
      : { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } },
    payment_method: method.id,
    status: 'requires_action',
  };
  world.objects.replace('payment_intent', asked);
  world.emit(call, 'payment_intent.requires_action', asked);
  return asked;
}

/** An intent can be made on an account that takes no payments yet; only paying it is refused. */
function requireCharges(world: World, account: string): void {
  if (world.objects.get('account', account, account)?.charges_enabled !== false) return;
  throw invalidRequest(
    'Your account cannot currently make charges. To find out why charges are currently disabled, look at the `requirements.disabled_reason` property on the account.',
  );
}

/** From a server, Stripe wants to know where to go on when a method might leave the page. */
function requireReturnUrl(intent: Stripe.PaymentIntent, returnUrl: string | null): void {
  const automatic = intent.automatic_payment_methods;
  const mayRedirect =
    automatic?.enabled &&
    automatic.allow_redirects !== 'never' &&
    intent.allowed_payment_method_types === null;
  if (!mayRedirect || returnUrl !== null) return;
  throw invalidRequest(
    "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
  );
}
