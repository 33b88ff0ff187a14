import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { Explanation, Messages } from '../../localization/messages.ts';
import type { SessionState } from '../../session/state.ts';
import { icon } from './icons.ts';
import type { IconName } from './icons.ts';
import { explain } from './trouble.ts';

export type Tone = 'info' | 'warn' | 'bad' | 'good' | 'calm';

/** What is around every screen: language, direction, theme, and the two things that are always worth knowing. */
export function renderShell(
  { connection, localization }: SessionState,
  content: TemplateResult,
): TemplateResult {
  const { common } = localization.messages;
  const known = 'session' in connection ? connection : null;
  const badge = known ? common.environment[known.session.environment] : '';
  return html`<div
    class="shell"
    part="base"
    lang=${localization.language}
    dir=${localization.direction}
    data-theme=${known?.context.theme.mode ?? nothing}
  >
    ${badge ? html`<p class="strip" part="badge">${badge}</p>` : nothing}
    ${
      connection.status === 'reconnecting'
        ? html`<p class="strip" role="status">${common.reconnecting}</p>`
        : nothing
    }
    ${content}
  </div>`;
}

/** Words of the moment in a tinted box; the sign may be the live dot or the spinner instead of a picture. */
export function renderNote(
  tone: Tone,
  sign: IconName | 'dot' | 'spinner',
  words: string | Explanation,
  id?: string,
): TemplateResult {
  return html`<div class="note" data-tone=${tone} id=${id ?? nothing}>
    ${sign === 'dot' || sign === 'spinner' ? html`<span class=${sign}></span>` : icon(sign)}
    <span>${typeof words === 'string' ? words : html`<strong>${words.reason}</strong> ${words.advice}`}</span>
  </div>`;
}

/** A state that is one picture, one heading and one or two sentences. */
export function renderStatement(
  tone: Tone,
  sign: IconName,
  heading: string,
  text: string | Explanation,
  rest: unknown = nothing,
): TemplateResult {
  return html`<div class="view centre">
    <div class="disc" data-tone=${tone}>${icon(sign)}</div>
    <h2 tabindex="-1" data-focus>${heading}</h2>
    <p class="muted">${typeof text === 'string' ? text : `${text.reason} ${text.advice}`}</p>
    ${rest}
  </div>`;
}

/** What will be here is being fetched. */
export function renderSkeleton({ common }: Messages): TemplateResult {
  return html`<div class="view" aria-busy="true">
    <span class="sr" tabindex="-1" data-focus>${common.connecting}</span>
    ${renderBars()}
  </div>`;
}

export function renderBars(): TemplateResult {
  return html`<div class="bar"></div>
    <div class="bar"></div>
    <div class="bar"></div>`;
}

/** Payments cannot be had, why, and the way to try once more. */
export function renderUnavailable(
  { common }: Messages,
  why: Explanation,
  retry: () => void,
  ...hints: readonly string[]
): TemplateResult {
  return renderStatement(
    'warn',
    'alert',
    common.unavailable,
    why,
    html`<button class="button" type="button" @click=${retry}>${common.tryAgain}</button>
      ${hints.map((hint) => html`<p class="hint">${hint}</p>`)}`,
  );
}

/** What stands where the screens are while the session is not ready. `advice` replaces the usual one. */
export function renderConnection(
  connection: Exclude<SessionState['connection'], { readonly session: unknown }>,
  messages: Messages,
  retry: () => void,
  advice?: string,
): TemplateResult {
  const { common, trouble } = messages;
  if (connection.status === 'connecting') return renderSkeleton(messages);
  if (connection.status === 'closed')
    return renderStatement('calm', 'alert', common.unavailable, trouble.closed);
  const { error, retryAt } = connection;
  const { reason, ...usual } = explain(error, messages);
  return renderUnavailable(
    messages,
    { reason, advice: advice ?? usual.advice },
    retry,
    ...(retryAt === null ? [] : [common.tryingByItself]),
    common.code(error.code),
  );
}
