import { type Html, html } from '../../pages/html.ts';
import type { DeliveryState } from '../../webhooks/delivery-store.ts';
import { type Clinic, money, moneyWithCode } from '../clinic.ts';
import { icon } from '../icons.ts';
import { isRefundable, type PaymentStory } from '../payments.ts';
import { redactedJson } from '../redact.ts';
import { timelineOf } from '../timeline.ts';
import { brandName, reasonWords, sentence } from '../words.ts';
import { dashboardPage } from './layout.ts';
import { signed } from './balance-page.ts';
import { disputePanel } from './dispute-panel.ts';
import { disclosure, emailLine, facts, jsonBlock, methodLine, stateBadge } from './parts.ts';
import { timeline } from './timeline-view.ts';

export interface PaymentView {
  readonly clinic: Clinic;
  readonly now: number;
  readonly story: PaymentStory;
  readonly deliveries: ReadonlyMap<string, DeliveryState>;
  /** What was just done, in words. */
  readonly done: Html | null;
  /** Of a form on this page that posts to the address. */
  readonly hiddenFields: (path: string) => Html;
}

export function paymentPage(view: PaymentView): string {
  const { clinic, now, story } = view;
  const { intent, state } = story;
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
          ${story.dispute ? disputePanel({ ...view, dispute: story.dispute }) : ''} ${moneyPanel(story)}
          ${refundsPanel(story, clinic)}
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

function actions({ clinic, story }: PaymentView): Html {
  const { intent, charge } = story;
  const receipt = charge?.receipt_url ? new URL(charge.receipt_url) : null;
  return html`<div class="actions">
    ${receipt ? html`<a class="button" href="${receipt.pathname}${receipt.search}">Receipt</a>` : ''}
    ${
      isRefundable(story)
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
              ['Card', methodLine(intent, charge)],
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

/** What the payment has brought the clinic until now. */
function moneyPanel({ charge, movements }: PaymentStory): Html {
  if (!charge?.paid || movements.length === 0) return html``;
  const { currency } = charge;
  const net = movements.reduce((sum, movement) => sum + movement.net, 0);
  const lines = movements.flatMap(({ amount, fee_details: fees, reporting_category: category }) => [
    [sentence(category), signed(amount, currency)] as const,
    ...fees.map((fee) => [fee.description ?? 'Fee', signed(-fee.amount, currency)] as const),
  ]);
  return html`<section class="panel" aria-labelledby="breakdown">
    <h2 id="breakdown">Breakdown</h2>
    <div class="sums">
      ${facts([...lines, ['Net', html`<strong>${signed(net, currency)} ${currency.toUpperCase()}</strong>`]])}
    </div>
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

function objectsOf({ intent, charges, refunds, dispute, movements }: PaymentStory) {
  return [intent, ...charges, ...refunds, ...(dispute ? [dispute] : []), ...movements];
}

function countryName(code: string | null): string | null {
  return code === null ? null : (new Intl.DisplayNames('en-AU', { type: 'region' }).of(code) ?? code);
}
