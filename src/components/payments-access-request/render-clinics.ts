import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { ClinicDraft } from '../../session/configure/access-state.ts';
import { NEW_CLINIC } from './access-form.ts';
import { renderChoice, renderError, renderLine } from './render-fields.ts';
import type { AccessFormView } from './render-form.ts';

/** The clinics to choose from, or, where nobody knows them, to type; each with its question about Stripe. */
export function renderClinics(view: AccessFormView): TemplateResult {
  const words = view.localization.messages.access;
  const { draft, enabled } = view;
  if (view.isListed && draft.clinics.every(({ ref }) => enabled.includes(ref)))
    return html`<p class="muted">${words.allEnabled}</p>
      ${renderError(view, 'clinics')}`;
  return html`${view.isOneClinic ? nothing : html`<p class="muted">${words.clinicsHint}</p>`}
    <ul class="clinics">
      ${draft.clinics.map((clinic, index) => html`<li>${renderClinic(view, clinic, index)}</li>`)}
    </ul>
    ${renderError(view, 'clinics')}
    ${
      view.isListed || view.isOneClinic
        ? nothing
        : html`<button
            class="button"
            type="button"
            @click=${() => view.onEdit({ clinics: [...draft.clinics, NEW_CLINIC] })}
          >
            ${words.addClinic}
          </button>`
    }
    <p class="hint">${words.stripeHint}</p>`;
}

function renderClinic(view: AccessFormView, clinic: ClinicDraft, index: number): TemplateResult {
  const words = view.localization.messages.access;
  const set = (change: Partial<ClinicDraft>) =>
    view.onEdit({
      clinics: view.draft.clinics.map((other, at) => (at === index ? { ...other, ...change } : other)),
    });
  if (view.enabled.includes(clinic.ref))
    return html`<div class="choice">
      <span>${clinic.name}</span> <span class="chip">${words.alreadyEnabled}</span>
    </div>`;
  return html`${
    view.isListed && !view.isOneClinic
      ? html`<label class="choice">
          <input
            type="checkbox"
            aria-invalid=${view.errors['clinics'] ? 'true' : 'false'}
            aria-describedby="clinics-error"
            .checked=${clinic.isChosen}
            @change=${(event: Event) => set({ isChosen: (event.target as HTMLInputElement).checked })}
          />
          <span>${clinic.name}</span>
        </label>`
      : renderTyped(view, clinic, index, set)
  }
  ${clinic.isChosen ? renderStripe(view, clinic, index, set) : nothing}`;
}

function renderTyped(
  view: AccessFormView,
  { name, ref }: ClinicDraft,
  index: number,
  set: (change: Partial<ClinicDraft>) => void,
): TemplateResult {
  const words = view.localization.messages.access;
  const { clinics } = view.draft;
  return html`${renderLine(view, `clinic-${index}-name`, words.clinicName, name, (value) => set({ name: value }))}
  ${
    view.isOneClinic
      ? nothing
      : html`${renderLine(
            view,
            `clinic-${index}-ref`,
            words.clinicRef,
            ref,
            (value) => set({ ref: value }),
            {},
            `clinic-${index}-hint`,
          )}
          <p class="hint" id="clinic-${index}-hint">${words.clinicRefHint}</p>`
  }
  ${
    clinics.length > 1 && !view.isOneClinic
      ? html`<button
          class="button quiet"
          type="button"
          @click=${() => view.onEdit({ clinics: clinics.filter((_, at) => at !== index) })}
        >
          ${words.removeClinic(name || String(index + 1))}
        </button>`
      : nothing
  }`;
}

function renderStripe(
  view: AccessFormView,
  { name, hasStripeAccount }: ClinicDraft,
  index: number,
  set: (change: Partial<ClinicDraft>) => void,
): TemplateResult {
  const words = view.localization.messages.access;
  const group = `clinic-${index}-stripe`;
  return html`<fieldset class="inset" aria-describedby="${group}-error">
    <legend>${words.hasStripe(name.trim())}</legend>
    <div class="answers-row">
      ${renderChoice(view, group, words.yes, hasStripeAccount === true, () => set({ hasStripeAccount: true }))}
      ${renderChoice(view, group, words.notYet, hasStripeAccount === false, () =>
        set({ hasStripeAccount: false }),
      )}
    </div>
    ${renderError(view, group)}
  </fieldset>`;
}
