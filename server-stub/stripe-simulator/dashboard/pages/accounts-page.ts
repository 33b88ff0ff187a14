import { html } from '../../pages/html.ts';
import { initials } from '../../pages/initials.ts';
import { type Clinic, money } from '../clinic.ts';
import type { AccountState } from '../../resources/accounts/account-state.ts';
import { STATE_BADGES } from '../../resources/accounts/state-words.ts';
import type { Volume } from '../../store/payment-index.ts';
import { payments } from './chart.ts';
import { plainPage } from './layout.ts';
import { badge } from './parts.ts';

export interface AccountChoice {
  readonly clinic: Clinic;
  readonly last30: Volume;
  readonly state: AccountState;
  readonly connected: 'us' | 'another platform' | 'nobody';
}

const CONNECTED_WORDS: Readonly<Record<AccountChoice['connected'], string>> = {
  us: '',
  'another platform': 'With another platform',
  nobody: 'Not connected',
};

export function accountsPage(accounts: readonly AccountChoice[]): string {
  return plainPage(
    'Clinics',
    html`<p class="crumbs"><a href="/">Stripe simulator</a></p>
      <h1>Which clinic’s dashboard?</h1>
      <p class="muted">Each clinic is paid on a Stripe account of its own, and sees only that.</p>
      <ul class="choices">
        ${accounts.map(
          ({ clinic, last30, state, connected }) =>
            html`<li>
              <span class="monogram" aria-hidden="true">${initials(clinic.name)}</span>
              <span>
                <span>
                  <a class="row-link" href="${clinic.path}">${clinic.name}</a>
                  ${state === 'ready' ? '' : badge(...STATE_BADGES[state])}
                  ${CONNECTED_WORDS[connected] ? badge(CONNECTED_WORDS[connected], 'calm') : ''}
                </span>
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
