import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { PaymentRequest } from '../../contract/payment-request.ts';
import type { Explanation } from '../../localization/messages.ts';
import type { Localization } from '../../localization/localization.ts';
import type { PayWords } from '../../localization/pay/messages.ts';
import type { RequestEntry } from '../../session/state.ts';
import { formatTime } from '../shared/format.ts';
import { icon } from '../shared/icons.ts';
import { renderAmount } from '../shared/render-details.ts';
import { renderNote } from '../shared/render-shell.ts';
import { explain } from '../shared/trouble.ts';
import { declineKind } from './decline.ts';

export interface AskedView {
  readonly entry: RequestEntry;
  readonly localization: Localization<PayWords>;
  /** `1 of 2`, empty for the only one. */
  readonly position: string;
  /** *Don't pay this* was pressed: are they sure? */
  readonly confirming: boolean;
  /** Why it cannot be paid here just now. */
  readonly obstacle: string | Explanation | null;
  onPay(): void;
  onPutOff(): void;
  onRefuse(): void;
  onConfirm(): void;
  onKeep(): void;
}

/** What is asked, by whom, and the ways to answer. */
export function renderAsked(view: AskedView): TemplateResult {
  const { entry, localization } = view;
  const { request } = entry;
  const { pay: words } = localization.messages;
  return html`<div class="view" data-status=${request.status}>
    ${renderClinic(request, view.position)}
    <div>
      <h2 class="muted" tabindex="-1" ?data-focus=${!view.confirming}>${words.requested}</h2>
      ${renderAmount(request, localization)}
    </div>
    <div>
      <p class="what">${request.description}</p>
      ${
        request.requestedBy.displayName
          ? html`<p class="muted">${words.askedBy(request.requestedBy.displayName)}</p>`
          : nothing
      }
    </div>
    ${renderTrouble(view)} ${view.confirming ? renderConfirm(view) : renderAnswers(view)}
  </div>`;
}

/** The one who is paid, at the top of every step. */
export function renderClinic({ clinic }: PaymentRequest, position: string): TemplateResult {
  return html`<div class="head clinic">
    <div class="disc" aria-hidden="true">${[...clinic.name][0]?.toUpperCase()}</div>
    <strong>${clinic.name}</strong>
    ${position ? html`<bdi class="position">${position}</bdi>` : nothing}
  </div>`;
}

function renderTrouble({ entry: { request, actionError }, localization: { messages }, obstacle }: AskedView) {
  // A sentence is news; an explanation is trouble.
  if (obstacle) return renderNote(typeof obstacle === 'string' ? 'info' : 'bad', 'alert', obstacle);
  if (actionError) return renderNote('bad', 'alert', explain(actionError, messages));
  // The card form is gone (a reload): what came of the last try is still worth knowing.
  return request.lastAttempt
    ? renderNote('bad', 'card', messages.pay.problem[declineKind(request.lastAttempt)])
    : nothing;
}

function renderAnswers(view: AskedView): TemplateResult {
  const { entry, localization } = view;
  const { request, pending } = entry;
  const words = localization.messages.pay;
  const asked = request.status === 'requested' ? request : null;
  if (pending === 'refusing' || asked?.closingAs === 'refused')
    return renderNote('info', 'spinner', words.refusing);
  if (asked?.closingAs) return renderNote('info', 'spinner', words.closing);
  const putOff = asked?.activity?.kind === 'put-off';
  return html`<div class="stack">
    <button class="button primary" type="button" part="pay-now" @click=${view.onPay}>${words.payNow}</button>
    <div class="row">
      ${
        putOff
          ? nothing
          : html`<button class="button quiet" type="button" @click=${view.onPutOff}>${words.notNow}</button>`
      }
      <button class="button quiet" type="button" @click=${view.onRefuse}>${words.refuse}</button>
    </div>
    ${
      putOff
        ? html`<p class="hint">${words.putOff(formatTime(request.expiresAt, localization.locale))}</p>`
        : nothing
    }
    <p class="hint secure">${icon('lock')} ${words.secure}</p>
  </div>`;
}

function renderConfirm({ entry, localization, onConfirm, onKeep }: AskedView): TemplateResult {
  const words = localization.messages.pay;
  return html`<div class="stack" role="group" aria-labelledby="ask">
    <p id="ask" tabindex="-1" data-focus>${words.confirmRefuse(entry.request.clinic.name)}</p>
    <div class="row">
      <button class="button danger" type="button" @click=${onConfirm}>${words.confirmRefuseYes}</button>
      <button class="button" type="button" @click=${onKeep}>${words.confirmRefuseNo}</button>
    </div>
  </div>`;
}
