import type { Stripe } from 'stripe';

import { formatMoney } from '../../../src/localization/money.ts';
import { accountName } from '../resources/accounts/account.ts';
import { type Html, html, renderPage } from './html.ts';

const BRANDS: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
};

export function receiptPage(charge: Stripe.Charge, account: Stripe.Account): string {
  const name = accountName(account);
  const card = charge.payment_method_details?.card;
  const timeZone = account.settings?.dashboard.timezone ?? 'UTC';
  const paidAt = new Date(charge.created * 1000);
  const amount = money(charge.amount, charge.currency);
  const refunded = charge.amount_refunded > 0;
  return renderPage({
    title: `Receipt from ${name}`,
    stylesheet: 'page.css',
    body: html`<p class="ribbon">Simulator · no real money moves</p>
      <main class="receipt">
        <header>
          <span class="monogram" aria-hidden="true">${initials(name)}</span>
          <h1>Receipt from ${name}</h1>
          ${charge.receipt_number ? html`<p class="muted">Receipt #${charge.receipt_number}</p>` : ''}
        </header>
        <dl class="summary">
          <div>
            <dt>Amount paid</dt>
            <dd>${amount}</dd>
          </div>
          <div>
            <dt>Date paid</dt>
            <dd><time datetime="${paidAt.toISOString()}">${date(paidAt, timeZone)}</time></dd>
          </div>
          <div>
            <dt>Payment method</dt>
            <dd>
              <img
                src="/assets/brands/${mark(card?.brand)}.svg"
                alt="${brandName(card?.brand)}"
                width="30"
                height="20"
              />
              •••• ${card?.last4 ?? ''}
            </dd>
          </div>
        </dl>
        <h2>Summary</h2>
        <table>
          <thead class="visually-hidden">
            <tr>
              <th scope="col">Item</th>
              <th scope="col">Amount</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">${charge.description ?? `Payment to ${name}`}</th>
              <td>${amount}</td>
            </tr>
            ${refunded ? refundRow(charge) : ''}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">${refunded ? 'Net amount' : 'Amount paid'}</th>
              <td>
                ${money(charge.amount - charge.amount_refunded, charge.currency)}
                ${charge.currency.toUpperCase()}
              </td>
            </tr>
          </tfoot>
        </table>
        <p class="muted">If you have any questions, contact ${name} at ${account.email ?? 'the clinic'}.</p>
        <p class="muted fine">
          Payment ${charge.id}. You receive this because you gave your address when
          paying${charge.receipt_email ? html` (${charge.receipt_email})` : ''}.
        </p>
      </main>`,
  });
}

export function noReceiptPage(): string {
  return renderPage({
    title: 'No such receipt',
    stylesheet: 'page.css',
    body: html`<p class="ribbon">Simulator · no real money moves</p>
      <main class="receipt">
        <h1>There is no receipt here</h1>
        <p>The address is not complete, or the receipt does not exist.</p>
      </main>`,
  });
}

function refundRow(charge: Stripe.Charge): Html {
  return html`<tr>
    <th scope="row">Refund</th>
    <td>−${money(charge.amount_refunded, charge.currency)}</td>
  </tr>`;
}

function money(amount: number, currency: string): string {
  return formatMoney({ amount, currency }, 'en-AU');
}

function date(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-AU', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at);
}

function mark(brand: string | null | undefined): string {
  return brand && brand in BRANDS ? brand : 'unknown';
}

function brandName(brand: string | null | undefined): string {
  return BRANDS[brand ?? ''] ?? 'Card';
}

function initials(name: string): string {
  return name
    .split(' ')
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2);
}
