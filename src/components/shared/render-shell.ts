import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { Explanation } from '../../localization/messages.ts';
import type { SessionState } from '../../session/state.ts';
import { icon } from './icons.ts';
import { explain } from './trouble.ts';

export type Tone = 'info' | 'warn' | 'bad' | 'good' | 'calm';
export type Content = TemplateResult | typeof nothing;

/** What is around every view: language, direction, theme, and the two things that are always worth knowing. */
export function renderShell(state: SessionState, content: Content): TemplateResult {
  const { connection, localization } = state;
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

/** Words of the moment in a tinted box; `icon` may be the live dot or the spinner instead. */
export function renderNote(
  tone: Tone,
  sign: Parameters<typeof icon>[0] | 'dot' | 'spinner',
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
  sign: Parameters<typeof icon>[0],
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

/** What stands where the views are while the session is not ready; null when it is. */
export function renderConnection(
  { connection, localization: { messages } }: SessionState,
  retry: () => void,
  advice?: string,
): TemplateResult | null {
  if ('session' in connection) return null;
  const { common, trouble } = messages;
  if (connection.status === 'connecting')
    return html`<div class="view" aria-busy="true">
      <span class="sr" tabindex="-1" data-focus>${common.connecting}</span>
      <div class="bar"></div>
      <div class="bar"></div>
      <div class="bar"></div>
    </div>`;
  if (connection.status === 'closed')
    return renderStatement('calm', 'alert', common.unavailable, trouble.closed);
  const { error, retryAt } = connection;
  const words = explain(error, messages);
  return renderStatement(
    'warn',
    'alert',
    common.unavailable,
    { reason: words.reason, advice: advice ?? words.advice },
    html`${retryAt === null ? nothing : html`<p class="hint">${common.tryingByItself}</p>`}
      <button class="button" type="button" @click=${retry}>${common.tryAgain}</button>
      <p class="hint">${common.code(error.code)}</p>`,
  );
}
