import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import {
  ACCESS_REQUEST_STATUSES,
  type AccessRequest,
  type AccessRequestStatus,
  type OperatorAccessRequestPage,
} from '../../../src/contract/access-request.ts';
import type { DeskMessages } from './messages.ts';

export interface QueueView {
  readonly words: DeskMessages;
  readonly page: OperatorAccessRequestPage;
  readonly status: AccessRequestStatus | null;
  readonly formatDate: (at: number) => string;
  readonly addressOf: (place: { request?: string; status?: string }) => string;
  readonly onGo: (event: MouseEvent) => void;
  readonly onMore: () => void;
}

/** The queue: what is to be decided, and everything else. */
export function renderQueue(view: QueueView): TemplateResult {
  const { words, page, status, addressOf, onGo } = view;
  const filter = (name: AccessRequestStatus | null, label: string) =>
    html`<a
      href=${addressOf(name === null ? {} : { status: name })}
      aria-current=${name === status ? 'true' : nothing}
      @click=${onGo}
      >${label}</a
    >`;
  return html`<h1 tabindex="-1">${words.queue}</h1>
    <p class="desk-lead">${words.lead}</p>
    <nav class="desk-filters" aria-label=${words.filters}>
      ${filter(null, words.all)} ${ACCESS_REQUEST_STATUSES.map((name) => filter(name, words.status[name]))}
    </nav>
    ${
      page.items.length === 0
        ? html`<p class="desk-empty">${words.empty}</p>`
        : html`<div class="desk-table" role="region" aria-label=${words.queue} tabindex="0">
            <table>
              <thead>
                <tr>
                  <th scope="col">${words.ticket}</th>
                  <th scope="col">${words.organisation}</th>
                  <th scope="col">${words.clinics}</th>
                  <th scope="col">${words.asked}</th>
                  <th scope="col">${words.state}</th>
                </tr>
              </thead>
              <tbody>
                ${page.items.map(({ request, host }) => renderRow(request, host.name, view))}
              </tbody>
            </table>
          </div>`
    }
    ${
      page.nextCursor === null
        ? nothing
        : html`<button class="button button-outline" type="button" @click=${view.onMore}>
            ${words.more}
          </button>`
    }`;
}

function renderRow(request: AccessRequest, host: string, { words, formatDate, addressOf, onGo }: QueueView) {
  return html`<tr>
    <th scope="row">
      <a href=${addressOf({ request: request.id })} @click=${onGo}>${ticketOf(request) ?? words.noTicket}</a>
    </th>
    <td>${request.organisationName}<small>${host}</small></td>
    <td>${request.clinics.map(({ name }) => name).join(', ')}</td>
    <td>${formatDate(request.createdAt)}</td>
    <td>${renderStatus(request.status, words)}</td>
  </tr>`;
}

export function renderStatus(status: AccessRequestStatus, words: DeskMessages): TemplateResult {
  return html`<span class="desk-status" data-status=${status}>${words.status[status]}</span>`;
}

export function ticketOf(request: AccessRequest): string | null {
  return 'ticket' in request ? request.ticket.key : null;
}
