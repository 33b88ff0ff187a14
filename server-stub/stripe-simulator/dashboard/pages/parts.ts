import type { Stripe } from 'stripe';

import { type Html, html } from '../../pages/html.ts';
import type { PaymentState } from '../../store/payment-facts.ts';
import { brandName, sentence, STATE_WORDS, type Tone } from '../words.ts';

export function badge(words: string, tone: Tone): Html {
  return html`<span class="badge ${tone}">${words}</span>`;
}

export function stateBadge(state: PaymentState): Html {
  const [words, tone] = STATE_WORDS[state];
  return badge(words, tone);
}

interface CardLike {
  readonly brand?: string | null;
  readonly last4?: string | null;
  readonly wallet?: { readonly type: string } | null;
}

/** What paid, or was last tried: its mark and its last four digits; a dash before there was any. */
export function methodLine(intent: Stripe.PaymentIntent, charge: Stripe.Charge | null): Html {
  if (isLink(charge)) return html`<span class="card-line">${mark('link', 'Link')}</span>`;
  const card = cardOf(intent, charge);
  if (!card?.last4) return html`<span class="muted">—</span>`;
  const wallet = card.wallet ? html` <span class="muted">${sentence(card.wallet.type)}</span>` : '';
  return html`<span class="card-line"
    >${mark(markOf(card.brand), brandName(card.brand))} <span aria-hidden="true">••••</span
    ><span class="visually-hidden">ending</span> ${card.last4}${wallet}</span
  >`;
}

export function isLink(charge: Stripe.Charge | null): boolean {
  return charge?.payment_method_details?.type === 'link';
}

function mark(name: string, words: string): Html {
  return html`<img src="/assets/brands/${name}.svg" alt="${words}" height="18" />`;
}

function markOf(brand: string | null | undefined): string {
  return brand === 'visa' || brand === 'mastercard' || brand === 'amex' ? brand : 'unknown';
}

/** The card that paid, or else the last one tried. */
export function cardOf(intent: Stripe.PaymentIntent, charge: Stripe.Charge | null): CardLike | null {
  return charge?.payment_method_details?.card ?? intent.last_payment_error?.payment_method?.card ?? null;
}

/** Breaks after the @ where it has to, and nowhere else first. */
export function emailLine(email: string | null | undefined): Html {
  if (!email) return html`<span class="muted">—</span>`;
  const [name = '', ...rest] = email.split(/(?<=@)/);
  return html`${name}<wbr />${rest.join('')}`;
}

/** Terms and what they are; rows without anything are left out. */
export function facts(rows: readonly (readonly [term: string, value: Html | string | null])[]): Html {
  return html`<dl class="facts">
    ${rows
      .filter(([, value]) => value !== null && value !== '')
      .map(
        ([term, value]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${value ?? ''}</dd>
          </div>`,
      )}
  </dl>`;
}

export function disclosure(summary: string, body: Html): Html {
  return html`<details class="disclosure">
    <summary>${summary}</summary>
    ${body}
  </details>`;
}

/** Scrolls by itself when it is long, and so takes the keyboard. */
export function jsonBlock(label: string, json: string): Html {
  return html`<pre class="json" tabindex="0" role="region" aria-label="${label}"><code>${json}</code></pre>`;
}

/** Something that just happened, or went wrong. */
export function notice(tone: Tone, text: Html | string): Html {
  return html`<div class="notice ${tone}" role="${tone === 'bad' ? 'alert' : 'status'}">${text}</div>`;
}

export function empty(title: string, text: Html | string): Html {
  return html`<div class="empty">
    <h2>${title}</h2>
    <p>${text}</p>
  </div>`;
}

export interface Pager {
  readonly path: string;
  /** Of the filters, without the cursor. */
  readonly query: URLSearchParams;
  readonly newer: string | null;
  readonly older: string | null;
}

export function pager({ path, query, newer, older }: Pager): Html {
  if (newer === null && older === null) return html``;
  const link = (name: string, id: string, words: string) => {
    const with_ = new URLSearchParams(query);
    with_.set(name, id);
    return html`<a class="button" href="${path}?${with_.toString()}">${words}</a>`;
  };
  return html`<nav class="pager" aria-label="Pages">
    ${newer === null ? '' : link('before', newer, 'Newer')}
    ${older === null ? '' : link('after', older, 'Older')}
  </nav>`;
}
