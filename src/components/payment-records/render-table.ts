import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { PaymentRequest } from '../../contract/payment-request.ts';
import { amountOf, formatDate } from '../shared/format.ts';
import { refundOf } from '../shared/render-details.ts';
import { renderBars } from '../shared/render-shell.ts';
import { isNarrowed } from './render-filters.ts';
import type { OverviewView } from './render-overview.ts';
import { statusOf } from './status.ts';

/** A table, that is a list of cards where it has no room; the roles keep it a table for screen readers then. */
export function renderTable(view: OverviewView): TemplateResult {
  const { records, localization } = view;
  const words = localization.messages.records;
  const { list, filters } = records;
  if (list.status !== 'ready')
    return html`<div class="stack" aria-busy="true">
      <span class="sr">${words.updating}</span>
      ${renderBars()}
    </div>`;
  const { items, page, hasNext } = list.value;
  if (items.length === 0 && page === 1 && !hasNext) {
    const said = isNarrowed(filters) || filters.period !== 'days30' ? words.emptyFiltered : words.empty;
    return html`<div class="nothing">
      <p><strong>${said.reason}</strong></p>
      <p class="muted">${said.advice}</p>
    </div>`;
  }
  return html`<div ?data-dim=${list.refreshing} aria-busy=${list.refreshing}>
      <table class="records" role="table" part="table">
        <caption class="sr">
          ${words.caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col" class="number">${words.amount}</th>
            <th role="columnheader" scope="col">${words.status}</th>
            <th role="columnheader" scope="col">${words.what}</th>
            <th role="columnheader" scope="col">${words.patient}</th>
            <th role="columnheader" scope="col" class="asker">${words.askedBy}</th>
            <th role="columnheader" scope="col">${words.asked}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${items.map((item) => renderRow(item, view))}
        </tbody>
      </table>
    </div>
    ${page > 1 || hasNext ? renderPages(view, page, hasNext) : nothing}`;
}

function renderRow(request: PaymentRequest, { localization, onOpen }: OverviewView): TemplateResult {
  const { messages, locale } = localization;
  const { common, records: words } = messages;
  const { tone, words: status } = statusOf(request, messages);
  const amount = amountOf(request, localization);
  const refunded = refundOf(request, localization);
  const open = () => onOpen(request.id);
  return html`<tr role="row" @click=${open}>
    <td role="cell" class="number">
      <bdi>${amount}</bdi>
      ${refunded === null ? nothing : html`<small><bdi>−${refunded}</bdi></small>`}
    </td>
    <td role="cell"><span class="status" part="status" data-tone=${tone}>${status}</span></td>
    <td role="cell" class="about">
      <button
        type="button"
        data-open=${request.id}
        aria-label=${words.openRecord(request.description, amount)}
        @click=${(event: Event) => {
          event.stopPropagation();
          open();
        }}
      >
        ${request.description}
      </button>
      ${request.reference === undefined ? nothing : html`<small>${request.reference}</small>`}
    </td>
    <td role="cell"><bdi>${request.payer.displayName ?? common.somebody}</bdi></td>
    <td role="cell" class="asker"><bdi>${request.requestedBy.displayName ?? request.requestedBy.id}</bdi></td>
    <td role="cell" class="when"><bdi>${formatDate(request.createdAt, locale)}</bdi></td>
  </tr>`;
}

function renderPages({ localization, onNext, onPrevious }: OverviewView, page: number, hasNext: boolean) {
  const words = localization.messages.records;
  return html`<nav class="pages" part="pages" aria-label=${words.pages}>
    <button class="button small" type="button" ?disabled=${page === 1} @click=${onPrevious}>
      ${words.previous}
    </button>
    <span role="status">${words.page(page)}</span>
    <button class="button small" type="button" ?disabled=${!hasNext} @click=${onNext}>${words.next}</button>
  </nav>`;
}
