import type { PaymentIntentResult, StripeError } from '@stripe/stripe-js';

import { type ApiIdentity, confirmIntent, retrieveIntent } from '../api-client.ts';
import type { Choice, FrameAnswer } from '../protocol.ts';
import { checkClientSecret } from './client-secret.ts';
import type { SimulatedElement } from './element.ts';
import { ElementsGroup } from './elements-group.ts';
import { IntegrationError } from './integration-error.ts';
import { followNextAction } from './next-action.ts';

/** What `stripe.confirmPayment()` takes, as far as the simulator looks at it. */
export interface ConfirmPaymentOptions {
  readonly elements?: unknown;
  readonly clientSecret?: string;
  readonly redirect?: 'always' | 'if_required';
  readonly confirmParams?: ConfirmParams;
}

interface ConfirmParams {
  readonly return_url?: string;
  readonly receipt_email?: string | null;
  readonly payment_method?: string;
  readonly payment_method_data?: { readonly billing_details?: object };
}

interface Source {
  readonly element: SimulatedElement;
  readonly choice: Choice | null;
  /** Stripe has answered. */
  readonly done: () => void;
}

export async function confirmPayment(
  identity: ApiIdentity,
  options: ConfirmPaymentOptions,
): Promise<PaymentIntentResult> {
  const { confirmParams = {}, redirect = 'always' } = options;
  if (redirect !== 'if_required' && !confirmParams.return_url) {
    throw new IntegrationError(
      'stripe.confirmPayment(): the `confirmParams.return_url` argument is required, unless `redirect` is set to "if_required".',
    );
  }
  const group = options.elements instanceof ElementsGroup ? options.elements : null;
  const clientSecret = options.clientSecret ?? group?.clientSecret;
  checkClientSecret('stripe.confirmPayment()', clientSecret);
  const speaking: ApiIdentity = { ...identity, locale: group?.locale ?? identity.locale };

  const answer = group
    ? await confirmInFrame(speaking, group, clientSecret, confirmParams)
    : await confirmIntent(speaking, clientSecret, [
        ...(confirmParams.payment_method ? [['payment_method', confirmParams.payment_method] as const] : []),
        ...(confirmParams.return_url ? [['return_url', confirmParams.return_url] as const] : []),
        ['use_stripe_sdk', 'true'],
      ]);
  if ('error' in answer && answer.error) return { error: answer.error };
  if (!('paymentIntent' in answer) || !answer.paymentIntent) {
    throw new IntegrationError('The card frame has answered something else.');
  }
  const result = await followNextAction(speaking, answer.paymentIntent, clientSecret);
  if (redirect !== 'if_required' && result.paymentIntent && confirmParams.return_url) {
    return leaveFor(
      confirmParams.return_url,
      result.paymentIntent.id,
      clientSecret,
      result.paymentIntent.status,
    );
  }
  return result;
}

async function confirmInFrame(
  identity: ApiIdentity,
  group: ElementsGroup,
  clientSecret: string,
  params: ConfirmParams,
): Promise<FrameAnswer> {
  const { choice, done, element } = sourceOf(group);
  const { link } = element;
  if (group.isDeferred) {
    if (!group.isSubmitted) {
      throw new IntegrationError(
        'elements.submit() must be called before stripe.confirmPayment(). Call elements.submit() as soon as your customer presses pay, prior to any asynchronous work. Integration guide: https://stripe.com/docs/payments/accept-a-payment-deferred',
      );
    }
    const mismatch = await deferredMismatch(identity, group, clientSecret);
    if (mismatch) return { error: mismatch };
  }
  const billing = flatten(params.payment_method_data?.billing_details ?? {});
  if (!choice) checkWithheld(group, billing);
  const answer = await link.confirm({
    clientSecret,
    returnUrl: params.return_url ?? null,
    receiptEmail: params.receipt_email ?? null,
    billing,
    choice,
  });
  done();
  return answer;
}

/** The wallet that was just approved, or the Payment Element. */
function sourceOf(group: ElementsGroup): Source {
  const { expressElement, paymentElement } = group;
  if (expressElement?.approved) {
    return {
      element: expressElement,
      choice: expressElement.approved,
      done: () => expressElement.finish(),
    };
  }
  if (paymentElement) return { element: paymentElement, choice: group.takeChosen(), done: () => {} };
  throw new IntegrationError(
    expressElement
      ? 'Element confirming payment is "expressCheckout", but stripe.confirmPayment() was not called within the "confirm" event. Please call stripe.confirmPayment() in the "confirm" event (https://stripe.com/docs/js/elements_object/express_checkout_element_confirm_event)'
      : 'Invalid value for stripe.confirmPayment(): elements should have a mounted Payment Element or Express Checkout Element.',
  );
}

/** What the page kept out of the form it has to give now. */
function checkWithheld(
  { paymentElement }: ElementsGroup,
  billing: readonly (readonly [string, string])[],
): void {
  const missing = paymentElement?.withheld.find((path) => !billing.some(([given]) => given === path));
  if (missing === undefined) return;
  const name = missing.slice(1, -1).replaceAll('][', '.');
  throw new IntegrationError(
    `You specified "never" for fields.billing_details.${name} when creating the payment Element, but did not pass confirmParams.payment_method_data.billing_details.${name} when calling stripe.confirmPayment or stripe.confirmSetup. If you opt out of collecting data via the payment Element using the fields option, the data must be passed at confirm-time.`,
  );
}

/** With a deferred intent, what was shown must be what is charged. */
async function deferredMismatch(
  identity: ApiIdentity,
  group: ElementsGroup,
  clientSecret: string,
): Promise<StripeError | null> {
  const shown = group.payment;
  const { error, paymentIntent } = await retrieveIntent(identity, clientSecret);
  if (error) return error;
  if (!shown || shown.clientSecret !== null) return null;
  for (const name of ['amount', 'currency'] as const) {
    if (shown[name] === paymentIntent[name]) continue;
    return {
      type: 'invalid_request_error',
      code: 'payment_intent_invalid_parameter',
      message: `The ${name} in the Elements group (${shown[name]}) does not match the ${name} in the PaymentIntent (${paymentIntent[name]}).`,
    };
  }
  return null;
}

/** `{address: {city: 'Sydney'}}` becomes `[['[address][city]', 'Sydney']]`. */
function flatten(value: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(value).flatMap(([name, entry]: [string, unknown]) => {
    if (typeof entry === 'object' && entry !== null) return flatten(entry, `${path}[${name}]`);
    if (entry === null) return [[`${path}[${name}]`, ''] as const];
    return typeof entry === 'string' ? [[`${path}[${name}]`, entry] as const] : [];
  });
}

/** The page is left, so nothing comes back. */
function leaveFor(returnUrl: string, id: string, clientSecret: string, status: string): Promise<never> {
  const url = new URL(returnUrl);
  url.searchParams.set('payment_intent', id);
  url.searchParams.set('payment_intent_client_secret', clientSecret);
  url.searchParams.set('redirect_status', status);
  location.assign(url);
  return new Promise(() => {});
}
