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
  /** By decline code, then by code. */
  readonly declines: Readonly<Record<string, string>>;
}

const ENGLISH: Words = {
  // Tests and people find the fields by these three names.
  cardNumber: 'Card number',
  expiry: 'Expiration date',
  code: 'Security code',
  expiryHint: 'MM / YY',
  codeHint: 'CVC',
  acceptedCards: 'Visa, Mastercard and American Express',
  simulated: 'Simulator · no real money moves',
  incompleteNumber: 'Your card number is incomplete.',
  invalidNumber: 'Your card number is invalid.',
  notATestCard: 'The simulator takes only test cards, e.g. 4242\u00a04242\u00a04242\u00a04242.',
  incompleteExpiry: "Your card's expiration date is incomplete.",
  invalidMonth: "Your card's expiration date is invalid.",
  pastExpiry: "Your card's expiration date is in the past.",
  incompleteCode: "Your card's security code is incomplete.",
  connection:
    'We are experiencing issues connecting to our payments provider. Please check your internet connection and try again.',
  declines: {
    payment_intent_authentication_failure:
      'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
  },
};

const ITALIAN: Words = {
  cardNumber: 'Numero di carta',
  expiry: 'Data di scadenza',
  code: 'Codice di sicurezza',
  expiryHint: 'MM / AA',
  codeHint: 'CVC',
  acceptedCards: 'Visa, Mastercard e American Express',
  simulated: 'Simulatore · nessun denaro reale',
  incompleteNumber: 'Il numero della carta è incompleto.',
  invalidNumber: 'Il numero della carta non è valido.',
  notATestCard: 'Il simulatore accetta solo carte di prova, ad es. 4242\u00a04242\u00a04242\u00a04242.',
  incompleteExpiry: 'La data di scadenza della carta è incompleta.',
  invalidMonth: 'La data di scadenza della carta non è valida.',
  pastExpiry: 'La data di scadenza della carta è passata.',
  incompleteCode: 'Il codice di sicurezza della carta è incompleto.',
  connection:
    'Si sono verificati problemi di connessione con il fornitore dei pagamenti. Controlla la connessione a Internet e riprova.',
  declines: {
    card_declined: 'La carta è stata rifiutata.',
    generic_decline: 'La carta è stata rifiutata.',
    lost_card: 'La carta è stata rifiutata.',
    stolen_card: 'La carta è stata rifiutata.',
    insufficient_funds: 'I fondi della carta sono insufficienti.',
    expired_card: 'La carta è scaduta.',
    incorrect_cvc: 'Il codice di sicurezza della carta non è corretto.',
    processing_error: 'Si è verificato un errore durante l’elaborazione della carta. Riprova tra poco.',
    payment_intent_authentication_failure:
      'Non è stato possibile autenticare il metodo di pagamento. Scegline un altro e riprova.',
  },
};

export function wordsFor(locale: string): Words {
  return languageOf(locale) === 'it' ? ITALIAN : ENGLISH;
}

export function languageOf(locale: string): 'en' | 'it' {
  const wanted = locale === 'auto' ? navigator.language : locale;
  return wanted.toLowerCase().startsWith('it') ? 'it' : 'en';
}
