import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { AccessRequest } from '../../contract/access-request.ts';
import { formatDate } from '../shared/format.ts';
import { renderNote } from '../shared/render-shell.ts';
import type { StandingView } from './render-standing.ts';

type Waiting = Extract<AccessRequest, { readonly status: 'waiting' }>;

/** The link for the telehealth manager: made, copied, made anew. */
export function renderShare(request: Waiting, view: StandingView): TemplateResult {
  const { state, localization, copied } = view;
  const words = localization.messages.access;
  const { telehealthManager: manager, contact } = request;
  const name = manager.isMe ? contact.name : manager.name;
  const date = (at: number) => formatDate(at, localization.locale);
  // A newer one may have been made elsewhere meanwhile: then this page's has ended.
  const isGood = state.link?.requestId === request.id && state.link.expiresAt === request.linkExpiresAt;
  const link = isGood ? state.link : null;
  const isSharing = state.task.status === 'pending' && state.task.name === 'sharing';
  return html`<section class="share" part="share" aria-labelledby="share-title">
    <h3 id="share-title">${words.shareTitle(name)}</h3>
    ${request.notForMeAt === null ? nothing : renderNote('warn', 'alert', words.notForMe(name, date(request.notForMeAt)))}
    <p class="muted">${words.shareText}</p>
    ${
      link
        ? html`<div class="copy">
              <div class="box">
                <input readonly aria-label=${words.linkLabel} .value=${link.url} @focus=${select} />
              </div>
              <button class="button" type="button" part="copy" @click=${view.onCopy}>
                ${copied === 'yes' ? words.copied : words.copy}
              </button>
            </div>
            <p class="hint" role="status">
              ${copied === 'by-hand' ? words.copyByHand : words.linkUntil(date(link.expiresAt))}
            </p>`
        : nothing
    }
    ${
      !link && request.linkExpiresAt !== null
        ? html`<p class="hint">${words.linkOut(date(request.linkExpiresAt))}</p>`
        : nothing
    }
    <button
      class="button ${link || request.linkExpiresAt !== null ? 'quiet' : 'primary'}"
      type="button"
      aria-disabled=${isSharing}
      @click=${view.onShare}
    >
      ${link || request.linkExpiresAt !== null ? words.newLink : words.makeLink}
    </button>
  </section>`;
}

function select(event: FocusEvent): void {
  if (event.target instanceof HTMLInputElement) event.target.select();
}
