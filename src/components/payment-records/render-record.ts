import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { PaymentRequest } from '../../contract/payment-request.ts';
import type { PaymentRecord, Refund } from '../../contract/records.ts';
import type { Localization } from '../../localization/localization.ts';
import { formatMoney } from '../../localization/money.ts';
import type { RecordsWords } from '../../localization/records/messages.ts';
import type { OpenRecord } from '../../session/configure/records-state.ts';
import { formatDate, methodOf } from '../shared/format.ts';
import { renderAmount, renderReceiptLink } from '../shared/render-details.ts';
import { explainToAdmin } from '../shared/render-for-admins.ts';
import { renderRows } from '../shared/render-rows.ts';
import { renderBars, renderNote, renderUnavailable } from '../shared/render-shell.ts';
import type { RefundController } from './refund-controller.ts';
import { renderTimeline } from './render-timeline.ts';
import { disputeStateOf, statusOf } from './status.ts';

export interface RecordView {
  readonly open: OpenRecord;
  readonly localization: Localization<RecordsWords>;
  /** Null: this admin may look, and not refund. */
  readonly refund: RefundController | null;
  onBack(): void;
  onRetry(): void;
}

/** One payment's whole story, and what can be done about it. */
export function renderRecord(view: RecordView): TemplateResult {
  const { open, localization } = view;
  const { messages } = localization;
  const { record } = open;
  const words = messages.records;
  const back = html`<button class="button quiet small back" type="button" @click=${view.onBack}>
    <span class="arrow" aria-hidden="true"></span>${words.back}
  </button>`;
  if (record.status === 'unavailable')
    return html`<div class="wide">
      ${back}${renderUnavailable(messages, explainToAdmin(record.error, messages), view.onRetry)}
    </div>`;
  if (record.status === 'loading')
    return html`<div class="wide">
      ${back} <span class="sr" tabindex="-1" data-focus>${messages.common.connecting}</span>
      <div class="stack" aria-busy="true">${renderBars()}</div>
    </div>`;
  return html`<div class="wide">
    ${back} ${record.trouble ? renderNote('warn', 'alert', words.outOfDate) : nothing}
    ${renderStory(view, record.value)}
  </div>`;
}

function renderStory(view: RecordView, record: PaymentRecord): TemplateResult {
  const { localization } = view;
  const { messages } = localization;
  const { request } = record;
  const { tone, words: status } = statusOf(request, messages);
  return html`<div class="story">
    <header class="title">
      <div class="sum">
        ${renderAmount(request, localization)}
        <span class="status" part="status" data-tone=${tone}>${status}</span>
      </div>
      <h2 tabindex="-1" data-focus>${request.description}</h2>
      ${renderActions(view, record)}
    </header>
    <div class="outcome" role="status">${renderOutcome(view, record)}</div>
    <div class="main">${renderForm(view, record)} ${renderTimeline(record, localization)}</div>
    <div class="facts">${renderFacts(record, localization)} ${renderRefunds(record, localization)}</div>
  </div>`;
}

function renderActions({ open, localization, refund }: RecordView, record: PaymentRecord): unknown {
  const { messages } = localization;
  const words = messages.records;
  const { request, dashboardUrl, refundable } = record;
  const isLinked = dashboardUrl !== null && /^https?:/.test(dashboardUrl);
  const canRefund = refund !== null && refundable > 0 && open.draft === null && !isBusy(open);
  return html`<div class="row actions">
    ${
      canRefund
        ? html`<button
            class="button"
            type="button"
            data-refund
            @click=${() => refund.open(record, localization)}
          >
            ${words.refund}
          </button>`
        : nothing
    }
    ${
      isLinked
        ? html`<a
            class="button"
            part="dashboard-link"
            href=${dashboardUrl}
            target="_blank"
            rel="noopener noreferrer"
            >${words.stripe} <span class="sr">${messages.common.opensInNewTab}</span></a
          >`
        : nothing
    }
    ${request.status === 'paid' ? renderReceiptLink(request.payment.receiptUrl, localization) : nothing}
  </div>`;
}

/** After the form has gone: what became of it. While it is there, it says so itself. */
function renderOutcome({ open, localization }: RecordView, { request }: PaymentRecord): unknown {
  const words = localization.messages.records;
  const { refund, draft } = open;
  if (refund.status === 'checking' && !draft) return renderNote('warn', 'spinner', words.refundChecking);
  if (refund.status !== 'done') return nothing;
  const { amount, status } = refund.refund;
  const money = formatMoney({ amount, currency: request.currency }, localization.locale);
  if (status === 'failed' || status === 'canceled') return renderNote('bad', 'alert', words.refundFailed);
  return status === 'pending'
    ? renderNote('info', 'clock', words.refundPending(money))
    : renderNote('good', 'check', words.refundDone(money));
}

function renderForm({ open, localization, refund }: RecordView, record: PaymentRecord): unknown {
  if (
    !refund ||
    !open.draft ||
    (record.refundable === 0 && !isBusy(open) && open.refund.status !== 'rejected')
  )
    return nothing;
  return refund.render(open, record, open.draft, localization);
}

function isBusy({ refund }: OpenRecord): boolean {
  return refund.status === 'sending' || refund.status === 'checking';
}

function renderFacts({ request, refundable }: PaymentRecord, localization: Localization<RecordsWords>) {
  const { messages, locale } = localization;
  const words = messages.records;
  const { payer, requestedBy, currency, disputeStatus } = request;
  const isPaid = request.status === 'paid';
  return renderRows([
    [words.patient, payer.displayName ?? payer.id],
    [words.askedBy, requestedBy.displayName ?? requestedBy.id],
    [words.asked, formatDate(request.createdAt, locale)],
    [words.statuses.paid, isPaid && formatDate(request.payment.paidAt, locale)],
    [messages.details.card, isPaid && methodOf(request.payment, localization)],
    [words.reference, request.reference],
    [
      words.refundable,
      isPaid && refundable < request.amount && formatMoney({ amount: refundable, currency }, locale),
    ],
    [words.dispute, disputeStatus && words.disputeState[disputeStateOf(disputeStatus)]],
    [words.charge, isPaid && request.payment.chargeId],
    [words.callId, request.callId],
  ]);
}

function renderRefunds(
  { refunds, request }: PaymentRecord,
  localization: Localization<RecordsWords>,
): unknown {
  const words = localization.messages.records;
  if (refunds.length === 0) return nothing;
  return html`<section aria-labelledby="refunds">
    <h3 id="refunds">${words.refunds}</h3>
    <ul class="refunds">
      ${refunds.toReversed().map((refund) => renderOne(refund, request, localization))}
    </ul>
  </section>`;
}

const REFUND_TONES = {
  creating: 'warn',
  pending: 'info',
  succeeded: 'good',
  failed: 'bad',
  canceled: 'calm',
} as const;

function renderOne(refund: Refund, { currency }: PaymentRequest, localization: Localization<RecordsWords>) {
  const { messages, locale } = localization;
  const words = messages.records;
  const { requestedBy, reason } = refund;
  const by = requestedBy ? words.by(requestedBy.displayName ?? requestedBy.id) : words.madeAtStripe;
  return html`<li>
    <bdi>${formatMoney({ amount: refund.amount, currency }, locale)}</bdi>
    <span class="status" data-tone=${REFUND_TONES[refund.status]}
      >${words.refundStatuses[refund.status]}</span
    >
    <p class="hint">
      ${formatDate(refund.createdAt, locale)},
      ${by}${reason === null ? nothing : html`. ${words.reasons[reason]}`}
    </p>
  </li>`;
}
