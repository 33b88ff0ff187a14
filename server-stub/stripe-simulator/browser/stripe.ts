import type { Stripe, StripeConstructor, StripeConstructorOptions } from '@stripe/stripe-js';

import { type ApiIdentity, retrieveIntent } from './api-client.ts';
import { checkClientSecret } from './parent/client-secret.ts';
import { confirmCardPayment } from './parent/confirm-card-payment.ts';
import { confirmPayment, type ConfirmPaymentOptions } from './parent/confirm-payment.ts';
import { ElementsGroup } from './parent/elements-group.ts';
import type { GroupOptions } from './parent/elements-options.ts';
import { IntegrationError } from './parent/integration-error.ts';
import { followNextAction } from './parent/next-action.ts';
import { warnUnknown } from './parent/warn-unknown.ts';

/** The parts of Stripe.js that are simulated, by the names and shapes of its published types. */
export interface SimulatedStripe extends Pick<
  Stripe,
  'confirmCardPayment' | 'confirmPayment' | 'handleNextAction' | 'registerAppInfo' | 'retrievePaymentIntent'
> {
  elements(options?: GroupOptions): ElementsGroup;
}

/** Asked for, these say that they are not there, which is clearer than "is not a function". */
const NOT_SIMULATED = [
  'collectBankAccountForPayment',
  'confirmCardSetup',
  'confirmSetup',
  'createConfirmationToken',
  'createEmbeddedCheckoutPage',
  'createPaymentMethod',
  'createRadarSession',
  'createToken',
  'initCheckoutElementsSdk',
  'paymentRequest',
  'redirectToCheckout',
  'retrieveSetupIntent',
  'verifyIdentity',
];

const OPTIONS = {
  simulated: ['stripeAccount', 'locale'],
  ignored: ['apiVersion', 'betas', 'developerTools'],
} satisfies { simulated: (keyof StripeConstructorOptions)[]; ignored: (keyof StripeConstructorOptions)[] };

const script = document.currentScript;
const origin = script instanceof HTMLScriptElement ? new URL(script.src).origin : location.origin;

function createStripe(publishableKey: string, options: StripeConstructorOptions = {}): Stripe {
  checkKey(publishableKey);
  warnUnknown('Stripe()', options, OPTIONS);
  const identity: ApiIdentity = {
    origin,
    publishableKey,
    stripeAccount: options.stripeAccount ?? null,
    locale: options.locale ?? 'auto',
  };
  const simulated: SimulatedStripe = {
    registerAppInfo: () => {},
    elements: (elementsOptions) => new ElementsGroup(identity, elementsOptions),
    // Its published overloads differ in what they give back, which no single function can satisfy.
    confirmPayment: ((confirmOptions: ConfirmPaymentOptions) =>
      confirmPayment(identity, confirmOptions)) as Stripe['confirmPayment'],
    confirmCardPayment: (clientSecret, data, cardOptions) =>
      confirmCardPayment(identity, clientSecret, data, cardOptions),
    async retrievePaymentIntent(clientSecret) {
      checkClientSecret('stripe.retrievePaymentIntent()', clientSecret);
      return retrieveIntent(identity, clientSecret);
    },
    async handleNextAction(actionOptions: object) {
      const clientSecret = 'clientSecret' in actionOptions ? actionOptions.clientSecret : undefined;
      checkClientSecret('stripe.handleNextAction()', clientSecret);
      const result = await retrieveIntent(identity, clientSecret);
      if (result.error) return result;
      if (result.paymentIntent.status !== 'requires_action') {
        throw new IntegrationError(
          'handleNextAction: The PaymentIntent supplied is not in the requires_action state.',
        );
      }
      return followNextAction(identity, result.paymentIntent, clientSecret);
    },
  };
  const missing = Object.fromEntries(
    NOT_SIMULATED.map((name) => [
      name,
      () => {
        throw new IntegrationError(`stripe.${name}() is not simulated.`);
      },
    ]),
  );
  // The published type is the whole of Stripe.js; this is the part of it that a simulator needs.
  return { ...missing, ...simulated } as unknown as Stripe;
}

function checkKey(key: unknown): asserts key is string {
  if (typeof key !== 'string' || key === '') {
    throw new IntegrationError('Missing value for Stripe(): apiKey should be a string.');
  }
  if (key.startsWith('sk_') || key.startsWith('rk_')) {
    throw new IntegrationError(
      'You should not use your secret key with Stripe.js.\n\nPlease pass a publishable key instead.',
    );
  }
  if (!/^pk_test_\w+$/.test(key)) {
    throw new IntegrationError('This is the Stripe simulator: it takes publishable test keys only.');
  }
}

const constructor: StripeConstructor & { readonly version: string } = Object.assign(createStripe, {
  // What `@stripe/stripe-js` compares its own release train with.
  version: 'endive',
});
window.Stripe = constructor;
