import type { PaymentState } from '../store/payment-facts.ts';

/** How a state looks: the colour of its badge. */
export type Tone = 'good' | 'info' | 'warn' | 'bad' | 'calm';

export const STATE_WORDS: Readonly<Record<PaymentState, readonly [words: string, tone: Tone]>> = {
  succeeded: ['Succeeded', 'good'],
  refunded: ['Refunded', 'calm'],
  partially_refunded: ['Partial refund', 'info'],
  disputed: ['Disputed', 'warn'],
  failed: ['Failed', 'bad'],
  uncaptured: ['Uncaptured', 'info'],
  processing: ['Processing', 'info'],
  incomplete: ['Incomplete', 'calm'],
  canceled: ['Cancelled', 'calm'],
};

const DECLINES: Readonly<Record<string, string>> = {
  generic_decline: 'The bank declined it and gave no reason.',
  insufficient_funds: 'The card has insufficient funds.',
  lost_card: 'The card was reported lost. Do not tell the payer so: ask for another card.',
  stolen_card: 'The card was reported stolen. Do not tell the payer so: ask for another card.',
  expired_card: 'The card has expired.',
  incorrect_cvc: 'The security code was wrong.',
  processing_error: 'The bank could not process the card just then.',
  fraudulent: 'The payment was taken for fraud.',
};

/** Why a bank refused, for the clinic's eyes. */
export function declineWords(code: string | null | undefined, message?: string | null): string {
  return DECLINES[code ?? ''] ?? message ?? 'The bank declined it.';
}

const BRANDS: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
};

export function brandName(brand: string | null | undefined): string {
  return BRANDS[brand ?? ''] ?? 'Card';
}

export const REFUND_REASONS = {
  requested_by_customer: 'Requested by the patient',
  duplicate: 'Duplicate',
  fraudulent: 'Fraudulent',
} as const;
export type RefundReason = keyof typeof REFUND_REASONS;

export function reasonWords(reason: string | null | undefined): string {
  const known = Object.entries(REFUND_REASONS).find(([name]) => name === reason);
  return known?.[1] ?? sentence(reason ?? '');
}

/** `product_not_received` as `Product not received`. */
export function sentence(name: string): string {
  const text = name.replaceAll(/[_.]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
