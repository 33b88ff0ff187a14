import type { Stripe } from 'stripe';

import { applicationOf } from '../../connect/applications.ts';
import type { Connection } from '../../connect/connection-store.ts';
import { type Html, html } from '../../pages/html.ts';
import { ACCOUNT_STATES, type AccountState, dueOf, stateOf } from '../../resources/accounts/account-state.ts';
import { requirementOf } from '../../resources/accounts/requirements.ts';
import { STATE_BADGES, STATE_SENTENCES } from '../../resources/accounts/state-words.ts';
import type { Clinic } from '../clinic.ts';
import { dashboardPage } from './layout.ts';
import { badge, disclosure, facts, notice } from './parts.ts';

export interface AccountView {
  readonly clinic: Clinic;
  readonly now: number;
  readonly connections: readonly Connection[];
  readonly domains: readonly Stripe.PaymentMethodDomain[];
  /** What was just done, in words. */
  readonly done: string | null;
  /** The hidden fields of a form that posts to the path. */
  hiddenFields(path: string): Html;
}

/** How the account stands with Stripe, and which platforms may act for it. */
export function accountPage(view: AccountView): string {
  const { clinic, now } = view;
  const { account } = clinic;
  const state = stateOf(account);
  return dashboardPage({
    clinic,
    section: 'account',
    title: 'Account',
    now,
    body: html`<div class="head">
        <h1>Account ${badge(...STATE_BADGES[state])}</h1>
      </div>
      ${view.done ? notice('good', view.done) : ''}
      <section class="panel" aria-labelledby="standing">
        <h2 id="standing">How it stands</h2>
        <p>${STATE_SENTENCES[state]}</p>
        ${needs(view, state)}
        ${facts([
          ['Name', clinic.name],
          ['Website', account.business_profile?.url ?? null],
          ['Country', countryName(account.country)],
          ['Currency', clinic.currency.toUpperCase()],
          ['Takes payments', account.charges_enabled ? 'Yes' : 'No'],
          ['Gets payouts', account.payouts_enabled ? 'Yes' : 'No'],
        ])}
      </section>
      <section class="panel" aria-labelledby="platforms">
        <h2 id="platforms">Connected platforms</h2>
        ${
          view.connections.length === 0
            ? html`<p class="muted">None. A platform asks to be connected; you say yes at Stripe.</p>`
            : view.connections.map((connection) => platform(view, connection))
        }
      </section>
      ${view.domains.length === 0 ? '' : domains(view.domains)} ${switches(view, state)}`,
  });
}

function needs(view: AccountView, state: AccountState): Html | string {
  const { clinic } = view;
  const { requirements } = clinic.account;
  const checking = (requirements?.pending_verification ?? []).map(requirementOf);
  if (checking.length > 0) {
    return html`<p class="muted">Stripe is checking: ${checking.map(({ says }) => says).join('; ')}.</p>`;
  }
  const due = dueOf(clinic.account);
  if (due.length === 0) return '';
  const path = `${clinic.path}/account/give`;
  const by = requirements?.current_deadline;
  return html`<div class="answer">
    <p>
      <strong
        >What Stripe still
        needs${by && state === 'due-soon' ? `, by ${clinic.times.date(by * 1000)}` : ''}:</strong
      >
    </p>
    <ul class="due">
      ${due.map((name) => {
        const error = requirements?.errors?.find(({ requirement }) => requirement === name);
        return html`<li>
          ${requirementOf(name).says}${error ? html`<br /><span class="muted">${error.reason}</span>` : ''}
        </li>`;
      })}
    </ul>
    <form method="post" action="${path}">
      ${view.hiddenFields(path)}
      <button class="button primary">Give Stripe what it needs</button>
    </form>
  </div>`;
}

function platform(view: AccountView, { application, by, since }: Connection): Html {
  const { clinic } = view;
  const name = applicationOf(application)?.name ?? application;
  const path = `${clinic.path}/account/disconnect/${application}`;
  return html`<div class="platform">
    <p>
      <strong>${name}</strong><br />
      <span class="muted"
        >${by === 'created' ? 'Opened this account' : 'Connected by you'} on
        ${clinic.times.moment(since)}</span
      >
    </p>
    ${disclosure(
      'Disconnect…',
      html`<form class="answer" method="post" action="${path}">
        ${view.hiddenFields(path)}
        <p>
          ${name} will no longer be able to take or refund payments for you, or see them. Your account and
          your payments stay as they are.
        </p>
        <button class="button danger">Disconnect ${name}</button>
      </form>`,
    )}
  </div>`;
}

const WALLETS = [
  ['apple_pay', 'Apple Pay'],
  ['google_pay', 'Google Pay'],
  ['link', 'Link'],
] as const;

function domains(registered: readonly Stripe.PaymentMethodDomain[]): Html {
  return html`<section class="panel" aria-labelledby="domains">
    <h2 id="domains">Domains that show wallets</h2>
    <ul class="lines">
      ${registered.map(
        (domain) =>
          html`<li>
            <code>${domain.domain_name}</code>
            ${
              domain.enabled
                ? WALLETS.map(([name, words]) =>
                    domain[name].status === 'active'
                      ? badge(words, 'good')
                      : badge(`${words}: inactive`, 'warn'),
                  )
                : badge('Turned off', 'calm')
            }
          </li>`,
      )}
    </ul>
  </section>`;
}

function switches(view: AccountView, state: AccountState): Html {
  const path = `${view.clinic.path}/account/state`;
  return html`<section class="panel" aria-labelledby="switch">
    <h2 id="switch">In this simulation</h2>
    <p class="muted">Put the account into any state. Platforms hear of it, as they would from Stripe.</p>
    <form class="filters" method="post" action="${path}">
      ${view.hiddenFields(path)}
      <div class="field grow">
        <label for="state">State</label>
        <select id="state" name="state">
          ${ACCOUNT_STATES.map(
            (name) =>
              html`<option value="${name}" ${name === state ? html`selected` : ''}>
                ${STATE_BADGES[name][0]}
              </option>`,
          )}
        </select>
      </div>
      <button class="button">Change state</button>
    </form>
  </section>`;
}

function countryName(code: string | undefined): string | null {
  return code ? (new Intl.DisplayNames('en-AU', { type: 'region' }).of(code) ?? code) : null;
}
