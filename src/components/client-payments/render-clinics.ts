import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { ClinicStanding } from '../../contract/stripe-account.ts';
import type { AccountWords } from '../../localization/account/messages.ts';
import type { Localization } from '../../localization/localization.ts';
import type { AccountView } from './account-view.ts';
import { renderAccessLink, renderHelp, renderPill, toneOf } from './render-parts.ts';

/** An organisation's clinics and how each stands: linking is the clinic's own, asking for the app is theirs, too. */
export function renderClinics(
  clinics: readonly ClinicStanding[],
  view: Pick<AccountView, 'accessUrl' | 'helpUrl' | 'onAccessForm'> & {
    readonly localization: Localization<AccountWords>;
  },
): TemplateResult {
  const { clinics: words, health } = view.localization.messages.account;
  return html`<section class="settings">
    <header>
      <h2 tabindex="-1" data-focus>${words.heading}</h2>
      <p class="muted">${clinics.length > 0 ? words.text : words.none}</p>
    </header>
    <div class="box-card" part="clinics" ?hidden=${clinics.length === 0}>
      <ul class="rows">
        ${clinics.map((clinic) => {
          const state = clinic.health ?? 'not_linked';
          return html`<li>
            <span
              ><strong><bdi>${clinic.name}</bdi></strong></span
            >
            ${
              clinic.enabled
                ? renderPill(toneOf(state), health[state].short)
                : renderPill('calm', words.notEnabled)
            }
          </li>`;
        })}
      </ul>
    </div>
    ${view.accessUrl ? html`<p class="muted">${words.ask}</p>` : nothing} ${renderAccessLink(view, 'button')}
    <p class="hint">${renderHelp(view)}</p>
  </section>`;
}
