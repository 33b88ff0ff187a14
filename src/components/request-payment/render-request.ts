import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { PaymentRequest } from '../../contract/payment-request.ts';
import type { Localization } from '../../localization/localization.ts';
import type { RequestWords } from '../../localization/request/messages.ts';
import type { RequestEntry } from '../../session/state.ts';
import { formatDate, formatTime, methodOf } from '../shared/format.ts';
import { icon } from '../shared/icons.ts';
import type { IconName } from '../shared/icons.ts';
import { isRefunded, refundOf, renderAmount, renderReceiptLink } from '../shared/render-details.ts';
import { renderRows } from '../shared/render-rows.ts';
import { renderNote } from '../shared/render-shell.ts';
import type { Tone } from '../shared/render-shell.ts';
import { explain } from '../shared/trouble.ts';

export interface RequestView {
  readonly entry: RequestEntry;
  /** The payer's name. */
  readonly payer: string;
  readonly localization: Localization<RequestWords>;
  /** The payer is at it, and the clinician has asked to cancel: are they sure? */
  readonly confirming: boolean;
  onCancel(): void;
  onConfirm(): void;
  onKeep(): void;
  onAnother(): void;
}

/**
 * Disputes that ended without a loss.
 * Source: `status` at https://docs.stripe.com/api/disputes/object
 */
const SETTLED: ReadonlySet<string> = new Set(['won', 'warning_closed', 'prevented']);

/** One request of this call, from being asked to its end. */
export function renderRequest(view: RequestView): TemplateResult {
  const { localization, payer } = view;
  const { request } = view.entry;
  const { details, request: words } = localization.messages;
  const { locale } = localization;
  const [tone, sign, heading, text] = headline(view);
  const payment = request.status === 'paid' ? request.payment : null;
  const isOpen = request.status === 'requested' && !request.closingAs;
  const until = isOpen ? words.openUntil(formatTime(request.expiresAt, locale)) : '';
  return html`<div class="view" data-status=${request.status}>
    <div class="head">
      <div class="disc" data-tone=${tone}>${icon(sign)}</div>
      <h2 tabindex="-1" ?data-focus=${!view.confirming}>${heading}</h2>
    </div>
    ${renderAmount(request, localization)}
    <div>
      <p class="what">${request.description}</p>
      <p class="muted">${payer}${until && ` · ${until}`}</p>
    </div>
    ${text && (tone === 'info' ? renderNote(tone, 'spinner', text) : html`<p>${text}</p>`)}
    ${renderLive(view)}
    ${
      payment &&
      renderRows([
        [details.date, formatDate(payment.paidAt, locale)],
        [details.card, methodOf(payment, localization)],
        [details.refunded, refundOf(request, localization)],
        [words.dispute, disputeOf(request, words)],
        [details.reference, payment.chargeId],
      ])
    }
    ${renderReceiptLink(payment?.receiptUrl, localization)} ${renderActionError(view)}
    ${view.confirming ? renderConfirm(view) : renderActions(view)}
  </div>`;
}

function headline({
  entry: { request },
  payer,
  localization: {
    messages: { request: words },
  },
}: RequestView): readonly [Tone, IconName, string, string] {
  switch (request.status) {
    case 'creating':
      return ['info', 'clock', words.requested, words.preparing];
    case 'requested':
      return ['info', 'clock', words.requested, request.closingAs ? words.closing[request.closingAs] : ''];
    case 'processing':
      return ['info', 'clock', words.processing, words.processingText];
    case 'paid':
      return isRefunded(request)
        ? ['calm', 'giveBack', words.refunded, '']
        : ['good', 'check', words.received, ''];
    case 'cancelled':
      return ['calm', 'cross', words.cancelled, words.nothingCharged];
    case 'refused':
      return ['warn', 'cross', words.refused, words.refusedText(payer)];
    case 'expired':
      return ['calm', 'clock', words.expired, words.expiredText];
    case 'failed':
      return ['bad', 'alert', words.failed, words.failedText];
    case 'unreachable':
      return ['warn', 'alert', words.unreachable, words.unreachableText];
  }
}

/** How a dispute stands, in words; what Stripe may call it in time to come is open. */
function disputeOf(
  { disputeStatus }: PaymentRequest,
  { disputeState }: RequestWords['request'],
): string | null {
  if (!disputeStatus) return null;
  if (disputeStatus === 'lost') return disputeState.lost;
  return SETTLED.has(disputeStatus) ? disputeState.won : disputeState.open;
}

/** What the payer is doing now, and the last card that did not go through. */
function renderLive({ entry: { request }, payer, localization }: RequestView): unknown {
  if (request.status !== 'requested' || request.closingAs) return nothing;
  const { request: words } = localization.messages;
  const doing = request.activity ? words.activity[request.activity.kind] : words.unopened;
  const attempt = request.lastAttempt ? words.attempt[request.lastAttempt.outcome] : null;
  return html`${attempt ? renderNote('bad', 'card', attempt(payer)) : nothing}
  ${renderNote('info', 'dot', doing(payer))}`;
}

function renderActionError({ entry: { actionError, request }, localization: { messages } }: RequestView) {
  if (!actionError) return nothing;
  if (request.status === 'paid') return renderNote('warn', 'alert', messages.request.alreadyPaid);
  return renderNote('bad', 'alert', explain(actionError, messages));
}

function renderConfirm(view: RequestView): TemplateResult {
  const words = view.localization.messages.request;
  return html`<div class="stack" role="group" aria-labelledby="ask">
    <p id="ask" tabindex="-1" data-focus>${words.confirmCancel(view.payer)}</p>
    <div class="row">
      <button class="button danger" type="button" @click=${view.onConfirm}>${words.cancel}</button>
      <button class="button" type="button" @click=${view.onKeep}>${words.keep}</button>
    </div>
  </div>`;
}

function renderActions({ entry, localization, onCancel, onAnother }: RequestView): TemplateResult {
  const { request, pending } = entry;
  const words = localization.messages.request;
  const asked = request.status === 'requested';
  const open = asked || request.status === 'creating' || request.status === 'processing';
  const cancelling = pending === 'cancelling';
  return html`<div class="stack">
    <button class="button ${open ? '' : 'primary'}" type="button" @click=${onAnother}>
      ${words.another}
    </button>
    ${
      asked && !request.closingAs
        ? html`<button class="button quiet" type="button" aria-disabled=${cancelling} @click=${onCancel}>
            ${cancelling ? html`<span class="spinner"></span>` : nothing}
            ${cancelling ? words.cancelling : words.cancel}
          </button>`
        : nothing
    }
  </div>`;
}
