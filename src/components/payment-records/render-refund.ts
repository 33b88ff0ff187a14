import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import { REFUND_REASONS, type PaymentRecord } from '../../contract/records.ts';
import type { PaymentsError } from '../../errors.ts';
import type { Localization } from '../../localization/localization.ts';
import type { Explanation } from '../../localization/messages.ts';
import { currencySymbol } from '../../localization/amount-input.ts';
import { formatMoney } from '../../localization/money.ts';
import type { RecordsWords } from '../../localization/records/messages.ts';
import type { OpenRecord, RefundDraft } from '../../session/configure/records-state.ts';
import { methodOf } from '../shared/format.ts';
import { keepFocus } from '../shared/keep-focus.ts';
import { renderNote } from '../shared/render-shell.ts';
import { explain } from '../shared/trouble.ts';

export interface RefundView {
  readonly open: OpenRecord;
  readonly record: PaymentRecord;
  readonly draft: RefundDraft;
  readonly localization: Localization<RecordsWords>;
  /** What is wrong with what is typed. */
  readonly error: string | null;
  /** What is typed, as far as it is an amount. */
  readonly amount: number | null;
  onInput(change: Partial<RefundDraft>): void;
  onSubmit(event: SubmitEvent): void;
  onClose(): void;
}

export function renderRefund(view: RefundView): TemplateResult {
  const { open, record, localization, amount } = view;
  const { messages, locale } = localization;
  const words = messages.records;
  const { request } = record;
  const { refund } = open;
  const busy = refund.status === 'sending' || refund.status === 'checking';
  const money = (value: number) => formatMoney({ amount: value, currency: request.currency }, locale);
  const fits = amount !== null && amount <= record.refundable;
  return html`<form
    class="refund"
    part="refund"
    novalidate
    aria-labelledby="refund-title"
    @submit=${view.onSubmit}
  >
    <h3 id="refund-title">${words.refundTitle}</h3>
    <fieldset ?disabled=${busy}>
      ${renderAmount(view, money(record.refundable))} ${renderReason(view)}
    </fieldset>
    ${
      fits && request.status === 'paid'
        ? html`<p class="muted">
            ${words.refundText({
              name: request.payer.displayName ?? messages.common.somebody,
              amount: money(amount),
              card: methodOf(request.payment, localization),
            })}
          </p>`
        : nothing
    }
    ${refund.status === 'rejected' ? renderNote('bad', 'alert', refusalOf(refund.error, messages)) : nothing}
    ${refund.status === 'checking' ? renderNote('warn', 'spinner', words.refundChecking) : nothing}
    <div class="row">
      <button class="button danger" aria-disabled=${busy} @mousedown=${keepFocus}>
        ${busy ? html`<span class="spinner"></span> ${words.refundSending}` : words.refundSubmit(fits ? money(amount) : '…')}
      </button>
      ${
        busy
          ? nothing
          : html`<button class="button" type="button" @click=${view.onClose}>${words.keep}</button>`
      }
    </div>
  </form>`;
}

function renderAmount(
  { record, draft, localization, error, onInput }: RefundView,
  most: string,
): TemplateResult {
  const words = localization.messages.records;
  const { currency } = record.request;
  const code = currency.toUpperCase();
  const { symbol, position } = currencySymbol(currency, localization.locale);
  const sign = symbol === code ? nothing : html`<span class="sign" aria-hidden="true">${symbol}</span>`;
  return html`<div class="field">
    <label for="refund-amount">${words.refundAmount}</label>
    <div class="box">
      ${position === 'before' ? sign : nothing}
      <input
        id="refund-amount"
        inputmode="decimal"
        autocomplete="off"
        aria-describedby="refund-code refund-hint refund-error"
        aria-invalid=${error === null ? 'false' : 'true'}
        .value=${draft.amount}
        @input=${(event: Event) =>
          event.target instanceof HTMLInputElement && onInput({ amount: event.target.value })}
      />
      ${position === 'after' ? sign : nothing}
      <span class="code" id="refund-code">${code}</span>
    </div>
    <p class="error" id="refund-error" ?hidden=${error === null}>${error}</p>
    <p class="hint" id="refund-hint">${words.refundOf(most)}</p>
  </div>`;
}

function renderReason({ draft, localization, onInput }: RefundView): TemplateResult {
  const words = localization.messages.records;
  return html`<div class="field">
    <label for="refund-reason">${words.reason}</label>
    <div class="box">
      <select
        id="refund-reason"
        @change=${(event: Event) => {
          const value = event.target instanceof HTMLSelectElement ? event.target.value : '';
          onInput({ reason: REFUND_REASONS.find((reason) => reason === value) ?? draft.reason });
        }}
      >
        ${REFUND_REASONS.map(
          (reason) =>
            html`<option value=${reason} ?selected=${reason === draft.reason}>
              ${words.reasons[reason]}
            </option>`,
        )}
      </select>
    </div>
  </div>`;
}

function refusalOf(error: PaymentsError, messages: Localization<RecordsWords>['messages']): Explanation {
  const known: Readonly<Record<string, Explanation>> = messages.records.refundTrouble;
  return known[error.code] ?? explain(error, messages);
}
