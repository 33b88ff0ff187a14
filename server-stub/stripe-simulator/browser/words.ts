import type { MethodType } from './protocol.ts';
import { ENGLISH } from './words/english.ts';
import { ITALIAN } from './words/italian.ts';

/** The words of Stripe.js that the simulator needs. */
export interface Words {
  readonly cardNumber: string;
  readonly expiry: string;
  readonly code: string;
  readonly expiryHint: string;
  readonly codeHint: string;
  readonly acceptedCards: string;
  readonly simulated: string;
  readonly incompleteNumber: string;
  readonly invalidNumber: string;
  readonly notATestCard: string;
  readonly incompleteExpiry: string;
  readonly invalidMonth: string;
  readonly pastExpiry: string;
  readonly incompleteCode: string;
  readonly connection: string;
  readonly country: string;
  readonly postalCode: string;
  readonly incompletePostalCode: string;
  readonly email: string;
  readonly emailHint: string;
  readonly incompleteEmail: string;
  readonly methods: string;
  readonly methodNames: Readonly<Record<MethodType, string>>;
  readonly chooseMethod: string;
  readonly terms: (business: string) => string;
  readonly thisBusiness: string;
  readonly simulatedTag: string;
  readonly linkLine: string;
  readonly linkCode: string;
  readonly linkCodeSent: string;
  readonly linkWrongCode: string;
  readonly linkUnknown: string;
  readonly linkCards: string;
  readonly linkLeave: string;
  /** In the Payment Element, below a chosen wallet. */
  readonly walletNext: (wallet: string) => string;
  /** `type` as in the Express Checkout Element's `buttonType`. */
  readonly walletButton: (type: string, wallet: string) => string;
  readonly sheetTo: (business: string) => string;
  readonly sheetCards: string;
  readonly sheetPay: string;
  readonly sheetPaying: string;
  readonly sheetCancel: string;
  readonly sheetClose: string;
  readonly sheetFailed: string;
  /** By decline code, then by code. */
  readonly declines: Readonly<Record<string, string>>;
}

export function wordsFor(locale: string): Words {
  return languageOf(locale) === 'it' ? ITALIAN : ENGLISH;
}

export function languageOf(locale: string): 'en' | 'it' {
  const wanted = locale === 'auto' ? navigator.language : locale;
  return wanted.toLowerCase().startsWith('it') ? 'it' : 'en';
}
