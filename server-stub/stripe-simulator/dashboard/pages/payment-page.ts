import type { Stripe } from 'stripe';

import { type Html, html } from '../../pages/html.ts';
import type { DeliveryState } from '../../webhooks/delivery-store.ts';
import { type Clinic, money, moneyWithCode } from '../clinic.ts';
import { icon } from '../icons.ts';
import type { PaymentStory } from '../payments.ts';
import { redactedJson } from '../redact.ts';
import { timelineOf } from '../timeline.ts';
import { brandName, reasonWords, sentence } from '../words.ts';
import { dashboardPage } from './layout.ts';
import { cardLine, cardOf, disclosure, emailLine, facts, jsonBlock, stateBadge } from './parts.ts';
import { timeline } from './timeline-view.ts';

export interface PaymentView {
  readonly clinic: Clinic;
  readonly now: number;
  readonly story: PaymentStory;
  readonly deliveries: ReadonlyMap<string, DeliveryState>;
  /** What was just done, in words. */
  readonly done: Html | null;
}

export function paymentPage(view: PaymentView): string {
  const { clinic, now, story } = view;
  const { intent, charge, state } = story;
  const happenings = timelineOf(story.events, story.mails);
  return dashboardPage({
    clinic,
    section: 'payments',
    title: `${moneyWithCode(intent.amount, intent.currency)} payment`,
    now,
    body: html`<p class="crumbs"><a href="${clinic.path}/payments">Payments</a></p>
      ${view.done ?? ''}
      <div class="head payment-head">
        <div>
          <h1>
            ${money(intent.amount, intent.currency)}
            <span class="code">${intent.currency.toUpperCase()}</span>
            ${stateBadge(state)}
          </h1>
          <p class="payment-what">${intent.description ?? 'No description'}</p>
        </div>
        ${actions(view)}
      </div>
      <div class="columns">
        <div>
          <section class="panel" aria-labelledby="timeline">
            <h2 id="timeline">Timeline</h2>
            ${timeline(happenings, clinic, view.deliveries)}
          </section>
          ${charge ? moneyPanel(story) : ''} ${refundsPanel(story, clinic)}
          <section class="panel" aria-labelledby="objects">
            <h2 id="objects">Objects</h2>
            <p class="muted">As the API has them. Secrets are left out.</p>
            ${objectsOf(story).map((object) => disclosure(`${sentence(object.object)} ${object.id}`, jsonBlock(object.id, redactedJson(object))))}
          </section>
        </div>
        <div>${detailPanels(view)}</div>
      </div>`,
  });
}

function actions({ clinic, story: { intent, charge } }: PaymentView): Html {
  const receipt = charge?.receipt_url ? new URL(charge.receipt_url) : null;
  const refundable = charge?.status === 'succeeded' && charge.amount_refunded < charge.amount;
  return html`<div class="actions">
    ${receipt ? html`<a class="button" href="${receipt.pathname}${receipt.search}">Receipt</a>` : ''}
    ${
      refundable
        ? html`<a class="button primary" href="${clinic.path}/payments/${intent.id}/refund"
            >${icon('back')} Refund</a
          >`
        : ''
    }
  </div>`;
}

function detailPanels({ clinic, story: { intent, charge } }: PaymentView): Html {
  const { times } = clinic;
  const card = charge?.payment_method_details?.card;
  const created = times.full(intent.created * 1000);
  const metadata = Object.entries(intent.metadata);
  return html`<section class="panel" aria-labelledby="details">
      <h2 id="details">Details</h2>
      ${facts([
        ['Payment', html`<code>${intent.id}</code>`],
        ['Charge', charge ? html`<code>${charge.id}</code>` : null],
        ['Created', created],
        ['Paid', charge?.paid ? times.full(charge.created * 1000) : null],
        ['Description', intent.description],
        ['On the statement', charge?.calculated_statement_descriptor ?? null],
        ['Receipt to', emailLine(charge?.receipt_email ?? intent.receipt_email)],
        ['Receipt number', charge?.receipt_number ?? null],
      ])}
    </section>
    ${
      card
        ? html`<section class="panel" aria-labelledby="method">
            <h2 id="method">Payment method</h2>
            ${facts([
              ['Card', cardLine(cardOf(intent, charge))],
              ['Kind', `${brandName(card.brand)} ${card.funding ?? ''}`],
              ['Expires', `${String(card.exp_month).padStart(2, '0')} / ${card.exp_year}`],
              ['Issued in', countryName(card.country)],
              ['Security code', card.checks?.cvc_check === 'fail' ? 'Wrong' : 'Passed'],
              ['3-D Secure', card.three_d_secure ? 'Passed' : 'Not asked for'],
              ['Wallet', card.wallet ? sentence(card.wallet.type) : null],
            ])}
          </section>`
        : ''
    }
    <section class="panel" aria-labelledby="metadata">
      <h2 id="metadata">Metadata</h2>
      ${
        metadata.length === 0
          ? html`<p class="muted">None.</p>`
          : facts(metadata.map(([key, value]) => [key, html`<code>${value}</code>`]))
      }
    </section>`;
}

function moneyPanel({ charge }: PaymentStory): Html {
  if (!charge?.paid) return html``;
  const { currency } = charge;
  const refunded = charge.amount_refunded;
  return html`<section class="panel" aria-labelledby="breakdown">
    <h2 id="breakdown">Breakdown</h2>
    ${facts([
      ['Paid', money(charge.amount_captured, currency)],
      ['Refunded', refunded > 0 ? `−${money(refunded, currency)}` : null],
      [
        'Left',
        refunded > 0
          ? html`<strong>${moneyWithCode(charge.amount_captured - refunded, currency)}</strong>`
          : null,
      ],
    ])}
  </section>`;
}

function refundsPanel({ refunds }: PaymentStory, { times }: Clinic): Html {
  if (refunds.length === 0) return html``;
  return html`<section class="panel" aria-labelledby="refunds">
    <h2 id="refunds">Refunds</h2>
    <ul class="lines">
      ${refunds.map(
        ({ id, amount, currency, reason, created, status }) =>
          html`<li>
            <strong>${moneyWithCode(amount, currency)}</strong>
            <span>${sentence(status ?? '')}${reason ? ` · ${reasonWords(reason)}` : ''}</span>
            <span class="muted">${times.moment(created * 1000)} · <code>${id}</code></span>
          </li>`,
      )}
    </ul>
  </section>`;
}

function objectsOf({
  intent,
  charges,
  refunds,
}: PaymentStory): readonly (Stripe.PaymentIntent | Stripe.Charge | Stripe.Refund)[] {
  return [intent, ...charges, ...refunds];
}

function countryName(code: string | null): string | null {
  return code === null ? null : (new Intl.DisplayNames('en-AU', { type: 'region' }).of(code) ?? code);
}
