import { html } from 'lit';
import type { TemplateResult } from 'lit';

import type { AccessDraft } from '../../session/configure/access-state.ts';
import type { AccessFormView } from './render-form.ts';

type TextField = {
  [Name in keyof AccessDraft]: AccessDraft[Name] extends string ? Name : never;
}[keyof AccessDraft];

interface TextOptions {
  readonly type?: 'text' | 'email' | 'tel';
  readonly autocomplete?: string;
}

/** A line of the draft. */
export function renderText(
  view: AccessFormView,
  id: string,
  label: string,
  name: TextField,
  options: TextOptions = {},
): TemplateResult {
  return renderLine(view, id, label, view.draft[name], (value) => view.onEdit({ [name]: value }), options);
}

export function renderLine(
  view: AccessFormView,
  id: string,
  label: string,
  value: string,
  onInput: (value: string) => void,
  { type = 'text', autocomplete = 'off' }: TextOptions = {},
  hintId = '',
): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <div class="box">
      <input
        id=${id}
        type=${type}
        autocomplete=${autocomplete}
        aria-describedby="${id}-error ${hintId}"
        aria-invalid=${view.errors[id] ? 'true' : 'false'}
        .value=${value}
        @input=${(event: Event) => onInput((event.target as HTMLInputElement).value)}
        @blur=${() => value && view.onBlur(id)}
      />
    </div>
    ${renderError(view, id)}
  </div>`;
}

/** One of several answers; the group's first is where a wrong answer is put right. */
export function renderChoice(
  view: AccessFormView,
  group: string,
  label: string,
  isChosen: boolean,
  onChoose: () => void,
): TemplateResult {
  return html`<label class="choice">
    <input
      type="radio"
      name=${group}
      aria-describedby="${group}-error"
      aria-invalid=${view.errors[group] ? 'true' : 'false'}
      .checked=${isChosen}
      @change=${onChoose}
    />
    <span>${label}</span>
  </label>`;
}

/** Always there, so that `aria-describedby` points at something when the words come. */
export function renderError({ errors, localization }: AccessFormView, field: string): TemplateResult {
  const problem = errors[field];
  return html`<p class="error" id="${field}-error" ?hidden=${!problem}>
    ${problem && localization.messages.access.problem[problem]}
  </p>`;
}
