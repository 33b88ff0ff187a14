import type { Stripe } from 'stripe';

import { paymentReceipt, type ReceiptContent } from '../receipts/receipt-content.ts';
import { type Html, html, renderPage } from './html.ts';
import { initials } from './initials.ts';

/** The hosted receipt, as `receipt_url` leads to it: always as things stand now. */
export function receiptPage(charge: Stripe.Charge, account: Stripe.Account): string {
  const receipt = paymentReceipt(charge, account);
  return renderPage({
    title: receipt.heading,
    language: 'en-AU',
    stylesheet: 'receipt.css',
    body: html`<p class="ribbon">Simulator · no real money moves</p>
      <main class="receipt">${receiptBody(receipt)}</main>`,
  });
}

export function noReceiptPage(): string {
  return renderPage({
    title: 'No such receipt',
    language: 'en-AU',
    stylesheet: 'receipt.css',
    body: html`<p class="ribbon">Simulator · no real money moves</p>
      <main class="receipt">
        <h1>There is no receipt here</h1>
        <p>The address is not complete, or the receipt does not exist.</p>
      </main>`,
  });
}

function receiptBody(receipt: ReceiptContent): Html {
  return html`<header>
      <svg class="monogram" viewBox="0 0 56 56" width="56" height="56" aria-hidden="true">
        <circle cx="28" cy="28" r="28" fill="${receipt.color}" />
        <text x="28" y="35" text-anchor="middle" fill="#fff">${initials(receipt.clinic)}</text>
      </svg>
      <h1>${receipt.heading}</h1>
      ${receipt.number ? html`<p class="muted">Receipt #${receipt.number}</p>` : ''}
    </header>
    <dl class="summary">
      <div>
        <dt>${receipt.amount.what}</dt>
        <dd>${receipt.amount.amount}</dd>
      </div>
      <div>
        <dt>${receipt.dateLabel}</dt>
        <dd><time datetime="${receipt.at}">${receipt.date}</time></dd>
      </div>
      <div>
        <dt>Payment method</dt>
        <dd>
          <img
            src="/assets/brands/${receipt.brand}.svg"
            alt="${receipt.last4 ? receipt.brandName : ''}"
            width="30"
            height="20"
          />
          ${receipt.last4 ? html`<span class="dots" aria-hidden="true">••••</span> ${receipt.last4}` : receipt.brandName}
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
        ${receipt.lines.map(
          ({ what, amount }) =>
            html`<tr>
              <th scope="row">${what}</th>
              <td>${amount}</td>
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${receipt.total.what}</th>
          <td>${receipt.total.amount}</td>
        </tr>
      </tfoot>
    </table>
    <p class="contact">
      If you have any questions, contact ${receipt.clinic} at
      <a href="mailto:${receipt.contact}">${receipt.contact}</a>.
    </p>
    <p class="muted fine">
      Payment ${receipt.chargeId}. You receive this because you gave your address when
      paying${receipt.email ? html` (${receipt.email})` : ''}.
    </p>`;
}
