import { type Decline, DECLINES } from './declines.ts';

/**
 * The only cards that the simulator knows: Stripe's published test numbers, which are no one's, and two of
 * its own. This one table drives the card frame, the API's tokens and the pages that list them.
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
  /** What happens to a payment that has succeeded. */
  readonly dispute?: DisputeKind;
  /** How its refunds go, when not at once. */
  readonly refund?: 'pending-first' | 'fails-later';
  /** The money skips the pending balance. */
  readonly bypassesPending?: true;
  /** The `pm_card_…` tokens that stand for it on the server side; each is a `tok_…` too. */
  readonly tokens: readonly string[];
  /** For people choosing one. */
  readonly says: string;
}

export type CardOutcome =
  | { readonly kind: 'succeeds' }
  | { readonly kind: 'declines'; readonly decline: Decline }
  /** Stays in `processing` for a while, then succeeds, or fails with the decline. */
  | { readonly kind: 'settles-later'; readonly decline?: Decline };

export type DisputeKind = 'fraudulent' | 'product_not_received' | 'inquiry';

export const TEST_CARDS: readonly TestCard[] = [
  card({ name: 'visa', number: '4242424242424242', tokens: ['visa', 'us'], says: 'Succeeds (Visa)' }),
  card({
    name: 'visa-debit',
    number: '4000056655665556',
    tokens: ['visa_debit'],
    funding: 'debit',
    says: 'Succeeds (Visa debit)',
  }),
  card({
    name: 'visa-au',
    number: '4000000360000006',
    tokens: ['au'],
    country: 'AU',
    says: 'Succeeds (Visa, Australia)',
  }),
  card({
    name: 'mastercard',
    number: '5555555555554444',
    tokens: ['mastercard'],
    brand: 'mastercard',
    says: 'Succeeds (Mastercard)',
  }),
  card({
    name: 'amex',
    number: '378282246310005',
    tokens: ['amex', 'amex_threeDSecureNotSupported'],
    brand: 'amex',
    says: 'Succeeds (American Express)',
  }),
  card({
    name: 'declined',
    number: '4000000000000002',
    tokens: ['chargeDeclined', 'visa_chargeDeclined'],
    outcome: declines('generic'),
    says: 'Declined',
  }),
  card({
    name: 'insufficient-funds',
    number: '4000000000009995',
    tokens: ['chargeDeclinedInsufficientFunds', 'visa_chargeDeclinedInsufficientFunds'],
    outcome: declines('insufficientFunds'),
    says: 'Declined: insufficient funds',
  }),
  card({
    name: 'lost',
    number: '4000000000009987',
    tokens: ['visa_chargeDeclinedLostCard'],
    outcome: declines('lost'),
    says: 'Declined: reported lost',
  }),
  card({
    name: 'stolen',
    number: '4000000000009979',
    tokens: ['visa_chargeDeclinedStolenCard'],
    outcome: declines('stolen'),
    says: 'Declined: reported stolen',
  }),
  card({
    name: 'expired',
    number: '4000000000000069',
    tokens: ['chargeDeclinedExpiredCard', 'visa_chargeDeclinedExpiredCard'],
    outcome: declines('expired'),
    says: 'Declined: expired',
  }),
  card({
    name: 'incorrect-cvc',
    number: '4000000000000127',
    tokens: ['chargeDeclinedIncorrectCvc', 'visa_chargeDeclinedIncorrectCvc'],
    outcome: declines('incorrectCvc'),
    says: 'Declined: wrong security code',
  }),
  card({
    name: 'processing-error',
    number: '4000000000000119',
    tokens: ['chargeDeclinedProcessingError', 'visa_chargeDeclinedProcessingError'],
    outcome: declines('processingError'),
    says: 'Declined: processing error',
  }),
  card({
    name: 'too-often',
    number: '4000000000006975',
    tokens: ['visa_chargeDeclinedVelocityLimitExceeded'],
    outcome: declines('velocity'),
    says: 'Declined: used too often',
  }),
  card({
    name: 'charge-fails',
    number: '4000000000000341',
    tokens: ['chargeCustomerFail', 'visa_chargeCustomerFail'],
    outcome: declines('generic'),
    says: 'Can be saved, but every charge is declined',
  }),
  card({
    name: 'blocked',
    number: '4100000000000019',
    tokens: ['radarBlock'],
    outcome: declines('blocked'),
    says: 'Blocked by Stripe’s fraud protection',
  }),
  card({
    name: '3ds-always',
    number: '4000002760003184',
    tokens: ['authenticationRequired'],
    country: 'DE',
    authentication: 'required',
    says: 'Asks for 3-D Secure',
  }),
  card({
    name: '3ds-required',
    number: '4000000000003220',
    tokens: ['threeDSecure2Required'],
    authentication: 'required',
    says: 'Asks for 3-D Secure',
  }),
  card({
    name: '3ds-unless-set-up',
    number: '4000002500003155',
    tokens: ['authenticationRequiredOnSetup'],
    country: 'FR',
    authentication: 'required',
    says: 'Asks for 3-D Secure',
  }),
  card({
    name: '3ds-already-set-up',
    number: '4000003800000446',
    tokens: ['authenticationRequiredSetupForOffSession'],
    country: 'IT',
    authentication: 'required',
    says: 'Asks for 3-D Secure',
  }),
  card({
    name: '3ds-then-declined',
    number: '4000008400001629',
    tokens: ['threeDSecureRequiredChargeDeclined'],
    authentication: 'required',
    outcome: declines('generic'),
    says: 'Asks for 3-D Secure, then declined',
  }),
  card({
    name: '3ds-insufficient-funds',
    number: '4000008260003178',
    tokens: ['authenticationRequiredChargeDeclinedInsufficientFunds'],
    country: 'GB',
    authentication: 'required',
    outcome: declines('insufficientFunds'),
    says: 'Asks for 3-D Secure, then declined: insufficient funds',
  }),
  card({
    name: '3ds-error',
    number: '4000008400001280',
    tokens: ['threeDSecureRequiredProcessingError'],
    outcome: declines('generic'),
    says: '3-D Secure fails, and the card is declined',
  }),
  card({
    name: '3ds-optional',
    number: '4000000000003055',
    tokens: ['threeDSecureOptional'],
    says: 'Succeeds; 3-D Secure is supported, not required',
  }),
  card({
    name: 'disputed',
    number: '4000000000000259',
    tokens: ['createDispute'],
    dispute: 'fraudulent',
    says: 'Succeeds, then is disputed as fraudulent',
  }),
  card({
    name: 'disputed-not-received',
    number: '4000000000002685',
    tokens: ['createDisputeProductNotReceived'],
    dispute: 'product_not_received',
    says: 'Succeeds, then is disputed as not received',
  }),
  card({
    name: 'inquiry',
    number: '4000000000001976',
    tokens: ['createDisputeInquiry'],
    dispute: 'inquiry',
    says: 'Succeeds, then the bank inquires',
  }),
  card({
    name: 'refund-pending',
    number: '4000000000007726',
    tokens: ['pendingRefund'],
    refund: 'pending-first',
    says: 'Succeeds; a refund is pending first',
  }),
  card({
    name: 'refund-fails',
    number: '4000000000005126',
    tokens: ['refundFail'],
    refund: 'fails-later',
    says: 'Succeeds; a refund fails later',
  }),
  card({
    name: 'available-at-once',
    number: '4000000000000077',
    tokens: ['bypassPending'],
    bypassesPending: true,
    says: 'Succeeds; the money is available at once',
  }),
  card({
    name: 'available-at-once-abroad',
    number: '4000003720000278',
    tokens: ['bypassPendingInternational'],
    country: 'IE',
    bypassesPending: true,
    says: 'Succeeds; the money is available at once (Ireland)',
  }),
  // Stripe has no test card that stays in `processing`; these two numbers are the simulator's own.
  card({
    name: 'settles-later',
    number: '4000000000000408',
    tokens: ['settlesLater'],
    outcome: { kind: 'settles-later' },
    says: 'Processing for some seconds, then succeeds',
  }),
  card({
    name: 'fails-later',
    number: '4000000000000416',
    tokens: ['failsLater'],
    outcome: { kind: 'settles-later', decline: DECLINES.insufficientFunds },
    says: 'Processing for some seconds, then declined',
  }),
];

export function testCardByNumber(number: string): TestCard | undefined {
  const digits = number.replaceAll(/[\s-]/g, '');
  return TEST_CARDS.find((known) => known.number === digits);
}

/** By `pm_card_…` or `tok_…`. */
export function testCardByToken(token: string): TestCard | undefined {
  const name = token.replace(/^tok_/, 'pm_card_');
  return TEST_CARDS.find((known) => known.tokens.includes(name));
}

export function testCardByName(name: string): TestCard | undefined {
  return TEST_CARDS.find((known) => known.name === name);
}

/** A credit card of the United States by Visa that succeeds, where nothing else is said. */
function card(facts: Pick<TestCard, 'name' | 'number' | 'tokens' | 'says'> & Partial<TestCard>): TestCard {
  return {
    brand: 'visa',
    funding: 'credit',
    country: 'US',
    authentication: 'none',
    outcome: { kind: 'succeeds' },
    ...facts,
    tokens: facts.tokens.map((token) => `pm_card_${token}`),
  };
}

function declines(why: keyof typeof DECLINES): CardOutcome {
  return { kind: 'declines', decline: DECLINES[why] };
}
