import { createHash } from 'node:crypto';

import { BRAND_MARKS } from '../pages/brand-marks.ts';
import { Html, html } from '../pages/html.ts';
import { initials } from '../pages/initials.ts';
import { mailStyles } from './mail-styles.ts';
import { REFUND_TIME } from './mail-text.ts';
import type { ReceiptContent } from './receipt-content.ts';

/** The mail loads nothing: its one style sheet is inside it, and named here by its digest. */
export const MAIL_POLICY = [
  "default-src 'none'",
  'img-src data:',
  `style-src 'sha256-${createHash('sha256').update(mailStyles).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups',
].join('; ');

/** The HTML part of the mail: tables inside tables, as mail programs still want it. */
export function mailHtml(receipt: ReceiptContent, receiptUrl: string): string {
  return html`<!doctype html>
    <html lang="en-AU">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${receipt.heading}</title>
        ${new Html(`<style>${mailStyles}</style>`)}
      </head>
      <body>
        <main>
          <div class="band">
            <svg viewBox="0 0 600 96" width="600" height="96" preserveAspectRatio="none" aria-hidden="true">
              <rect width="600" height="96" fill="${receipt.color}" />
            </svg>
            <svg class="monogram" viewBox="0 0 64 64" width="64" height="64" aria-hidden="true">
              <circle cx="32" cy="32" r="32" class="monogram-edge" />
              <circle cx="32" cy="32" r="28" fill="${receipt.color}" />
              <text x="32" y="39" text-anchor="middle" fill="#fff">${initials(receipt.clinic)}</text>
            </svg>
          </div>
          <h1>${receipt.heading}</h1>
          ${receipt.number ? html`<p class="number">Receipt #${receipt.number}</p>` : ''}
          <table class="facts" role="presentation">
            <tr>
              ${fact(receipt.amount.what, html`${receipt.amount.amount}`)}
              ${fact(receipt.dateLabel, html`${receipt.date}`)} ${fact('Payment method', method(receipt))}
            </tr>
          </table>
          <h2>Summary</h2>
          <table class="lines">
            <tbody>
              ${receipt.lines.map(
                ({ what, amount }) =>
                  html`<tr>
                    <th scope="row">${what}</th>
                    <td>${amount}</td>
                  </tr>`,
              )}
              <tr class="total">
                <th scope="row">${receipt.total.what}</th>
                <td>${receipt.total.amount}</td>
              </tr>
            </tbody>
          </table>
          ${receipt.kind === 'refund' ? html`<p>${REFUND_TIME}</p>` : ''}
          <p class="contact">
            If you have any questions, contact ${receipt.clinic} at
            <a href="mailto:${receipt.contact}">${receipt.contact}</a>.
          </p>
          <p class="fine">
            Something wrong with the mail?
            <a href="${receiptUrl}" target="_blank" rel="noopener">See it in your browser</a>. You receive it
            because you gave your address when you paid ${receipt.clinic}. Payment ${receipt.chargeId}.
          </p>
        </main>
      </body>
    </html> `.text;
}

function fact(term: string, value: Html): Html {
  return html`<td><span class="term">${term}</span><br />${value}</td>`;
}

function method({ brand, brandName, last4 }: ReceiptContent): Html {
  const known = Object.entries(BRAND_MARKS).find(([name]) => name === brand);
  const svg = Buffer.from(known?.[1] ?? BRAND_MARKS.unknown).toString('base64');
  return html`<img
      src="data:image/svg+xml;base64,${svg}"
      alt="${last4 ? brandName : ''}"
      width="30"
      height="20"
    />
    <span class="dots">${last4 ? `•••• ${last4}` : brandName}</span>`;
}
