import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';

import type { LinkedAccount, ParkedAccount } from '../../contract/stripe-account.ts';
import type { AccountWords } from '../../localization/account/messages.ts';
import type { Localization } from '../../localization/localization.ts';
import { renderNote } from '../shared/render-shell.ts';
import type { Tone } from '../shared/render-shell.ts';
import { explain } from '../shared/trouble.ts';
import { isBusy } from './account-view.ts';
import type { AccountView } from './account-view.ts';

type Health = keyof AccountWords['account']['health'];

const TONES: Readonly<Record<Health, Tone>> = {
  not_linked: 'calm',
  incomplete: 'warn',
  in_review: 'info',
  ready: 'good',
  restricted: 'bad',
};

export function toneOf(health: Health): Tone {
  return TONES[health];
}

/** A state in a word or two. */
export function renderPill(tone: Tone, words: string): TemplateResult {
  return html`<span class="pill" part="status" data-tone=${tone}>${words}</span>`;
}

/** Says that a link leaves this tab. */
export function renderArrow(): TemplateResult {
  return html`<svg class="arrow" viewBox="0 0 24 24" aria-hidden="true">
    ${svg`<path d="M8 16 17 7m-8 0h8v8" />`}
  </svg>`;
}

/** A link to another site, in a tab of its own. */
export function renderOutside(
  href: string,
  words: string,
  { messages }: Localization,
  className = 'button',
): TemplateResult | typeof nothing {
  if (!/^https?:/.test(href)) return nothing;
  return html`<a class=${className} href=${href} target="_blank" rel="noopener noreferrer"
    >${words}<span class="sr"> ${messages.common.opensInNewTab}</span>${renderArrow()}</a
  >`;
}

/** The way to the request form, wherever the host has put it. */
export function renderAccessLink(
  { accessUrl, onAccessForm, localization }: Pick<AccountView, 'accessUrl' | 'onAccessForm' | 'localization'>,
  className: string,
): TemplateResult | typeof nothing {
  return accessUrl
    ? html`<a class=${className} part="access-link" href=${accessUrl} @click=${onAccessForm}
        >${localization.messages.account.notEnabled.form}</a
      >`
    : nothing;
}

/** *Contact us*, wherever the host has put it. */
export function renderHelp({ helpUrl, localization }: Pick<AccountView, 'helpUrl' | 'localization'>) {
  return helpUrl
    ? html`<a class="link" part="help-link" href=${helpUrl}>${localization.messages.account.help}</a>`
    : nothing;
}

/** What became of the last thing that was asked for, as long as it has not just worked. */
export function renderTask({
  task,
  localization: { messages },
}: Pick<AccountView, 'task' | 'localization'>): unknown {
  const words = messages.account;
  if (task.status === 'checking') return renderNote('warn', 'spinner', words.checking);
  if (task.status !== 'failed') return nothing;
  const { code, status } = task.error;
  if (code === 'account_in_use') return renderNote('bad', 'alert', words.inUse);
  if (code === 'strategy_unavailable') return renderNote('warn', 'alert', words.wayOff);
  if (status === 409 || code === 'not_found') return renderNote('warn', 'alert', words.changedMeanwhile);
  const isOwn = code === 'stripe_rejected' || status === 422 || status === 400;
  const why = isOwn ? words.problem : explain(task.error, messages);
  return renderNote('bad', 'alert', { ...why, advice: `${why.advice} (${messages.common.code(code)})` });
}

/** A button that starts something, and says so while it is under way. */
export function renderAction(
  view: Pick<AccountView, 'task'>,
  { part, className, words, doing, isDoing, leaves, onPress }: Action,
): TemplateResult {
  return html`<button
    class="button ${className ?? ''}"
    type="button"
    part=${part ?? nothing}
    aria-disabled=${isBusy(view)}
    @click=${() => {
      if (!isBusy(view)) onPress();
    }}
  >
    ${isDoing ? html`<span class="spinner"></span>` : nothing} ${isDoing ? doing : words}
    ${leaves && !isDoing ? renderArrow() : nothing}
  </button>`;
}

interface Action {
  readonly part?: string;
  readonly className?: string;
  readonly words: string;
  readonly doing: string;
  readonly isDoing: boolean;
  /** It leads to another site. */
  readonly leaves?: boolean;
  onPress(): void;
}

/** Who an account is, as far as Stripe has said. */
export function nameOf(
  { name }: Pick<LinkedAccount, 'name'>,
  { messages }: Localization<AccountWords>,
): string {
  return name ?? messages.account.facts.noName;
}

/** A country in the person's language. */
export function countryOf(
  { country }: Pick<ParkedAccount, 'country'>,
  { locale }: Localization,
): string | null {
  if (!country) return null;
  try {
    return new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;
  } catch {
    return country; // Not a region's code.
  }
}

/** A day, with its year. */
export function formatDay(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(at);
}
