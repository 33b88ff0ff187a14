import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { PaymentRequest } from '../../contract/payment-request.ts';
import type { Localization } from '../../localization/localization.ts';
import { amountOf } from './format.ts';

/** What fits a phone's width in the largest type. */
const MOST_AT_FULL_SIZE = 10;

/** The amount, large, and its currency's code once beside it. */
export function renderAmount(request: PaymentRequest, localization: Localization): TemplateResult {
  const amount = amountOf(request, localization);
  return html`<p class="amount" part="amount" ?data-long=${amount.length > MOST_AT_FULL_SIZE}>
    <bdi>${amount}</bdi> <small>${request.currency.toUpperCase()}</small>
  </p>`;
}

/** All that was paid was given back. */
export function isRefunded({ amount, amountRefunded }: PaymentRequest): boolean {
  return amountRefunded >= amount;
}

/** The part that was given back, when some was. */
export function refundOf(request: PaymentRequest, localization: Localization): string | null {
  const { amountRefunded } = request;
  return amountRefunded > 0 ? amountOf({ ...request, amount: amountRefunded }, localization) : null;
}

/** Stripe's own receipt page, in a tab of its own: the call goes on in this one. */
export function renderReceiptLink(url: string | undefined, { messages }: Localization): unknown {
  if (!url || !/^https?:/.test(url)) return nothing;
  return html`<a class="button" part="receipt-link" href=${url} target="_blank" rel="noopener noreferrer"
    >${messages.details.receiptLink} <span class="sr">${messages.common.opensInNewTab}</span></a
  >`;
}
