import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { AccessWords } from '../../localization/access/messages.ts';
import type { Localization } from '../../localization/localization.ts';
import type { Explanation } from '../../localization/messages.ts';
import type { AccessDraft } from '../../session/configure/access-state.ts';
import { keepFocus } from '../shared/keep-focus.ts';
import { renderNote } from '../shared/render-shell.ts';
import type { AccessErrors } from './access-form.ts';
import { renderChoice, renderError, renderText } from './render-fields.ts';
import { renderClinics } from './render-clinics.ts';

export type FormProblem = string | Explanation;

export interface AccessFormView {
  readonly draft: AccessDraft;
  readonly errors: AccessErrors;
  /** References of clinics that have payments already. */
  readonly enabled: readonly string[];
  readonly localization: Localization<AccessWords>;
  readonly host: { readonly helpUrl: string; readonly termsUrl: string };
  readonly isBusy: boolean;
  readonly isChecking: boolean;
  readonly isCorrecting: boolean;
  /** The ticket is raised: who raises it cannot be changed. */
  readonly isManagerLocked: boolean;
  /** The asker is an admin of one clinic. */
  readonly isOneClinic: boolean;
  /** The clinics are known: they are chosen, not typed. */
  readonly isListed: boolean;
  readonly canLeave: boolean;
  /** What was sent last was taken back. */
  readonly wasWithdrawn: boolean;
  readonly problem: FormProblem | null;
  /** How many answers are wrong, once the form was sent so; else 0. */
  readonly countShown: number;
  onEdit(change: Partial<AccessDraft>): void;
  onBlur(field: string): void;
  onSubmit(event: SubmitEvent): void;
  onLeave(): void;
}

export function renderForm(view: AccessFormView): TemplateResult {
  const { localization, draft, host } = view;
  const words = localization.messages.access;
  const sends = draft.manager === 'me' ? words.sendMe : words.send;
  return html`<div class="view wide">
    <div class="stack">
      <h2 tabindex="-1" data-focus>${view.isCorrecting ? words.titleCorrect : words.title}</h2>
      ${view.isCorrecting ? nothing : html`<p class="muted">${words.intro}</p>`}
      ${renderHelp(host.helpUrl, localization)}
    </div>
    ${view.wasWithdrawn ? renderNote('info', 'check', words.withdrawn) : nothing}
    <form novalidate part="form" @submit=${view.onSubmit}>
      ${renderPoint(1, words.organisation, renderText(view, 'organisation', words.organisationName, 'organisationName', { autocomplete: 'organization' }))}
      ${renderPoint(2, words.clinics, renderClinics(view))}
      ${renderPoint(3, words.contact, renderContact(view))}
      ${renderPoint(4, words.manager, renderManager(view))}
      ${renderPoint(5, words.agreement, renderAgreement(view))}
      ${view.problem ? renderNote('bad', 'alert', view.problem) : nothing}
      ${view.countShown > 0 ? renderNote('bad', 'alert', words.fix(view.countShown)) : nothing}
      ${view.isChecking ? renderNote('warn', 'spinner', words.checking) : nothing}
      <div class="row">
        <button class="button primary" part="submit" aria-disabled=${view.isBusy} @mousedown=${keepFocus}>
          ${view.isBusy ? html`<span class="spinner"></span>` : nothing}
          ${view.isBusy ? words.sending : view.isCorrecting ? words.saveCorrection : sends}
        </button>
      </div>
      ${
        view.canLeave
          ? html`<button class="button quiet" type="button" @click=${view.onLeave}>${words.back}</button>`
          : nothing
      }
    </form>
  </div>`;
}

export function renderHelp(
  url: string,
  { messages }: Localization<AccessWords>,
): TemplateResult | typeof nothing {
  return url
    ? html`<p class="hint">
        <a part="help-link" href=${url} target="_blank" rel="noopener"
          >${messages.access.help}<span class="sr"> ${messages.common.opensInNewTab}</span></a
        >
      </p>`
    : nothing;
}

/** One point of the form, numbered as the form is on paper. */
function renderPoint(number: number, title: string, content: unknown): TemplateResult {
  return html`<section class="point" part="point" aria-labelledby="point-${number}">
    <h3 id="point-${number}"><span class="number" aria-hidden="true">${number}</span> ${title}</h3>
    <div class="answers">${content}</div>
  </section>`;
}

function renderContact(view: AccessFormView): TemplateResult {
  const words = view.localization.messages.access;
  return html`${renderText(view, 'contact-name', words.contactName, 'contactName', { autocomplete: 'name' })}
    <div class="pair">
      ${renderText(view, 'contact-email', words.email, 'contactEmail', { type: 'email', autocomplete: 'email' })}
      ${renderText(view, 'contact-phone', words.phone, 'contactPhone', { type: 'tel', autocomplete: 'tel' })}
    </div>
    <div class="field">
      <label for="use">${words.expectedUse}</label>
      <div class="box">
        <textarea
          id="use"
          rows="3"
          aria-describedby="use-hint use-error"
          aria-invalid=${view.errors['use'] ? 'true' : 'false'}
          .value=${view.draft.expectedUse}
          @input=${(event: InputEvent) =>
            view.onEdit({ expectedUse: (event.target as HTMLTextAreaElement).value })}
          @blur=${() => view.draft.expectedUse && view.onBlur('use')}
        ></textarea>
      </div>
      ${renderError(view, 'use')}
      <p class="hint" id="use-hint">${words.expectedUseHint}</p>
    </div>`;
}

function renderManager(view: AccessFormView): TemplateResult {
  const words = view.localization.messages.access;
  const { draft } = view;
  const isLocked = view.isManagerLocked;
  return html`<p class="muted" id="manager-hint">${words.managerHint}</p>
    ${isLocked ? renderNote('info', 'lock', words.managerLocked) : nothing}
    <fieldset ?disabled=${isLocked} aria-describedby="manager-hint manager-error">
      <legend class="sr">${words.manager}</legend>
      ${renderChoice(view, 'manager', words.iAm, draft.manager === 'me', () => view.onEdit({ manager: 'me' }))}
      ${renderChoice(view, 'manager', words.somebodyElse, draft.manager === 'other', () =>
        view.onEdit({ manager: 'other' }),
      )}
      ${renderError(view, 'manager')}
      ${
        draft.manager === 'other'
          ? html`<div class="inset">
              ${renderText(view, 'manager-name', words.managerName, 'managerName')}
              ${renderText(view, 'manager-email', words.managerEmail, 'managerEmail', { type: 'email' })}
              ${isLocked ? nothing : html`<p class="hint">${words.managerNote}</p>`}
            </div>`
          : nothing
      }
    </fieldset>`;
}

function renderAgreement(view: AccessFormView): TemplateResult {
  const { messages } = view.localization;
  const words = messages.access;
  return html`<label class="choice">
      <input
        id="agree"
        type="checkbox"
        aria-describedby="agree-error"
        aria-invalid=${view.errors['agree'] ? 'true' : 'false'}
        .checked=${view.draft.agrees}
        @change=${(event: Event) => view.onEdit({ agrees: (event.target as HTMLInputElement).checked })}
      />
      <span>${words.agree}</span>
    </label>
    ${renderError(view, 'agree')}
    ${
      view.host.termsUrl
        ? html`<p class="hint">
            <a part="terms-link" href=${view.host.termsUrl} target="_blank" rel="noopener"
              >${words.terms}<span class="sr"> ${messages.common.opensInNewTab}</span></a
            >
          </p>`
        : nothing
    }`;
}
