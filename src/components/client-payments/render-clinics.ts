import { html } from 'lit';
import type { TemplateResult } from 'lit';

import type { ClinicStanding } from '../../contract/stripe-account.ts';
import type { AccountWords } from '../../localization/account/messages.ts';
import type { Localization } from '../../localization/localization.ts';
import { renderPill, toneOf } from './render-parts.ts';

/** An organisation's clinics and how each stands, and nothing else: linking is the clinic's own. */
export function renderClinics(
  clinics: readonly ClinicStanding[],
  { messages }: Localization<AccountWords>,
): TemplateResult {
  const { clinics: words, health } = messages.account;
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
  </section>`;
}
