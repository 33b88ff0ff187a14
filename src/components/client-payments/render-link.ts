import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { LinkStrategy } from '../../contract/stripe-account.ts';
import { icon } from '../shared/icons.ts';
import { renderNote, renderStatement } from '../shared/render-shell.ts';
import { countriesIn } from './countries.ts';
import { isCountryAsked, isDoing } from './account-view.ts';
import type { AccountView } from './account-view.ts';
import {
  formatDay,
  nameOf,
  renderAccessLink,
  renderAction,
  renderArrow,
  renderHelp,
  renderTask,
} from './render-parts.ts';

/** Milliseconds; after that it is no news why the last visit to Stripe brought nothing. */
const NEWS = 24 * 3_600_000;

const WAYS: readonly LinkStrategy[] = ['existing', 'new'];

/** The app is not enabled for this clinic: what to do about it. */
export function renderNotEnabled(
  view: Pick<AccountView, 'accessUrl' | 'helpUrl' | 'localization' | 'onAccessForm'>,
  clinic: string,
): TemplateResult {
  const words = view.localization.messages.account.notEnabled;
  return renderStatement(
    'calm',
    'lock',
    words.heading(clinic),
    words.text,
    html`${renderAccessLink(view, 'button primary')} ${renderHelp(view)}`,
  );
}

/** No account is linked: why, and the ways to link one. */
export function renderLink(view: AccountView): TemplateResult {
  const { standing, localization } = view;
  const { link: words } = localization.messages.account;
  const { strategies, setAside, clinic } = standing;
  const isAnyOn = WAYS.some((way) => strategies[way]);
  return html`<section class="settings">
    ${renderNews(view)}
    <header>
      <h2 tabindex="-1" data-focus>${words.heading}</h2>
      <p class="muted">${words.lead(clinic.name)}</p>
    </header>
    ${
      isAnyOn
        ? html`<fieldset class="ways">
              <legend>${words.ways}</legend>
              ${WAYS.map((way) => renderWay(view, way))}
            </fieldset>
            ${view.country === null ? nothing : renderCountry(view, view.country)}
            ${isCountryAsked(view.task) ? nothing : renderTask(view)}
            <div class="foot">
              ${renderGo(view)}
              <p class="hint">${words.afterwards}</p>
            </div>`
        : renderNote('warn', 'alert', words.noWay)
    }
    ${setAside.length > 0 && strategies.new ? renderSetAside(view) : nothing}
    <p class="hint">${renderHelp(view)}</p>
  </section>`;
}

/** What has just gone wrong, or how the clinic came to be without an account. */
function renderNews({ standing, localization, now }: AccountView): unknown {
  const { account: words } = localization.messages;
  const { lastVisit, lastRemoval } = standing;
  const isNews = lastVisit && now - lastVisit.at < NEWS && lastVisit.at > (lastRemoval?.at ?? 0);
  if (isNews) {
    const tone = lastVisit.outcome === 'cancelled' ? 'info' : 'warn';
    return renderNote(tone, tone === 'info' ? 'giveBack' : 'alert', words.visit[lastVisit.outcome]);
  }
  if (!lastRemoval) return nothing;
  const { reason, advice } = words.removedBy[lastRemoval.by];
  const told = { reason: reason(formatDay(lastRemoval.at, localization.locale)), advice };
  return lastRemoval.by === 'admin' ? renderNote('info', 'check', told) : renderNote('warn', 'alert', told);
}

function renderWay({ standing, localization, way: chosen, onWay }: AccountView, way: LinkStrategy) {
  const words = localization.messages.account.link.way[way];
  const isOn = standing.strategies[way];
  return html`<label class="way" part="way" ?data-off=${!isOn}>
    <input
      type="radio"
      name="way"
      ?disabled=${!isOn}
      .checked=${isOn && chosen === way}
      aria-describedby="way-${way}"
      @change=${() => onWay(way)}
    />
    <span class="way-title">${words.title}</span>
    <span class="muted" id="way-${way}">${isOn ? words.text : words.off}</span>
  </label>`;
}

/** Stripe opens an account in a country, and the clinic's currency is of several. */
function renderCountry({ localization, onCountry }: AccountView, country: string): TemplateResult {
  const { link: words } = localization.messages.account;
  return html`<div class="field">
    <label for="country">${words.country}</label>
    <div class="box">
      <select
        id="country"
        @change=${({ target }: Event) => {
          if (target instanceof HTMLSelectElement) onCountry(target.value);
        }}
      >
        <option value="" ?selected=${country === ''}>${words.chooseCountry}</option>
        ${countriesIn(localization.locale).map(
          ([code, name]) => html`<option value=${code} ?selected=${code === country}>${name}</option>`,
        )}
      </select>
    </div>
  </div>`;
}

function renderGo(view: AccountView): TemplateResult {
  const { link: words } = view.localization.messages.account;
  const { common } = view.localization.messages;
  const doing = isDoing(view, 'linking');
  return html`<button
    class="button primary"
    type="button"
    part="go-to-stripe"
    aria-disabled=${doing}
    @click=${() => view.onGo(view.way)}
  >
    ${doing ? html`<span class="spinner"></span>` : nothing} ${doing ? words.going : words.go}
    ${
      view.opensTab && !doing
        ? html`<span class="sr">${common.opensInNewTab}</span>${renderArrow()}`
        : nothing
    }
  </button>`;
}

function renderSetAside(view: AccountView): TemplateResult {
  const { link: words } = view.localization.messages.account;
  return html`<div class="box-card">
    <div class="card-head">
      <div>
        <h3>${words.setAside}</h3>
        <p class="muted">${words.setAsideText}</p>
      </div>
    </div>
    <ul class="rows">
      ${view.standing.setAside.map(
        (account) =>
          html`<li>
            <span>
              <strong><bdi>${nameOf(account, view.localization)}</bdi></strong>
              <code>${account.id}</code>
            </span>
            ${renderAction(view, {
              className: 'small',
              words: words.goOnWith(account.name ?? account.id),
              doing: words.going,
              isDoing: false,
              onPress: () => view.onGo('new', account.id),
            })}
          </li>`,
      )}
    </ul>
  </div>`;
}

/** Stripe is open elsewhere: this page waits for what comes of it. */
export function renderWaiting(view: AccountView): TemplateResult {
  const { messages } = view.localization;
  const { waiting: words, link } = messages.account;
  const { visit } = view;
  const purpose = visit?.purpose === 'new' ? 'new' : 'existing';
  return html`<div class="view centre" data-waiting>
    <div class="disc" data-tone="info">
      ${view.isBlocked ? icon('alert') : html`<span class="spinner"></span>`}
    </div>
    <h2 tabindex="-1" data-focus>${words.heading}</h2>
    <p class="muted">${view.isBlocked ? words.blocked : words.text}</p>
    ${
      view.isBlocked && visit
        ? html`<a
            class="button primary"
            part="go-to-stripe"
            href=${visit.url}
            target="_blank"
            rel="noopener noreferrer"
            >${link.go}<span class="sr"> ${messages.common.opensInNewTab}</span>${renderArrow()}</a
          >`
        : renderAction(view, {
            words: words.again,
            doing: link.going,
            isDoing: isDoing(view, 'linking'),
            onPress: () => view.onGo(purpose),
          })
    }
    <button class="button quiet" type="button" @click=${view.onStopWaiting}>${words.stop}</button>
    ${renderTask(view)}
  </div>`;
}
