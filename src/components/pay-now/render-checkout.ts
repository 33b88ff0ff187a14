import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import type { Localization } from '../../localization/localization.ts';
import type { PayWords } from '../../localization/pay/messages.ts';
import type { RequestEntry } from '../../session/state.ts';
import { amountOf } from '../shared/format.ts';
import { icon } from '../shared/icons.ts';
import { keepFocus } from '../shared/keep-focus.ts';
import { renderAmount } from '../shared/render-details.ts';
import { renderBars, renderNote } from '../shared/render-shell.ts';
import { CARD_FORM_SLOT, WALLETS_SLOT } from './card-form-mount.ts';
import { declineKind } from './decline.ts';
import { renderClinic } from './render-request.ts';

export interface CheckoutView {
  readonly entry: RequestEntry;
  readonly localization: Localization<PayWords>;
  readonly position: string;
  readonly email: string;
  /** What is wrong with the email, or empty. */
  readonly emailError: string;
  readonly hasWallets: boolean;
  onEmailInput(event: Event): void;
  onEmailBlur(): void;
  onSubmit(event: SubmitEvent): void;
  onBack(): void;
}

/**
 * Email and card, and the wait for the bank. One template for all its states: the card form's frame would be
 * lost if its slot were drawn anew.
 */
export function renderCheckout(view: CheckoutView): TemplateResult {
  const { entry, localization } = view;
  const { request, checkout } = entry;
  const { pay: words } = localization.messages;
  const preparing = checkout.status === 'preparing';
  const confirming = checkout.status === 'confirming';
  const checking = checkout.status === 'checking' || request.status === 'processing';
  return html`<div class="view" data-status=${checking ? 'checking' : checkout.status}>
    ${renderClinic(request, view.position)}
    <div>
      <h2 class="muted" tabindex="-1" data-focus>${request.description}</h2>
      ${renderAmount(request, localization)}
    </div>
    ${
      checking
        ? renderNote('info', 'spinner', { reason: words.checking, advice: words.checkingText })
        : nothing
    }
    <form novalidate part="form" ?hidden=${checking} @submit=${view.onSubmit}>
      <div class=${view.hasWallets ? 'wallets' : 'wallets none'} ?inert=${confirming}>
        <slot name=${WALLETS_SLOT}></slot>
        <p class="or">${words.orByCard}</p>
      </div>
      ${renderEmail(view, confirming)}
      <div class="field" role="group" aria-labelledby="card-label">
        <strong class="label" id="card-label">${words.card}</strong>
        <div class="card-form" ?inert=${confirming} aria-busy=${preparing}>
          ${preparing ? html`<span class="sr">${words.preparing}</span> ${renderBars()}` : nothing}
          <slot name=${CARD_FORM_SLOT}></slot>
        </div>
      </div>
      ${renderProblem(view)}
      ${
        confirming
          ? renderNote('info', 'spinner', { reason: words.confirming, advice: words.confirmingText })
          : nothing
      }
      <div class="stack">
        <button
          class="button primary"
          part="pay"
          aria-disabled=${preparing || confirming}
          @mousedown=${keepFocus}
        >
          ${confirming ? words.paying : words.pay(amountOf(request, localization))}
        </button>
        ${
          confirming
            ? nothing
            : html`<button class="button quiet" type="button" @click=${view.onBack}>${words.back}</button>`
        }
        <p class="hint secure">${icon('lock')} ${words.secure}</p>
      </div>
    </form>
  </div>`;
}

function renderEmail(view: CheckoutView, confirming: boolean): TemplateResult {
  const words = view.localization.messages.pay;
  return html`<div class="field">
    <label for="email">${words.email}</label>
    <div class="box">
      <input
        id="email"
        type="email"
        autocomplete="email"
        spellcheck="false"
        aria-describedby="email-hint email-error"
        aria-invalid=${view.emailError ? 'true' : 'false'}
        ?readonly=${confirming}
        .value=${live(view.email)}
        @input=${view.onEmailInput}
        @blur=${view.onEmailBlur}
      />
    </div>
    <p class="error" id="email-error" ?hidden=${!view.emailError}>${view.emailError}</p>
    <p class="hint" id="email-hint">${words.emailHint}</p>
  </div>`;
}

function renderProblem({ entry: { checkout }, localization }: CheckoutView): unknown {
  if (checkout.status !== 'details' || !checkout.problem) return nothing;
  const words = localization.messages.pay;
  return checkout.problem.kind === 'incomplete'
    ? renderNote('warn', 'alert', words.incomplete, 'problem')
    : renderNote('bad', 'card', words.problem[declineKind(checkout.problem)], 'problem');
}
