import { html } from '../../pages/html.ts';
import { initials } from '../../pages/initials.ts';
import { type Clinic, money } from '../clinic.ts';
import type { Volume } from '../../store/payment-index.ts';
import { payments } from './chart.ts';
import { plainPage } from './layout.ts';

export interface AccountChoice {
  readonly clinic: Clinic;
  readonly last30: Volume;
}

export function accountsPage(accounts: readonly AccountChoice[]): string {
  return plainPage(
    'Clinics',
    html`<p class="crumbs"><a href="/">Stripe simulator</a></p>
      <h1>Which clinic’s dashboard?</h1>
      <p class="muted">Each clinic is paid on a Stripe account of its own, and sees only that.</p>
      <ul class="choices">
        ${accounts.map(
          ({ clinic, last30 }) =>
            html`<li>
              <span class="monogram" aria-hidden="true">${initials(clinic.name)}</span>
              <span>
                <a class="row-link" href="${clinic.path}">${clinic.name}</a>
                <span class="muted">
                  ${money(last30.amount, clinic.currency)} in the last 30 days · ${payments(last30.count)}
                </span>
                <code class="muted">${clinic.id}</code>
              </span>
            </li>`,
        )}
      </ul>`,
  );
}
