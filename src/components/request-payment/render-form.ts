import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { GatewaySession } from '../../contract/gateway-session.ts';
import type { Explanation } from '../../localization/messages.ts';
import type { Localization } from '../../localization/localization.ts';
import { currencySymbol } from '../../localization/amount-input.ts';
import { displayExponent } from '../../localization/money.ts';
import type { RequestWords } from '../../localization/request/messages.ts';
import type { Participant } from '../../session/host-port.ts';
import type { CreationState, RequestDraft } from '../../session/state.ts';
import { keepFocus } from '../shared/keep-focus.ts';
import { renderNote } from '../shared/render-shell.ts';
import type { DraftErrors, DraftField } from './draft-form.ts';
import type { Preset } from './presets.ts';

export interface FormView {
  readonly session: GatewaySession;
  readonly localization: Localization<RequestWords>;
  readonly draft: RequestDraft;
  readonly patients: readonly Participant[];
  readonly presets: readonly Preset[];
  readonly errors: DraftErrors;
  readonly creation: CreationState;
  /** Why the last sending was refused, when it is about no field. */
  readonly refusal: Explanation | null;
  onInput(field: DraftField, value: string): void;
  onBlur(field: DraftField): void;
  onPreset(preset: Preset): void;
  onSubmit(event: SubmitEvent): void;
}

export function renderForm(view: FormView): TemplateResult {
  const { localization, creation, patients } = view;
  const words = localization.messages.request;
  const busy = creation.status === 'sending' || creation.status === 'checking';
  return html`<div class="view">
    <h2 tabindex="-1" data-focus>${words.title}</h2>
    <form novalidate part="form" @submit=${view.onSubmit}>
      ${renderAmountField(view)} ${view.presets.length ? renderPresets(view) : nothing}
      ${renderDescriptionField(view)} ${patients.length > 1 ? renderPayerField(view) : nothing}
      ${patients.length ? nothing : renderNote('info', 'clock', words.noPatient)}
      ${
        patients.length < 2 && view.errors.payerId ? renderNote('bad', 'alert', view.errors.payerId) : nothing
      }
      ${view.refusal ? renderNote('bad', 'alert', view.refusal) : nothing}
      ${creation.status === 'checking' ? renderNote('warn', 'spinner', words.checking) : nothing}
      <button class="button primary" part="submit" aria-disabled=${busy} @mousedown=${keepFocus}>
        ${busy ? html`<span class="spinner"></span>` : nothing} ${busy ? words.sending : words.submit}
      </button>
    </form>
  </div>`;
}

function renderAmountField(view: FormView): TemplateResult {
  const { session, localization } = view;
  const code = session.currency.toUpperCase();
  const { symbol, position } = currencySymbol(session.currency, localization.locale);
  // Where the locale writes the code itself (`85,00 AUD`), once is enough.
  const sign = symbol === code ? nothing : html`<span class="sign" aria-hidden="true">${symbol}</span>`;
  return html`<div class="field">
    <label for="amount">${localization.messages.request.amount}</label>
    <div class="box big">
      ${position === 'before' ? sign : nothing}
      <input
        id="amount"
        inputmode="decimal"
        autocomplete="off"
        placeholder=${placeholder(session.currency, localization.locale)}
        aria-describedby="amount-code amount-error"
        aria-invalid=${view.errors.amount ? 'true' : 'false'}
        .value=${view.draft.amount}
        @input=${(event: Event) => view.onInput('amount', valueOf(event))}
        @blur=${() => view.onBlur('amount')}
      />
      ${position === 'after' ? sign : nothing}
      <span class="code" id="amount-code">${code}</span>
    </div>
    ${renderError(view, 'amount')}
  </div>`;
}

function renderPresets(view: FormView): TemplateResult {
  return html`<div class="row presets" role="group" aria-label=${view.localization.messages.request.presets}>
    ${view.presets.map(
      (preset) =>
        html`<button class="button" type="button" part="preset" @click=${() => view.onPreset(preset)}>
          ${preset.description}
        </button>`,
    )}
  </div>`;
}

function renderDescriptionField(view: FormView): TemplateResult {
  const words = view.localization.messages.request;
  return html`<div class="field">
    <label for="description">${words.description}</label>
    <div class="box">
      <input
        id="description"
        autocomplete="off"
        aria-describedby="description-hint description-error"
        aria-invalid=${view.errors.description ? 'true' : 'false'}
        .value=${view.draft.description}
        @input=${(event: Event) => view.onInput('description', valueOf(event))}
        @blur=${() => view.onBlur('description')}
      />
    </div>
    ${renderError(view, 'description')}
    <p class="hint" id="description-hint">${words.descriptionHint}</p>
  </div>`;
}

function renderPayerField(view: FormView): TemplateResult {
  const { request: words, common } = view.localization.messages;
  const { payerId } = view.draft;
  return html`<div class="field">
    <label for="payerId">${words.payer}</label>
    <div class="box">
      <select
        id="payerId"
        aria-describedby="payerId-error"
        aria-invalid=${view.errors.payerId ? 'true' : 'false'}
        @change=${(event: Event) => view.onInput('payerId', valueOf(event))}
        @blur=${() => view.onBlur('payerId')}
      >
        <option value="" ?selected=${!payerId}>${words.choosePayer}</option>
        ${view.patients.map(
          ({ id, displayName }) =>
            html`<option value=${id} ?selected=${id === payerId}>${displayName ?? common.somebody}</option>`,
        )}
      </select>
    </div>
    ${renderError(view, 'payerId')}
  </div>`;
}

/** Always there, so that `aria-describedby` points at something when the words come. */
function renderError({ errors }: FormView, field: DraftField): TemplateResult {
  return html`<p class="error" id="${field}-error" ?hidden=${!errors[field]}>${errors[field]}</p>`;
}

function placeholder(currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: displayExponent(currency) }).format(0);
}

function valueOf(event: Event): string {
  return event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement
    ? event.target.value
    : '';
}
