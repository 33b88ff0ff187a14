import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { AccessHistoryEntry, OperatorAccessRequest } from '../../../src/contract/access-request.ts';
import type { DeskMessages } from './messages.ts';
import { renderStatus, ticketOf } from './queue-view.ts';

export interface RequestView {
  readonly words: DeskMessages;
  readonly item: OperatorAccessRequest;
  readonly isBusy: boolean;
  readonly notice: string | null;
  /** Why it was not sent off. */
  readonly problem: string | null;
  readonly queueAddress: string;
  readonly formatDate: (at: number) => string;
  readonly onGo: (event: MouseEvent) => void;
  readonly onApprove: () => void;
  readonly onDecline: (event: SubmitEvent) => void;
}

/** One request: what was asked, who did what, and the decision. */
export function renderRequest(view: RequestView): TemplateResult {
  const { words, item, notice, onGo } = view;
  const { request } = item;
  return html`<p><a class="desk-back" href=${view.queueAddress} @click=${onGo}>← ${words.toQueue}</a></p>
    <header class="desk-head">
      <h1 tabindex="-1">${request.organisationName}</h1>
      ${renderStatus(request.status, words)}
      <p class="desk-lead">${words.ticket}: ${ticketOf(request) ?? words.noTicket}</p>
    </header>
    ${notice === null ? nothing : html`<p class="desk-notice">${notice}</p>`}
    ${item.ticketProblem === null ? nothing : html`<p class="desk-notice" data-tone="bad">${item.ticketProblem}</p>`}
    <div class="desk-columns">
      <div class="desk-card">${renderFacts(view)}</div>
      <div class="desk-side">
        ${renderDecision(view)}
        <section class="desk-card">
          <h2>${words.history}</h2>
          <ol class="desk-history">
            ${item.history.map((entry) => renderEntry(entry, view))}
          </ol>
        </section>
      </div>
    </div>`;
}

function renderFacts({ words, item, formatDate }: RequestView): TemplateResult {
  const { request, host } = item;
  const { contact, telehealthManager: manager } = request;
  const row = (name: string, value: unknown) =>
    html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`;
  const managerName = manager.isMe ? contact.name : manager.name;
  return html`<dl class="desk-facts">
    ${row(words.organisation, `${request.organisationName} (${request.organisationRef})`)}
    ${row(words.host, host.name)}
    ${row(
      words.clinics,
      html`<ul>
        ${request.clinics.map(
          ({ name, ref, hasStripeAccount }) =>
            html`<li>
              ${name} (${ref})<small>${hasStripeAccount ? words.hasStripe : words.noStripe}</small>
            </li>`,
        )}
      </ul>`,
    )}
    ${row(
      words.contact,
      html`${contact.name}<br /><a href="mailto:${contact.email}">${contact.email}</a>
        ${contact.phone === undefined ? nothing : html`<br />${contact.phone}`}`,
    )}
    ${row(words.use, html`<span class="desk-text">${request.expectedUse}</span>`)}
    ${row(words.manager, manager.isMe ? words.themselves : html`${manager.name}<br />${manager.email}`)}
    ${
      'ticket' in request
        ? row(
            words.raisedBy,
            request.ticket.raisedBy === 'requester' ? words.byRequester : words.byLink(managerName),
          )
        : nothing
    }
    ${row(words.asked, formatDate(request.createdAt))}
    ${request.status === 'declined' ? row(words.saidReason, html`<span class="desk-text">${request.reason}</span>`) : nothing}
  </dl>`;
}

function renderDecision(view: RequestView): TemplateResult | typeof nothing {
  const { words, item, isBusy, problem } = view;
  const { status } = item.request;
  if (status === 'waiting') return html`<p class="desk-notice">${words.notYet}</p>`;
  if (status !== 'sent') return nothing;
  return html`<section class="desk-card">
    <h2>${words.decide}</h2>
    <button class="button" type="button" aria-disabled=${isBusy} @click=${view.onApprove}>
      ${words.approve}
    </button>
    <p class="desk-hint">${words.approveHint}</p>
    <form novalidate @submit=${view.onDecline}>
      <label for="reason">${words.reason}</label>
      <textarea
        id="reason"
        name="reason"
        rows="3"
        maxlength="1000"
        aria-invalid=${problem === null ? 'false' : 'true'}
        aria-describedby="reason-problem reason-hint"
      ></textarea>
      <p class="desk-problem" id="reason-problem" ?hidden=${problem === null}>${problem}</p>
      <p class="desk-hint" id="reason-hint">${words.reasonHint}</p>
      <button class="button button-outline" aria-disabled=${isBusy}>${words.decline}</button>
    </form>
  </section>`;
}

function renderEntry(
  { at, actor, name, act, note }: AccessHistoryEntry,
  { words, formatDate }: RequestView,
): TemplateResult {
  const kind = actor.replace(/:.*/s, '');
  return html`<li>
    <span><strong>${name ?? words.actor[kind] ?? actor}</strong> ${words.act[act] ?? act}</span>
    ${note === undefined ? nothing : html`<q class="desk-text">${note}</q>`}
    <small>${formatDate(at)} · ${actor}</small>
  </li>`;
}
