import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { PaymentEvent, PaymentEventKind, PaymentRecord } from '../../contract/records.ts';
import type { Localization } from '../../localization/localization.ts';
import { formatMoney } from '../../localization/money.ts';
import type { RecordsWords } from '../../localization/records/messages.ts';
import { formatDate } from '../shared/format.ts';
import { icon, type IconName } from '../shared/icons.ts';
import type { Tone } from '../shared/render-shell.ts';

/** The others are a dot. */
const SIGNS: Readonly<Partial<Record<PaymentEventKind, readonly [IconName, Tone]>>> = {
  'attempt-failed': ['alert', 'warn'],
  paid: ['check', 'good'],
  cancelled: ['cross', 'calm'],
  refused: ['cross', 'calm'],
  expired: ['clock', 'calm'],
  failed: ['alert', 'bad'],
  unreachable: ['alert', 'warn'],
  'refund-asked': ['giveBack', 'calm'],
  refunded: ['giveBack', 'good'],
  'refund-failed': ['alert', 'bad'],
  disputed: ['alert', 'warn'],
};

/** What happened, the newest first: what one looks for is mostly the last. */
export function renderTimeline(
  { events, request }: PaymentRecord,
  localization: Localization<RecordsWords>,
): TemplateResult {
  const { locale, messages } = localization;
  const words = messages.records;
  return html`<section aria-labelledby="history">
    <h3 id="history">${words.history}</h3>
    <ol class="timeline" part="timeline">
      ${events.toReversed().map((event) => {
        const [sign, tone] = SIGNS[event.kind] ?? [null, 'calm'];
        const money =
          event.amount === undefined
            ? null
            : formatMoney({ amount: event.amount, currency: request.currency }, locale);
        const by = actorOf(event, words);
        return html`<li>
          <span class="mark" data-tone=${tone}>${sign ? icon(sign) : nothing}</span>
          <div>
            <p>
              <strong><bdi>${titleOf(event, money, words)}</bdi></strong> <bdi>${by}</bdi>
            </p>
            ${event.kind === 'attempt-failed' && event.code ? html`<p class="hint">${words.bankSaid(event.code)}</p>` : nothing}
            <p class="hint">
              <time datetime=${new Date(event.at).toISOString()}
                ><bdi>${formatDate(event.at, locale)}</bdi></time
              >
            </p>
          </div>
        </li>`;
      })}
    </ol>
  </section>`;
}

function titleOf({ kind, code }: PaymentEvent, money: string | null, words: RecordsWords['records']): string {
  if (kind === 'closing' && (code === 'cancelled' || code === 'refused' || code === 'expired'))
    return words.closing[code];
  return money === null ? words.events[kind] : words.eventRefund(words.events[kind], money);
}

/** Stripe does what it was asked for; it is named where nobody here had asked. */
function actorOf({ by, kind, code }: PaymentEvent, words: RecordsWords['records']): string | null {
  if (by.kind === 'person') return words.by(by.person.displayName ?? by.person.id);
  if (by.kind === 'gateway' && kind === 'closing') return words.byGateway;
  return kind === 'cancelled' && code === 'at_stripe' ? words.atStripe : null;
}
