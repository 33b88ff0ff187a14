import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { PaymentRequest } from '../../contract/payment-request.ts';
import type { Localization } from '../../localization/localization.ts';
import { amountOf } from './format.ts';

/** The amount, large, and its currency's code once beside it. */
export function renderAmount(request: PaymentRequest, localization: Localization): TemplateResult {
  return html`<p class="amount" part="amount">
    <bdi>${amountOf(request, localization)}</bdi> <small>${request.currency.toUpperCase()}</small>
  </p>`;
}

/** Rows of a name and a value; a row without a value is left out. */
export function renderRows(rows: readonly (readonly [string, unknown])[]): TemplateResult {
  return html`<dl class="list" part="details">
    ${rows.map(([name, value]) =>
      value
        ? html`<div>
            <dt>${name}</dt>
            <dd><bdi>${value}</bdi></dd>
          </div>`
        : nothing,
    )}
  </dl>`;
}

/** Stripe's own receipt page, in a tab of its own: the call goes on in this one. */
export function renderReceiptLink(url: string | undefined, { messages }: Localization): unknown {
  if (!url || !/^https?:/.test(url)) return nothing;
  return html`<a class="button" part="receipt-link" href=${url} target="_blank" rel="noopener noreferrer"
    >${messages.details.receiptLink} <span class="sr">${messages.common.opensInNewTab}</span></a
  >`;
}
