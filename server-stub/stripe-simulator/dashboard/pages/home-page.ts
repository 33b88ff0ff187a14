import type { Stripe } from 'stripe';

import { type Html, html } from '../../pages/html.ts';
import { type Clinic, money, moneyWithCode } from '../clinic.ts';
import type { PaymentRow } from '../payments.ts';
import type { Compared, Volumes } from '../volumes.ts';
import { payments, volumeChart } from './chart.ts';
import { balanceFigures } from './balance-page.ts';
import { disputeTable } from './disputes-page.ts';
import { dashboardPage } from './layout.ts';
import { empty } from './parts.ts';
import { paymentTable } from './payment-table.ts';

export interface HomeView {
  readonly clinic: Clinic;
  readonly now: number;
  readonly currency: string;
  /** All that the account has been paid in. */
  readonly currencies: readonly string[];
  readonly volumes: Volumes;
  readonly balance: Stripe.Balance;
  /** Those that wait for the clinic's answer. */
  readonly disputes: readonly Stripe.Dispute[];
  readonly recent: readonly PaymentRow[];
}

export function homePage(view: HomeView): string {
  const { clinic, now, currency, volumes, recent } = view;
  return dashboardPage({
    clinic,
    section: 'home',
    title: 'Home',
    now,
    body: html`<div class="head">
        <h1>${clinic.times.date(now)}</h1>
        ${currencySwitch(view)}
      </div>
      <section class="panel today" aria-label="Today">
        <div class="figures">
          ${figure('Today', money(volumes.today.amount, currency), payments(volumes.today.count))}
          ${figure('Yesterday', money(volumes.yesterday.amount, currency), payments(volumes.yesterday.count))}
          ${figure('Last 7 days', money(volumes.last7.amount, currency), change(volumes.last7, 7))}
          ${figure('Last 30 days', money(volumes.last30.amount, currency), change(volumes.last30, 30))}
        </div>
      </section>
      ${
        view.disputes.length === 0
          ? ''
          : html`<section class="urgent" aria-labelledby="disputes">
              <div class="panel-head">
                <h2 id="disputes">Disputes that need a response</h2>
                <a href="${clinic.path}/disputes">All disputes</a>
              </div>
              ${disputeTable(view.disputes, clinic, 'Disputes that need a response')}
            </section>`
      }
      <section class="panel" aria-labelledby="volume">
        <div class="panel-head">
          <h2 id="volume">Gross volume</h2>
          <p>${moneyWithCode(volumes.last30.amount, currency)} <span class="muted">last 30 days</span></p>
        </div>
        ${volumeChart(volumes.days, currency, clinic)}
      </section>
      <section class="panel" aria-labelledby="balance">
        <div class="panel-head">
          <h2 id="balance">Balance</h2>
          <a href="${clinic.path}/balance">All movements</a>
        </div>
        ${balanceFigures(view.balance)}
      </section>
      <section aria-labelledby="recent">
        <div class="panel-head">
          <h2 id="recent">Recent payments</h2>
          <a href="${clinic.path}/payments">All payments</a>
        </div>
        ${
          recent.length === 0
            ? empty('No payments yet', 'As soon as a patient pays in a call, the payment is here.')
            : paymentTable(recent, clinic, 'Recent payments')
        }
      </section>`,
  });
}

function figure(term: string, value: Html | string, text: Html | string): Html {
  return html`<div class="figure">
    <h2>${term}</h2>
    <p class="figure-value">${value}</p>
    <p class="figure-text">${text}</p>
  </div>`;
}

/** Against as many days before. */
function change({ amount, before }: Compared, days: number): Html {
  if (before.amount === 0) return html`<span class="muted">Nothing in the ${days} days before</span>`;
  const percent = Math.round(((amount - before.amount) / before.amount) * 1000) / 10;
  const sign = percent > 0 ? '+' : percent < 0 ? '−' : '±';
  const tone = percent > 0 ? 'up' : percent < 0 ? 'down' : 'same';
  return html`<span class="change ${tone}">${sign}${Math.abs(percent)} %</span>
    <span class="muted">on the ${days} days before</span>`;
}

function currencySwitch({ clinic, currency, currencies }: HomeView): Html {
  if (currencies.length < 2) return html``;
  return html`<nav class="chips" aria-label="Currency">
    ${currencies.map(
      (code) =>
        html`<a href="${clinic.path}?currency=${code}" ${code === currency ? html` aria-current="true"` : ''}
          >${code.toUpperCase()}</a
        >`,
    )}
  </nav>`;
}
