import type { LayoutObject, StripePaymentElementOptions } from '@stripe/stripe-js';

import type { PaymentSettings, WalletChoices } from '../protocol.ts';
import { warnUnknown } from './warn-unknown.ts';

const KNOWN = {
  simulated: [
    'business',
    'defaultValues',
    'fields',
    'layout',
    'paymentMethodOrder',
    'readOnly',
    'terms',
    'wallets',
  ],
  ignored: ['applePay', 'walletOptions'],
} satisfies {
  simulated: (keyof StripePaymentElementOptions)[];
  ignored: (keyof StripePaymentElementOptions)[];
};

/** A detail that the page withholds from the form, and so has to give when it confirms: `[name]`, `[address][country]`. */
export type WithheldDetail = string;

const DETAILS = { name: '[name]', email: '[email]', phone: '[phone]' } as const;
const ADDRESS = {
  country: '[address][country]',
  postalCode: '[address][postal_code]',
  state: '[address][state]',
  city: '[address][city]',
  line1: '[address][line1]',
  line2: '[address][line2]',
} as const;

export function checkPaymentOptions(where: string, options: StripePaymentElementOptions): void {
  warnUnknown(where, options, KNOWN);
}

/** The page's options as the frame needs them. */
export function paymentSettings(options: StripePaymentElementOptions): PaymentSettings {
  const layout: Partial<LayoutObject> =
    typeof options.layout === 'string' ? { type: options.layout } : (options.layout ?? {});
  const withheld = withheldDetails(options);
  const { address, email } = options.defaultValues?.billingDetails ?? {};
  return {
    type: 'payment',
    readOnly: options.readOnly ?? false,
    layout: layout.type === 'accordion' ? 'accordion' : 'tabs',
    collapsed: layout.defaultCollapsed ?? false,
    radios: layout.radios !== 'never',
    spaced: layout.spacedAccordionItems ?? false,
    wallets: {
      apple_pay: options.wallets?.applePay ?? 'auto',
      google_pay: options.wallets?.googlePay ?? 'auto',
      link: options.wallets?.link ?? 'auto',
    } satisfies WalletChoices,
    order: options.paymentMethodOrder ?? [],
    showCountry: !withheld.includes(ADDRESS.country),
    showPostalCode: !withheld.includes(ADDRESS.postalCode),
    showTerms: options.terms?.card === 'always',
    businessName: options.business?.name ?? null,
    defaults: {
      email: email ?? null,
      country: address?.country ?? null,
      postalCode: address?.postal_code ?? null,
    },
  };
}

/** What `fields` says `never` to. */
export function withheldDetails({ fields }: StripePaymentElementOptions): readonly WithheldDetail[] {
  const details = fields?.billingDetails;
  if (details === undefined || details === 'auto') return [];
  if (details === 'never') return [...Object.values(DETAILS), ...Object.values(ADDRESS)];
  const { address } = details;
  const parts =
    address === 'never'
      ? Object.values(ADDRESS)
      : typeof address === 'object'
        ? Object.entries(ADDRESS).flatMap(([part, path]) =>
            Object.entries(address).some(([name, option]) => name === part && option === 'never')
              ? [path]
              : [],
          )
        : [];
  const own = Object.entries(DETAILS).flatMap(([name, path]) =>
    Object.entries(details).some(([given, option]) => given === name && option === 'never') ? [path] : [],
  );
  return [...own, ...parts];
}
