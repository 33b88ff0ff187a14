/**
 * The only cards that the simulator knows: Stripe's published test numbers, which are no one's.
 * Source: https://docs.stripe.com/testing
 */
export interface TestCard {
  /** Our name for its behaviour, kept instead of the number. */
  readonly name: string;
  readonly number: string;
  readonly brand: 'visa' | 'mastercard' | 'amex';
  readonly funding: 'credit' | 'debit';
  readonly country: string;
  /** Whether the bank asks for 3-D Secure. */
  readonly authentication: 'none' | 'required';
  readonly outcome: CardOutcome;
  /** The `pm_card_…` tokens that stand for it on the server side. */
  readonly tokens: readonly string[];
  /** For people choosing one. */
  readonly says: string;
}

export type CardOutcome =
  | { readonly kind: 'succeeds' }
  | { readonly kind: 'declines'; readonly decline: Decline }
  /** Stays in `processing` for a while, then succeeds. */
  | { readonly kind: 'settles-later' };

export interface Decline {
  readonly code: string;
  readonly declineCode: string;
  readonly message: string;
  readonly param?: string;
}

const SUCCEEDS: CardOutcome = { kind: 'succeeds' };
const DECLINED = 'Your card was declined.';
const US_VISA = { brand: 'visa', funding: 'credit', country: 'US', authentication: 'none' } as const;

function declines(code: string, declineCode: string, message: string, param?: string): CardOutcome {
  return { kind: 'declines', decline: { code, declineCode, message, ...(param ? { param } : {}) } };
}

export const TEST_CARDS: readonly TestCard[] = [
  {
    ...US_VISA,
    name: 'visa',
    number: '4242424242424242',
    outcome: SUCCEEDS,
    tokens: ['pm_card_visa', 'pm_card_us', 'pm_card_au'],
    says: 'Succeeds (Visa)',
  },
  {
    ...US_VISA,
    name: 'visa-debit',
    funding: 'debit',
    number: '4000056655665556',
    outcome: SUCCEEDS,
    tokens: ['pm_card_visa_debit'],
    says: 'Succeeds (Visa debit)',
  },
  {
    ...US_VISA,
    name: 'mastercard',
    brand: 'mastercard',
    number: '5555555555554444',
    outcome: SUCCEEDS,
    tokens: ['pm_card_mastercard'],
    says: 'Succeeds (Mastercard)',
  },
  {
    ...US_VISA,
    name: 'amex',
    brand: 'amex',
    number: '378282246310005',
    outcome: SUCCEEDS,
    tokens: ['pm_card_amex'],
    says: 'Succeeds (American Express)',
  },
  {
    ...US_VISA,
    name: 'declined',
    number: '4000000000000002',
    outcome: declines('card_declined', 'generic_decline', DECLINED),
    tokens: ['pm_card_chargeDeclined', 'pm_card_visa_chargeDeclined'],
    says: 'Declined',
  },
  {
    ...US_VISA,
    name: 'insufficient-funds',
    number: '4000000000009995',
    outcome: declines('card_declined', 'insufficient_funds', 'Your card has insufficient funds.'),
    tokens: ['pm_card_chargeDeclinedInsufficientFunds', 'pm_card_visa_chargeDeclinedInsufficientFunds'],
    says: 'Declined: insufficient funds',
  },
  {
    ...US_VISA,
    name: 'lost',
    number: '4000000000009987',
    outcome: declines('card_declined', 'lost_card', DECLINED),
    tokens: ['pm_card_visa_chargeDeclinedLostCard'],
    says: 'Declined: reported lost',
  },
  {
    ...US_VISA,
    name: 'stolen',
    number: '4000000000009979',
    outcome: declines('card_declined', 'stolen_card', DECLINED),
    tokens: ['pm_card_visa_chargeDeclinedStolenCard'],
    says: 'Declined: reported stolen',
  },
  {
    ...US_VISA,
    name: 'expired',
    number: '4000000000000069',
    outcome: declines('expired_card', 'expired_card', 'Your card has expired.', 'exp_month'),
    tokens: ['pm_card_chargeDeclinedExpiredCard', 'pm_card_visa_chargeDeclinedExpiredCard'],
    says: 'Declined: expired',
  },
  {
    ...US_VISA,
    name: 'incorrect-cvc',
    number: '4000000000000127',
    outcome: declines('incorrect_cvc', 'incorrect_cvc', "Your card's security code is incorrect.", 'cvc'),
    tokens: ['pm_card_chargeDeclinedIncorrectCvc', 'pm_card_visa_chargeDeclinedIncorrectCvc'],
    says: 'Declined: wrong security code',
  },
  {
    ...US_VISA,
    name: 'processing-error',
    number: '4000000000000119',
    outcome: declines(
      'processing_error',
      'processing_error',
      'An error occurred while processing your card. Try again in a little bit.',
    ),
    tokens: ['pm_card_chargeDeclinedProcessingError', 'pm_card_visa_chargeDeclinedProcessingError'],
    says: 'Declined: processing error',
  },
  {
    ...US_VISA,
    name: '3ds-always',
    number: '4000002760003184',
    country: 'DE',
    authentication: 'required',
    outcome: SUCCEEDS,
    tokens: ['pm_card_authenticationRequired'],
    says: 'Asks for 3-D Secure',
  },
  {
    ...US_VISA,
    name: '3ds-required',
    number: '4000000000003220',
    authentication: 'required',
    outcome: SUCCEEDS,
    tokens: ['pm_card_threeDSecure2Required'],
    says: 'Asks for 3-D Secure',
  },
  {
    ...US_VISA,
    name: '3ds-unless-set-up',
    number: '4000002500003155',
    country: 'DE',
    authentication: 'required',
    outcome: SUCCEEDS,
    tokens: ['pm_card_authenticationRequiredOnSetup', 'pm_card_authenticationRequiredSetupForOffSession'],
    says: 'Asks for 3-D Secure',
  },
  {
    ...US_VISA,
    name: '3ds-then-declined',
    number: '4000008400001629',
    authentication: 'required',
    outcome: declines('card_declined', 'generic_decline', DECLINED),
    tokens: ['pm_card_threeDSecureRequiredChargeDeclined'],
    says: 'Asks for 3-D Secure, then declined',
  },
  {
    ...US_VISA,
    // Stripe has no test card that stays in `processing`; this number is the simulator's own.
    name: 'settles-later',
    number: '4000000000000408',
    outcome: { kind: 'settles-later' },
    tokens: ['pm_card_settlesLater'],
    says: 'Processing for some seconds, then succeeds',
  },
];

export function testCardByNumber(number: string): TestCard | undefined {
  const digits = number.replaceAll(/[\s-]/g, '');
  return TEST_CARDS.find((card) => card.number === digits);
}

export function testCardByToken(token: string): TestCard | undefined {
  return TEST_CARDS.find((card) => card.tokens.includes(token));
}

export function testCardByName(name: string): TestCard | undefined {
  return TEST_CARDS.find((card) => card.name === name);
}
