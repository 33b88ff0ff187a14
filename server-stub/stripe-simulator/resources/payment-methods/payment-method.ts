import type { Stripe } from 'stripe';

import type { TestCard } from '../../cards/test-cards.ts';
import { newId } from '../../ids.ts';

export interface CardExpiry {
  readonly month: number;
  /** Four digits. */
  readonly year: number;
}

export interface BillingDetails {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: Partial<Stripe.Address>;
}

export const NO_BILLING_DETAILS: BillingDetails = { name: null, email: null, phone: null, address: {} };

export const WALLETS = ['apple_pay', 'google_pay'] as const;
export type Wallet = (typeof WALLETS)[number];

/** How the card came: typed or by token, from a wallet, or out of a Link account. */
export type CardSource =
  | { readonly type: 'card'; readonly wallet: Wallet | null }
  | { readonly type: 'link'; readonly email: string };

export const PLAIN_CARD: CardSource = { type: 'card', wallet: null };

export interface PaymentMethodFacts {
  readonly card: TestCard;
  readonly source: CardSource;
  readonly expiry: CardExpiry;
  readonly billing: BillingDetails;
  /** Epoch seconds. */
  readonly created: number;
}

export function makePaymentMethod(facts: PaymentMethodFacts): Stripe.PaymentMethod {
  const { source } = facts;
  return {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: makeBillingDetails(facts.billing),
    created: facts.created,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    // Whoever takes a Link payment does not see the card behind it.
    ...(source.type === 'link'
      ? { type: 'link', link: { email: source.email } }
      : { type: 'card', card: makeCard(facts, source.wallet) }),
  };
}

function makeCard({ card, expiry }: PaymentMethodFacts, wallet: Wallet | null): Stripe.PaymentMethod.Card {
  return {
    brand: card.brand,
    checks: cardChecks(card),
    country: card.country,
    display_brand: displayBrand(card),
    exp_month: expiry.month,
    exp_year: expiry.year,
    fingerprint: fingerprintOf(card),
    funding: card.funding,
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [card.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: wallet ? makeWallet(wallet, card) : null,
  };
}

/** As both a payment method and its charge have it. */
export function makeWallet(wallet: Wallet, card: TestCard) {
  return { type: wallet, [wallet]: {}, dynamic_last4: wallet === 'apple_pay' ? card.number.slice(-4) : null };
}

export function makeBillingDetails(billing: BillingDetails): Stripe.PaymentMethod.BillingDetails {
  return {
    address: {
      city: billing.address.city ?? null,
      country: billing.address.country ?? null,
      line1: billing.address.line1 ?? null,
      line2: billing.address.line2 ?? null,
      postal_code: billing.address.postal_code ?? null,
      state: billing.address.state ?? null,
    },
    email: billing.email,
    name: billing.name,
    phone: billing.phone,
    tax_id: null,
  };
}

export function cardChecks(card: TestCard): Stripe.PaymentMethod.Card.Checks {
  const wrongCode = card.outcome.kind === 'declines' && card.outcome.decline.code === 'incorrect_cvc';
  return {
    address_line1_check: null,
    address_postal_code_check: null,
    cvc_check: wrongCode ? 'fail' : 'pass',
  };
}

/** The same card has the same fingerprint. */
export function fingerprintOf(card: TestCard): string {
  return `Sim${card.name.replaceAll(/[^a-z0-9]/g, '')}`.padEnd(16, '0').slice(0, 16);
}

function displayBrand(card: TestCard): string {
  return card.brand === 'amex' ? 'american_express' : card.brand;
}
