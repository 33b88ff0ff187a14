import type { Stripe } from 'stripe';

import { formatMoney } from '../../../src/localization/money.ts';
import { accountName } from '../resources/accounts/account.ts';
import type { ReceiptMail } from './receipt-outbox.ts';

export interface ReceiptLine {
  readonly what: string;
  readonly amount: string;
}

/** What a receipt says, before it is a page, a mail or plain text. */
export interface ReceiptContent {
  readonly kind: 'payment' | 'refund';
  readonly clinic: string;
  /** The clinic's brand colour, `#rrggbb`. */
  readonly color: string;
  readonly number: string | null;
  /** E.g. `Receipt from Harbour Street Clinic`. */
  readonly heading: string;
  /** The big figure, with its label. */
  readonly amount: ReceiptLine;
  readonly dateLabel: string;
  readonly date: string;
  /** ISO 8601. */
  readonly at: string;
  /** `visa`, `mastercard`, `amex`, `link` or `unknown`. */
  readonly brand: string;
  readonly brandName: string;
  /** Empty for Link, which shows no card. */
  readonly last4: string;
  readonly lines: readonly ReceiptLine[];
  readonly total: ReceiptLine;
  readonly contact: string;
  readonly chargeId: string;
  readonly email: string | null;
}

const BRANDS: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  link: 'Link',
};
const FALLBACK_COLOR = '#3c4257';

/** The receipt of a payment, with what was refunded since. */
export function paymentReceipt(charge: Stripe.Charge, account: Stripe.Account): ReceiptContent {
  const facts = commonFacts(charge, account);
  const { clinic, money } = facts;
  const paid = money(charge.amount);
  const refunded = charge.amount_refunded > 0;
  return {
    ...facts.content,
    kind: 'payment',
    heading: `Receipt from ${clinic}`,
    amount: { what: 'Amount paid', amount: paid },
    dateLabel: 'Date paid',
    ...facts.when(charge.created * 1000),
    lines: [
      { what: charge.description ?? `Payment to ${clinic}`, amount: paid },
      ...(refunded ? [{ what: 'Refund', amount: `−${money(charge.amount_refunded)}` }] : []),
    ],
    total: {
      what: refunded ? 'Amount paid after refunds' : 'Amount paid',
      amount: withCode(money(charge.amount - charge.amount_refunded), charge.currency),
    },
  };
}

/** The mail's own receipt: as things stood when it was sent. */
export function mailReceipt(
  mail: ReceiptMail,
  charge: Stripe.Charge,
  account: Stripe.Account,
): ReceiptContent {
  if (mail.kind === 'payment') return paymentReceipt({ ...charge, amount_refunded: 0 }, account);
  const facts = commonFacts(charge, account);
  const back = facts.money(mail.amount);
  return {
    ...facts.content,
    kind: 'refund',
    heading: `Refund from ${facts.clinic}`,
    amount: { what: 'Amount refunded', amount: back },
    dateLabel: 'Date refunded',
    ...facts.when(mail.at),
    email: mail.to,
    lines: [{ what: charge.description ?? `Payment to ${facts.clinic}`, amount: facts.money(charge.amount) }],
    total: { what: 'Amount refunded', amount: withCode(back, charge.currency) },
  };
}

function commonFacts(charge: Stripe.Charge, account: Stripe.Account) {
  const clinic = accountName(account);
  const card = charge.payment_method_details?.card;
  const isLink = charge.payment_method_details?.type === 'link';
  const brand = isLink ? 'link' : card?.brand && card.brand in BRANDS ? card.brand : 'unknown';
  const timeZone = account.settings?.dashboard.timezone ?? 'UTC';
  const color = account.settings?.branding?.primary_color ?? '';
  const format = new Intl.DateTimeFormat('en-AU', { dateStyle: 'long', timeStyle: 'short', timeZone });
  return {
    clinic,
    money: (amount: number) => formatMoney({ amount, currency: charge.currency }, 'en-AU'),
    when: (at: number) => ({ date: format.format(at), at: new Date(at).toISOString() }),
    content: {
      clinic,
      color: /^#[0-9a-f]{6}$/i.test(color) ? color : FALLBACK_COLOR,
      number: charge.receipt_number,
      brand,
      brandName: BRANDS[brand] ?? 'Card',
      last4: card?.last4 ?? '',
      contact: account.business_profile?.support_email ?? account.email ?? 'the clinic',
      chargeId: charge.id,
      email: charge.receipt_email,
    },
  };
}

function withCode(written: string, currency: string): string {
  const code = currency.toUpperCase();
  return written.includes(code) ? written : `${written} ${code}`;
}
