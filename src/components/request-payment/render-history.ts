import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { PaymentRequest, PaymentRequestStatus } from '../../contract/payment-request.ts';
import type { Localization } from '../../localization/localization.ts';
import type { RequestWords } from '../../localization/request/messages.ts';
import type { RequestEntry } from '../../session/state.ts';
import { amountOf } from '../shared/format.ts';
import { isRefunded } from '../shared/render-details.ts';
import type { Tone } from '../shared/render-shell.ts';

const SHORT: Readonly<Record<PaymentRequestStatus, readonly [Tone, keyof RequestWords['request']['short']]>> =
  {
    creating: ['info', 'open'],
    requested: ['info', 'open'],
    processing: ['info', 'processing'],
    paid: ['good', 'paid'],
    cancelled: ['calm', 'cancelled'],
    refused: ['warn', 'refused'],
    expired: ['calm', 'expired'],
    failed: ['bad', 'failed'],
    unreachable: ['warn', 'unreachable'],
  };

function shortOf(
  request: PaymentRequest,
  { messages: { details, request: words } }: Localization<RequestWords>,
): readonly [Tone, string] {
  if (request.status === 'paid' && isRefunded(request)) return ['calm', details.refunded];
  const [tone, short] = SHORT[request.status];
  return [tone, words.short[short]];
}

/** The other requests of this call, newest first: each opens in the view above. */
export function renderHistory(
  entries: readonly RequestEntry[],
  localization: Localization<RequestWords>,
  onOpen: (id: string) => void,
): TemplateResult | typeof nothing {
  const words = localization.messages.request;
  if (!entries.length) return nothing;
  return html`<div class="view history">
    <h3 id="earlier">${words.earlier}</h3>
    <ul class="list" aria-labelledby="earlier">
      ${entries.map(({ request }) => {
        const [tone, short] = shortOf(request, localization);
        return html`<li>
          <button type="button" @click=${() => onOpen(request.id)}>
            <span class="what">${request.description}</span>
            <bdi>${amountOf(request, localization)}</bdi>
            <span class="short" data-tone=${tone}>${short}</span>
          </button>
        </li>`;
      })}
    </ul>
  </div>`;
}
