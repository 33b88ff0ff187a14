import type { Stripe } from 'stripe';

import { icon } from '../../dashboard/icons.ts';
import { badge } from '../../dashboard/pages/parts.ts';
import { accountName } from '../../resources/accounts/account.ts';
import { stateOf } from '../../resources/accounts/account-state.ts';
import { STATE_BADGES } from '../../resources/accounts/state-words.ts';
import { type Html, html } from '../html.ts';
import { hostedPage } from '../hosted-page.ts';

export interface AuthorizeView {
  readonly platform: string;
  readonly accounts: readonly OfferedAccount[];
  /** The id of the one that is chosen. */
  readonly chosen: string | null;
  readonly problem: string | null;
  /** Where the form goes, and what it carries unseen. */
  readonly action: string;
  readonly hidden: Html;
}

export interface OfferedAccount {
  readonly account: Stripe.Account;
  readonly connected: boolean;
}

/** `GET /oauth/authorize`: a business lets a platform act for one of its Stripe accounts. */
export function authorizePage(view: AuthorizeView): string {
  const { platform, problem } = view;
  return hostedPage(
    problem ? 'Problem: connect an account' : 'Connect an account',
    platform,
    html`<h1>Connect your Stripe account to ${platform}</h1>
      <p class="lede">You stay the owner of the account, and can disconnect it at any time.</p>
      ${problem ? html`<p class="notice bad" role="alert" id="problem">${problem}</p>` : ''}
      <form method="post" action="${view.action}">
        ${view.hidden}
        <fieldset ${problem ? html`aria-describedby="problem"` : ''}>
          <legend>Choose an account</legend>
          <div class="options">${view.accounts.map((offered) => option(offered, view.chosen))}</div>
        </fieldset>
        <div>
          <h2>${platform} will be able to</h2>
          <ul class="allowed">
            ${['Take payments for you', 'Refund payments', 'See payments and their history'].map(
              (words) => html`<li>${icon('check')}<span>${words}</span></li>`,
            )}
          </ul>
        </div>
        <div class="actions">
          <button class="button primary" name="decision" value="connect">Connect</button>
          <button class="button" name="decision" value="cancel" formnovalidate>Cancel</button>
        </div>
      </form>`,
  );
}

function option({ account, connected }: OfferedAccount, chosen: string | null): Html {
  const [words, tone] = STATE_BADGES[stateOf(account)];
  return html`<label class="option">
    <input
      type="radio"
      name="account"
      value="${account.id}"
      required
      ${account.id === chosen ? html`checked` : ''}
    />
    <span class="option-name"
      >${accountName(account)} ${connected ? badge('Connected', 'calm') : badge(words, tone)}</span
    >
    <span class="muted">${countryName(account.country)} · <code>${account.id}</code></span>
  </label>`;
}

function countryName(code: string | undefined): string {
  return code ? (new Intl.DisplayNames('en-AU', { type: 'region' }).of(code) ?? code) : '';
}
