/**
 * Compiled, never run: what the simulator's `stripe.js` offers has the shapes that stripe-js publishes. A page
 * written against those types, like ours, works with both.
 */
import type {
  Stripe,
  StripeElements,
  StripeExpressCheckoutElement,
  StripeExpressCheckoutElementOptions,
  StripeLinkAuthenticationElement,
  StripeLinkAuthenticationElementOptions,
  StripePaymentElement,
  StripePaymentElementOptions,
} from '@stripe/stripe-js';

import type { ElementsGroup } from '../../../server-stub/stripe-simulator/browser/parent/elements-group.ts';
import type { ExpressCheckoutElement } from '../../../server-stub/stripe-simulator/browser/parent/express-checkout-element.ts';
import type { LinkAuthenticationElement } from '../../../server-stub/stripe-simulator/browser/parent/link-authentication-element.ts';
import type { PaymentElement } from '../../../server-stub/stripe-simulator/browser/parent/payment-element.ts';
import type { SimulatedStripe } from '../../../server-stub/stripe-simulator/browser/stripe.ts';

type Assert<T extends true> = T;
type Assignable<From, To> = [From] extends [To] ? true : false;

export type Checks = [
  Assert<Assignable<PaymentElement, StripePaymentElement>>,
  Assert<Assignable<ExpressCheckoutElement, StripeExpressCheckoutElement>>,
  Assert<Assignable<LinkAuthenticationElement, StripeLinkAuthenticationElement>>,
  Assert<Assignable<ElementsGroup, Pick<StripeElements, 'fetchUpdates' | 'on' | 'submit' | 'update'>>>,
  Assert<
    Assignable<
      SimulatedStripe,
      Pick<
        Stripe,
        | 'confirmCardPayment'
        | 'confirmPayment'
        | 'handleNextAction'
        | 'registerAppInfo'
        | 'retrievePaymentIntent'
      >
    >
  >,
];

/** Overloads cannot be picked one by one, so these are called as a page calls them. */
export function create(
  elements: ElementsGroup,
  payment: StripePaymentElementOptions,
  express: StripeExpressCheckoutElementOptions,
  email: StripeLinkAuthenticationElementOptions,
): [
  StripePaymentElement,
  StripeExpressCheckoutElement,
  StripeLinkAuthenticationElement,
  StripePaymentElement | null,
  StripeExpressCheckoutElement | null,
] {
  return [
    elements.create('payment', payment),
    elements.create('expressCheckout', express),
    elements.create('linkAuthentication', email),
    elements.getElement('payment'),
    elements.getElement('expressCheckout'),
  ];
}

export function group(stripe: SimulatedStripe, options: NonNullable<Parameters<Stripe['elements']>[0]>) {
  return stripe.elements(options);
}
