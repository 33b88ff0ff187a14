import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { LinkedAccount, ParkedAccount } from '../../contract/stripe-account.ts';
import { formatDate } from '../shared/format.ts';
import { renderRows } from '../shared/render-rows.ts';
import { renderNote } from '../shared/render-shell.ts';
import { isBusy, isDoing } from './account-view.ts';
import type { AccountView } from './account-view.ts';
import { renderTestPayment, renderWallets } from './render-checks.ts';
import {
  countryOf,
  formatDay,
  nameOf,
  renderAction,
  renderArrow,
  renderHelp,
  renderOutside,
  renderPill,
  renderTask,
  toneOf,
} from './render-parts.ts';
import { renderRemoval } from './render-removal.ts';

/** What came back from Stripe: nothing happens until an administrator says that it is the right one. */
export function renderParked(view: AccountView, parked: ParkedAccount): TemplateResult {
  const { standing, localization } = view;
  const { clinic } = standing;
  const { account: all } = localization.messages;
  const words = all.parked;
  const canFinish = parked.health === 'incomplete' && parked.origin === 'new';
  return html`<section class="settings">
    <header>
      <h2 tabindex="-1" data-focus>${words.heading}</h2>
      <p class="muted">${words.text(clinic.name)}</p>
    </header>
    <div class="box-card" part="account">
      <div class="card-head">
        <h3 class="name"><bdi>${nameOf(parked, localization)}</bdi></h3>
        ${renderPill(toneOf(parked.health), all.health[parked.health].short)}
      </div>
      ${renderRows(
        [
          [all.facts.id, html`<code>${parked.id}</code>`],
          [all.facts.country, countryOf(parked, localization)],
          [all.facts.origin, all.facts.origins[parked.origin]],
        ],
        'facts',
      )}
      ${parked.health === 'incomplete' ? renderNote('warn', 'alert', words.unfinished) : nothing}
      ${renderVisit(view)} ${renderTask(view)}
      <div class="actions">
        ${renderAction(view, {
          part: 'use-account',
          className: 'primary',
          words: words.use,
          doing: words.using,
          isDoing: isDoing(view, 'confirming'),
          onPress: () => view.onUse(parked.id),
        })}
        ${
          canFinish
            ? renderFinish(view, '', isDoing(view, 'linking'), () => view.onGo('new', parked.id))
            : nothing
        }
        ${renderAction(view, {
          className: 'quiet',
          words: words.notThis,
          doing: words.discarding,
          isDoing: isDoing(view, 'discarding'),
          onPress: () => view.onNotThis(parked.id),
        })}
      </div>
    </div>
    <p class="hint">${renderHelp(view)}</p>
  </section>`;
}

/** The account that the clinic is paid on: how it stands, and what can be done with it. */
export function renderAccount(view: AccountView, account: LinkedAccount): TemplateResult {
  const { localization } = view;
  const { account: words } = localization.messages;
  const { locale } = localization;
  return html`<section class="settings" data-health=${account.health}>
    <div class="box-card" part="account">
      <div class="card-head">
        <h2 class="name" tabindex="-1" ?data-focus=${!view.removal}>
          <bdi>${nameOf(account, localization)}</bdi>
        </h2>
        ${renderPill(toneOf(account.health), words.health[account.health].short)}
      </div>
      ${view.standing.clinic.enabled ? renderHealth(view, account) : renderOff(view)}
      ${renderRows(
        [
          [words.facts.id, html`<code>${account.id}</code>`],
          [words.facts.country, countryOf(account, localization)],
          [words.facts.origin, words.facts.origins[account.origin]],
          [words.facts.linked, formatDay(account.linkedAt, locale)],
          [words.facts.checked, renderChecked(view, account)],
        ],
        'facts',
      )}
      ${view.removal ? nothing : renderTask(view)}
      ${view.removal ? renderRemoval(view, account) : renderActions(view, account)}
    </div>
    ${renderTestPayment(view)} ${renderWallets(view)}
    <p class="hint">${renderHelp(view)}</p>
  </section>`;
}

/** The account is there, and the app was disabled for the clinic since. */
function renderOff({ standing, localization }: AccountView): unknown {
  const words = localization.messages.account.notEnabled;
  return renderNote('warn', 'lock', words.heading(standing.clinic.name));
}

function renderHealth(view: AccountView, { health, requirementsDue, deadline }: LinkedAccount): unknown {
  const { account: words } = view.localization.messages;
  const { reason, advice } = words.health[health];
  const by = deadline === null ? null : formatDay(deadline, view.localization.locale);
  const due = requirementsDue > 0 ? words.due(requirementsDue, by) : '';
  if (health === 'ready' && !due) return html`<p class="muted">${reason} ${advice}</p>`;
  const told =
    health === 'ready'
      ? { reason: words.dueSoon, advice: due }
      : { reason, advice: [advice, due].filter(Boolean).join(' ') };
  const tone = health === 'ready' ? 'warn' : toneOf(health);
  return html`${renderNote(tone, health === 'in_review' ? 'clock' : 'alert', told)} ${renderVisit(view)}`;
}

/** Stripe is open elsewhere, beside an account that is there already. */
function renderVisit({ visit, isBlocked, localization }: AccountView): unknown {
  const { waiting: words } = localization.messages.account;
  return visit ? renderNote('info', 'spinner', isBlocked ? words.blocked : words.short) : nothing;
}

/** When Stripe was last asked, and the way to ask again. */
function renderChecked(view: AccountView, { checkedAt }: LinkedAccount): TemplateResult {
  const { account: words } = view.localization.messages;
  const isAsking = isDoing(view, 'asking-stripe');
  return html`<bdi>${formatDate(checkedAt, view.localization.locale)}</bdi>
    <button
      class="text-button"
      type="button"
      aria-disabled=${isBusy(view)}
      @click=${() => {
        if (!isBusy(view)) view.onAskStripe();
      }}
    >
      ${isAsking ? words.checkingNow : words.checkNow}
    </button>`;
}

function renderActions(view: AccountView, account: LinkedAccount): TemplateResult {
  const { messages } = view.localization;
  const words = messages.account;
  const isAskedFor =
    account.health === 'incomplete' || account.health === 'restricted' || account.requirementsDue > 0;
  return html`<div class="actions">
    ${
      isAskedFor
        ? renderFinish(view, 'primary', isDoing(view, 'opening-requirements'), view.onFinish)
        : nothing
    }
    <span part="edit">${renderOutside(account.dashboardUrl, words.edit, view.localization)}</span>
    <button
      class="button danger"
      type="button"
      part="remove"
      aria-disabled=${isBusy(view)}
      @click=${view.onRemove}
    >
      ${words.remove.open}
    </button>
  </div>`;
}

/** To what Stripe still requires; a link where the browser kept the new tab closed. */
function renderFinish(
  view: AccountView,
  className: string,
  isOpening: boolean,
  onPress: () => void,
): TemplateResult {
  const { account: words, common } = view.localization.messages;
  if (view.isBlocked && view.visit)
    return html`<a
      class="button ${className}"
      part="finish"
      href=${view.visit.url}
      target="_blank"
      rel="noopener noreferrer"
      >${words.finish}<span class="sr"> ${common.opensInNewTab}</span>${renderArrow()}</a
    >`;
  return renderAction(view, {
    part: 'finish',
    className,
    leaves: true,
    words: words.finish,
    doing: words.opening,
    isDoing: isOpening,
    onPress,
  });
}
