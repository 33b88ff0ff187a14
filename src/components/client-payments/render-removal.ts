import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { LinkedAccount } from '../../contract/stripe-account.ts';
import { renderStatement } from '../shared/render-shell.ts';
import { isBusy, isDoing } from './account-view.ts';
import type { AccountView } from './account-view.ts';
import { renderTask } from './render-parts.ts';

/** What removing means, and whether it is meant. */
export function renderRemoval(view: AccountView, { origin }: LinkedAccount): TemplateResult {
  const words = view.localization.messages.account.remove;
  const { clinic, openRequests } = view.standing;
  const { typed, isWrong } = view.removal ?? { typed: '', isWrong: false };
  const doing = isDoing(view, 'removing');
  return html`<form class="removal" part="removal" novalidate @submit=${view.onConfirmRemoval}>
    <h3 tabindex="-1" data-focus id="removal">${words.heading}</h3>
    <ul class="means">
      <li>${words.requests(openRequests)}</li>
      <li>${words.history}</li>
      <li>${words.access[origin]}</li>
      <li>${words.again}</li>
    </ul>
    <div class="field">
      <label for="clinic-name">${words.type(clinic.name)}</label>
      <div class="box">
        <input
          id="clinic-name"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          aria-describedby="clinic-name-error"
          aria-invalid=${isWrong ? 'true' : 'false'}
          .value=${typed}
          @input=${({ target }: Event) => {
            if (target instanceof HTMLInputElement) view.onTyped(target.value);
          }}
        />
      </div>
      <p class="error" id="clinic-name-error" ?hidden=${!isWrong}>
        ${isWrong ? words.mismatch(clinic.name) : ''}
      </p>
    </div>
    ${renderTask(view)}
    <div class="actions">
      <button class="button destructive" type="submit" aria-disabled=${isBusy(view)}>
        ${doing ? html`<span class="spinner"></span>` : nothing} ${doing ? words.removing : words.confirm}
      </button>
      <button class="button" type="button" aria-disabled=${isBusy(view)} @click=${view.onKeep}>
        ${words.keep}
      </button>
    </div>
  </form>`;
}

/** On its way: nobody has to stay for it. */
export function renderRemoving({ localization }: AccountView): TemplateResult {
  const words = localization.messages.account.remove;
  return renderStatement(
    'warn',
    'clock',
    words.removing,
    words.removingText,
    html`<span class="spinner"></span>`,
  );
}

/** Whether the clinic's name was typed: as it is written, but for spaces around and between. */
export function isSameName(typed: string, name: string): boolean {
  const plain = (text: string) => text.normalize('NFC').trim().replace(/\s+/gu, ' ');
  return plain(typed) === plain(name);
}
