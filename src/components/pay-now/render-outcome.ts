import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { PaymentRequest } from '../../contract/payment-request.ts';
import type { Localization } from '../../localization/localization.ts';
import type { PayWords } from '../../localization/pay/messages.ts';
import { formatDate, methodOf } from '../shared/format.ts';
import { icon } from '../shared/icons.ts';
import { refundOf, renderAmount, renderReceiptLink } from '../shared/render-details.ts';
import { renderRows } from '../shared/render-rows.ts';
import { renderStatement } from '../shared/render-shell.ts';

export interface OutcomeView {
  readonly request: PaymentRequest;
  readonly localization: Localization<PayWords>;
  /** Where the receipt went, when this page knows. */
  readonly email: string;
  /** More requests wait. */
  readonly more: boolean;
  onNext(): void;
}

/** How a request ended. */
export function renderOutcome(view: OutcomeView): TemplateResult {
  const { request, localization } = view;
  const { pay: words } = localization.messages;
  const { name } = request.clinic;
  const next = view.more
    ? html`<button class="button primary" type="button" @click=${view.onNext}>${words.next}</button>`
    : nothing;
  switch (request.status) {
    case 'paid':
      return renderSuccess(view, next);
    case 'cancelled':
      return renderStatement('calm', 'cross', words.withdrawn, words.withdrawnText(name), next);
    case 'refused':
      return renderStatement('calm', 'cross', words.refused, words.refusedText, next);
    case 'expired':
      return renderStatement('calm', 'clock', words.expired, words.expiredText, next);
    default:
      return renderStatement('warn', 'alert', words.failed, words.failedText, next);
  }
}

function renderSuccess({ request, localization, email }: OutcomeView, next: unknown): TemplateResult {
  const { details, pay: words } = localization.messages;
  const payment = request.status === 'paid' ? request.payment : null;
  return html`<div class="view centre" data-status="paid">
    <div class="disc" data-tone="good">${icon('check')}</div>
    <div>
      <h2 tabindex="-1" data-focus>${words.successful}</h2>
      <p class="muted">${words.thanks(request.clinic.name)}</p>
    </div>
    ${renderAmount(request, localization)}
    ${renderRows([
      [details.clinic, request.clinic.name],
      [details.description, request.description],
      [details.date, payment && formatDate(payment.paidAt, localization.locale)],
      [details.card, payment && methodOf(payment, localization)],
      [details.refunded, refundOf(request, localization)],
      [details.receipt, email && details.receiptSentTo(email)],
    ])}
    ${renderReceiptLink(payment?.receiptUrl, localization)} ${next}
  </div>`;
}
