import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { AccessRequest } from '../../contract/access-request.ts';
import type { AccessWords } from '../../localization/access/messages.ts';
import type { Localization } from '../../localization/localization.ts';
import type { AccessState } from '../../session/configure/access-state.ts';
import { formatDate } from '../shared/format.ts';
import { icon } from '../shared/icons.ts';
import type { IconName } from '../shared/icons.ts';
import { renderNote } from '../shared/render-shell.ts';
import type { Tone } from '../shared/render-shell.ts';
import { explain } from '../shared/trouble.ts';
import { renderHelp } from './render-form.ts';
import { renderSent } from './render-sent.ts';
import { renderShare } from './render-share.ts';

export interface StandingView {
  readonly request: AccessRequest;
  readonly state: Extract<AccessState, { readonly status: 'ready' }>;
  readonly localization: Localization<AccessWords>;
  readonly host: { readonly helpUrl: string; readonly nextUrl: string };
  readonly isConfirming: boolean;
  readonly copied: 'no' | 'yes' | 'by-hand';
  onCorrect(): void;
  onAskAgain(): void;
  onAskMore(): void;
  onWithdraw(): void;
  onKeep(): void;
  onConfirm(): void;
  onShare(): void;
  onCopy(event: Event): void;
  onOpen(id: string): void;
}

const SIGNS: Readonly<Record<AccessRequest['status'], readonly [Tone, IconName]>> = {
  waiting: ['warn', 'clock'],
  sent: ['info', 'clock'],
  approved: ['good', 'check'],
  declined: ['bad', 'cross'],
  withdrawn: ['calm', 'cross'],
};

/** Where one request stands, and what can be done about it. */
export function renderStanding(view: StandingView): TemplateResult {
  const { request, localization, state, host } = view;
  const words = localization.messages.access;
  const [tone, sign] = SIGNS[request.status];
  const [heading, text] = describe(view);
  return html`<div class="view wide">
    <div class="head">
      <div class="disc" data-tone=${tone}>${icon(sign)}</div>
      <div>
        <h2 tabindex="-1" data-focus>${heading}</h2>
        <p class="muted">
          <span class="chip" part="status" data-tone=${tone}>${words.status[request.status]}</span>
          <span>${words.sentOn(formatDate(request.createdAt, localization.locale))}</span>
        </p>
      </div>
    </div>
    ${text ? html`<p>${text}</p>` : nothing}
    ${request.status === 'declined' ? html`<blockquote class="said">${request.reason}</blockquote>` : nothing}
    ${request.status === 'waiting' && request.canChange ? renderShare(request, view) : nothing}
    ${renderFailure(view)} ${view.isConfirming ? renderConfirmation(view) : renderActions(view)}
    ${request.canChange ? nothing : renderNote('info', 'lock', words.readOnly)}
    ${renderSent(request, localization)} ${renderOthers(view)}
    ${state.trouble ? renderNote('warn', 'alert', explain(state.trouble, localization.messages)) : nothing}
    ${renderHelp(host.helpUrl, localization)}
  </div>`;
}

function describe({ request, localization }: StandingView): [string, string] {
  const words = localization.messages.access;
  const { telehealthManager: manager, contact } = request;
  switch (request.status) {
    case 'waiting': {
      const name = manager.isMe ? contact.name : manager.name;
      return [words.waitingFor(name), words.waitingText(name)];
    }
    case 'sent':
      return [words.sentTitle, request.ticket.state === 'opening' ? words.ticketOpening : words.sentText];
    case 'approved':
      return [words.approvedTitle, words.approvedText];
    case 'declined':
      return [words.declinedTitle, words.declinedText];
    case 'withdrawn':
      return [words.withdrawn, ''];
  }
}

function renderActions(view: StandingView): TemplateResult | typeof nothing {
  const { request, localization, host, state } = view;
  const words = localization.messages.access;
  const isBusy = state.task.status === 'pending' || state.task.status === 'checking';
  const isWithdrawing = isBusy && state.task.name === 'withdrawing';
  if (request.status === 'approved')
    return html`<div class="stack">
      ${
        host.nextUrl
          ? html`<a class="button primary" part="next-link" href=${host.nextUrl}>${words.approvedNext}</a>`
          : nothing
      }
      ${
        state.scope.clinicRef === null
          ? html`<button class="button quiet" type="button" @click=${view.onAskMore}>
              ${words.askMore}
            </button>`
          : nothing
      }
    </div>`;
  if (!request.canChange) return nothing;
  if (request.status === 'declined')
    return html`<button class="button primary" type="button" @click=${view.onAskAgain}>
      ${words.askAgain}
    </button>`;
  if (request.status === 'withdrawn') return nothing;
  return html`<div class="row">
    <button class="button" type="button" aria-disabled=${isBusy} @click=${view.onCorrect}>
      ${words.correct}
    </button>
    <button class="button danger" type="button" aria-disabled=${isBusy} @click=${view.onWithdraw}>
      ${isWithdrawing ? words.withdrawing : words.withdraw}
    </button>
  </div>`;
}

function renderConfirmation({ localization, onConfirm, onKeep }: StandingView): TemplateResult {
  const words = localization.messages.access;
  return html`<div class="stack" role="group" aria-labelledby="confirm">
    <p id="confirm" tabindex="-1" data-focus>${words.confirmWithdraw}</p>
    <div class="row">
      <button class="button danger" type="button" @click=${onConfirm}>${words.withdraw}</button>
      <button class="button" type="button" @click=${onKeep}>${words.keep}</button>
    </div>
  </div>`;
}

function renderFailure({ state, localization }: StandingView): TemplateResult | typeof nothing {
  const { task } = state;
  const { messages } = localization;
  if (task.status === 'checking') return renderNote('warn', 'spinner', messages.access.checking);
  if (task.status !== 'failed') return nothing;
  const isDecided = task.error.code === 'access_request_closed';
  return renderNote(
    isDecided ? 'info' : 'bad',
    'alert',
    isDecided ? messages.access.decidedMeanwhile : explain(task.error, messages),
  );
}

function renderOthers({
  request,
  state,
  localization,
  onOpen,
}: StandingView): TemplateResult | typeof nothing {
  const words = localization.messages.access;
  const others = state.requests.filter(({ id }) => id !== request.id);
  if (others.length === 0) return nothing;
  return html`<section class="others stack">
    <h3>${words.others}</h3>
    <ul class="stack">
      ${others.map(
        ({ id, clinics, status, createdAt }) =>
          html`<li>
            <button class="button" type="button" @click=${() => onOpen(id)}>
              <span>
                <bdi>${clinics.map(({ name }) => name).join(', ')}</bdi>
                <span class="hint">${formatDate(createdAt, localization.locale)}</span>
              </span>
              <span class="chip" data-tone=${SIGNS[status][0]}>${words.status[status]}</span>
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}
