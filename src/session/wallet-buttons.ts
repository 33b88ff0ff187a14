import type {
  StripeElements,
  StripeExpressCheckoutElement,
  StripeExpressCheckoutElementConfirmEvent,
  StripeExpressCheckoutElementOptions,
} from '@stripe/stripe-js';

import type { Clock } from './clock.ts';

/** Somebody authorised a wallet: it waits for a confirmation. */
export interface WalletApproval {
  /** The address that the wallet knows; null when it gave none. */
  readonly email: string | null;
  /** Tells the wallet that nothing was paid. */
  fail(): void;
}

export interface WalletRequest {
  readonly mount: HTMLElement;
  /** Who is paid, for the wallet's own sheet. */
  readonly business: string;
  readonly isDark: boolean;
  readonly onApproved: (approval: WalletApproval) => void;
}

/**
 * So long the card form waits for the buttons. Later ones stay away: they would push a form down that
 * somebody is already typing in.
 */
const DRAWING_LIMIT = 2500;

/**
 * Google Pay and Apple Pay by Stripe's Express Checkout Element; null on a device that has neither. Apart from
 * the Payment Element, which leaves its `submit()` pending when a wallet is dismissed: here that is an event, and
 * no failure. Never rejects: whoever has no wallet pays by card.
 */
export async function drawWalletButtons(
  elements: StripeElements,
  clock: Clock,
  { mount, business, isDark, onApproved }: WalletRequest,
): Promise<StripeExpressCheckoutElement | null> {
  let element: StripeExpressCheckoutElement | undefined;
  try {
    element = elements.create('expressCheckout', options(business, isDark ? 'white' : 'black'));
    element.on('click', (event) => event.resolve());
    element.on('confirm', (event) => onApproved(approval(event)));
    if (await hasButtons(element, mount, clock)) return element;
  } catch {
    // Stripe.js throws where it does not allow them.
  }
  element?.destroy();
  return null;
}

function options(business: string, theme: 'black' | 'white'): StripeExpressCheckoutElementOptions {
  return {
    business: { name: business },
    buttonHeight: 48,
    buttonTheme: { applePay: theme, googlePay: theme },
    buttonType: { applePay: 'plain', googlePay: 'plain' },
    emailRequired: true,
    // Link fills in the card form, and stands there.
    paymentMethods: {
      amazonPay: 'never',
      applePay: 'auto',
      googlePay: 'auto',
      klarna: 'never',
      link: 'never',
      paypal: 'never',
    },
  };
}

function hasButtons(
  element: StripeExpressCheckoutElement,
  mount: HTMLElement,
  clock: Clock,
): Promise<boolean> {
  return new Promise((resolve) => {
    const stopLimit = clock.after(DRAWING_LIMIT, () => resolve(false));
    const settle = (isThere: boolean) => {
      stopLimit();
      resolve(isThere);
    };
    element.once('ready', ({ availablePaymentMethods }) => settle(availablePaymentMethods !== undefined));
    element.once('loaderror', () => settle(false));
    element.mount(mount);
  });
}

function approval({
  billingDetails,
  paymentFailed,
}: StripeExpressCheckoutElementConfirmEvent): WalletApproval {
  return { email: billingDetails?.email ?? null, fail: () => paymentFailed({ reason: 'fail' }) };
}
