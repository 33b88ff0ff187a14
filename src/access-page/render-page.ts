import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { SharedAccessRequest } from '../contract/access-request.ts';
import type { AccessWords } from '../localization/access/messages.ts';

export type PageState =
  | { readonly screen: 'loading' }
  | { readonly screen: 'no-link' | 'ended' | 'failed' | 'refused' }
  | {
      readonly screen: 'form';
      readonly request: SharedAccessRequest;
      readonly step: 'reading' | 'corrected' | 'raising' | 'refusing' | 'unanswered';
    }
  | { readonly screen: 'raised' | 'closed'; readonly request: SharedAccessRequest };

export interface PageView {
  readonly state: PageState;
  readonly words: AccessWords['access'];
  readonly formatDate: (at: number) => string;
  onRaise(): void;
  onAskRefuse(): void;
  onKeep(): void;
  onRefuse(): void;
  onRetry(): void;
}

export function renderPage(view: PageView): TemplateResult {
  const { state } = view;
  const words = view.words.shared;
  switch (state.screen) {
    case 'loading':
      return html`<p class="muted" role="status">${words.loading}</p>`;
    case 'no-link':
      return renderWords(words.noLink, words.noLinkText);
    case 'ended':
      return renderWords(words.ended, words.endedText);
    case 'refused':
      return renderWords(words.refused, words.refusedText);
    case 'failed':
      return html`${renderWords(words.failed, words.failedText)}
        <button class="primary" type="button" @click=${view.onRetry}>${words.tryAgain}</button>`;
    case 'raised': {
      const { ticketKey } = state.request;
      return renderWords(words.raised, ticketKey ? words.raisedText(ticketKey) : words.raisedOpening, 'good');
    }
    case 'closed': {
      const { status } = state.request;
      return html`${renderWords(words.closed, status === 'waiting' ? '' : words.closedText[status])}
      ${renderForm(state.request, view.words)}`;
    }
    case 'form':
      return renderRaise(state, view);
  }
}

function renderRaise({ request, step }: PageState & { screen: 'form' }, view: PageView): TemplateResult {
  const words = view.words.shared;
  const { contact, organisationName, managerName, expiresAt } = request;
  return html`<h1 tabindex="-1">${words.title}</h1>
    <p>${words.intro(contact.name, organisationName)}</p>
    ${step === 'corrected' ? html`<p class="problem" role="alert">${words.corrected}</p>` : nothing}
    ${renderForm(request, view.words)}
    <p class="muted">${words.whatHappens}</p>
    ${step === 'unanswered' ? html`<p class="problem" role="alert">${words.failed}. ${words.failedText}</p>` : nothing}
    ${
      step === 'refusing'
        ? html`<div class="ask" role="group" aria-labelledby="ask">
            <p id="ask" tabindex="-1">${words.refuseAsk}</p>
            <button type="button" class="danger" @click=${view.onRefuse}>${words.refuseYes}</button>
            <button type="button" @click=${view.onKeep}>${words.keep}</button>
          </div>`
        : html`<div class="actions">
            <button
              type="button"
              class="primary"
              id="raise"
              aria-disabled=${step === 'raising'}
              @click=${view.onRaise}
            >
              ${step === 'raising' ? words.raising : words.raise(managerName)}
            </button>
            <button type="button" class="quiet" @click=${view.onAskRefuse}>${words.refuse}</button>
          </div>`
    }
    <p class="muted small">${words.validUntil(view.formatDate(expiresAt))}</p>`;
}

function renderForm(request: SharedAccessRequest, words: AccessWords['access']): TemplateResult {
  const { contact } = request;
  return html`<dl>
    ${row(words.organisationName, request.organisationName)}
    ${row(
      words.clinics,
      request.clinics
        .map(
          ({ name, hasStripeAccount }) => `${name}: ${hasStripeAccount ? words.stripeYes : words.stripeNo}`,
        )
        .join('\n'),
    )}
    ${row(words.contactName, [contact.name, contact.email, contact.phone].filter(Boolean).join('\n'))}
    ${row(words.expectedUse, request.expectedUse)} ${row(words.manager, request.managerName)}
  </dl>`;
}

function row(name: string, value: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function renderWords(heading: string, text: string, tone = ''): TemplateResult {
  return html`<h1 tabindex="-1" class=${tone}>${heading}</h1>
    <p role="status">${text}</p>`;
}
