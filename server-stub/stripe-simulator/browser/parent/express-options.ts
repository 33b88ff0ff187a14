import type { StripeExpressCheckoutElementOptions } from '@stripe/stripe-js';

import type { ExpressSettings } from '../protocol.ts';
import { IntegrationError } from './integration-error.ts';
import { warnUnknown } from './warn-unknown.ts';

const KNOWN = {
  simulated: [
    'billingAddressRequired',
    'business',
    'buttonHeight',
    'buttonTheme',
    'buttonType',
    'emailRequired',
    'layout',
    'paymentMethodOrder',
    'paymentMethods',
    'wallets',
  ],
  ignored: [
    'allowedShippingCountries',
    'applePay',
    'lineItems',
    'phoneNumberRequired',
    'shippingAddressRequired',
    'shippingRates',
  ],
} satisfies {
  simulated: (keyof StripeExpressCheckoutElementOptions)[];
  ignored: (keyof StripeExpressCheckoutElementOptions)[];
};

/** Pixels. Source: https://docs.stripe.com/js/elements_object/create_express_checkout_element */
const HEIGHTS = { least: 40, most: 55, usual: 44 };

export function checkExpressOptions(where: string, options: StripeExpressCheckoutElementOptions): void {
  warnUnknown(where, options, KNOWN);
  const { buttonHeight } = options;
  if (buttonHeight !== undefined && (buttonHeight < HEIGHTS.least || buttonHeight > HEIGHTS.most)) {
    throw new IntegrationError(
      `Invalid value for ${where}: buttonHeight should be between ${HEIGHTS.least}px and ${HEIGHTS.most}px. You specified: ${buttonHeight}.`,
    );
  }
}

/** The page's options as the frame needs them. */
export function expressSettings(options: StripeExpressCheckoutElementOptions): ExpressSettings {
  const { buttonTheme, buttonType, paymentMethods, wallets } = options;
  return {
    type: 'expressCheckout',
    wallets: {
      apple_pay: paymentMethods?.applePay ?? wallets?.applePay ?? 'auto',
      google_pay: paymentMethods?.googlePay ?? wallets?.googlePay ?? 'auto',
      link: paymentMethods?.link ?? 'auto',
    },
    order: options.paymentMethodOrder ?? [],
    buttonHeight: options.buttonHeight ?? HEIGHTS.usual,
    buttonThemes: {
      ...(buttonTheme?.applePay ? { apple_pay: buttonTheme.applePay } : {}),
      ...(buttonTheme?.googlePay ? { google_pay: buttonTheme.googlePay } : {}),
    },
    buttonTypes: { apple_pay: buttonType?.applePay ?? 'plain', google_pay: buttonType?.googlePay ?? 'buy' },
    maxColumns: options.layout?.maxColumns ?? 2,
  };
}
