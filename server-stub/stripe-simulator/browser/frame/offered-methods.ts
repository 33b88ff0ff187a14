import type { StripeError } from '@stripe/stripe-js';

import { type ApiIdentity, retrieveIntent } from '../api-client.ts';
import type { MethodType, PaymentFacts, WalletChoices, WalletType } from '../protocol.ts';

export interface Offer {
  readonly methods: readonly MethodType[];
  /** Smallest unit. */
  readonly amount: number;
  readonly currency: string;
}

/** Reads what the payment allows. The error is Stripe's, for `loaderror`. */
export async function readOffer(
  identity: ApiIdentity,
  payment: PaymentFacts,
  wallets: WalletChoices,
): Promise<Offer | { readonly error: StripeError }> {
  if (payment === null) return { methods: [], amount: 0, currency: '' };
  if (payment.clientSecret === null) return { ...payment, methods: methodsOf(payment.types, wallets) };
  const { error, paymentIntent } = await retrieveIntent(identity, payment.clientSecret);
  if (error) return { error };
  const { amount, currency, payment_method_types: types, status } = paymentIntent;
  if (status === 'succeeded' || status === 'canceled') return { error: terminalState(status) };
  return { amount, currency, methods: methodsOf(types, wallets) };
}

/** Wallets ride on the card; each browser has at most its own, as with the real ones. */
function methodsOf(types: readonly string[], wallets: WalletChoices): readonly MethodType[] {
  const card = types.includes('card');
  const has = (wallet: WalletType) =>
    wallets[wallet] === 'always' || (wallets[wallet] === 'auto' && walletOfBrowser() === wallet);
  const offered: readonly (readonly [MethodType, boolean])[] = [
    ['card', card],
    ['google_pay', card && has('google_pay')],
    ['apple_pay', card && has('apple_pay')],
    ['link', types.includes('link') && wallets.link !== 'never'],
  ];
  return offered.filter(([, isOffered]) => isOffered).map(([method]) => method);
}

/** Which wallet this browser would have: Safari Apple's, those made of Chromium Google's, others none. */
export function walletOfBrowser(agent: string = navigator.userAgent): WalletType | null {
  if (/Chrom(e|ium)\//.test(agent)) return 'google_pay';
  return /Version\/\S+ .*Safari\//.test(agent) ? 'apple_pay' : null;
}

function terminalState(status: string): StripeError {
  return {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: `This PaymentIntent is in a terminal state (${status}) and cannot be used to initialize Elements.`,
  };
}
