import type { Stripe } from 'stripe';

import { type Html, html } from '../../pages/html.ts';
import { type Clinic, money, moneyWithCode } from '../clinic.ts';
import { sentence } from '../words.ts';
import { dashboardPage } from './layout.ts';
import { badge, empty, pager } from './parts.ts';

export interface Movement {
  readonly transaction: Stripe.BalanceTransaction;
  /** Null when it is about no payment. */
  readonly payment: string | null;
}

export interface BalanceView {
  readonly clinic: Clinic;
  readonly now: number;
  readonly balance: Stripe.Balance;
  readonly movements: readonly Movement[];
  readonly newer: string | null;
  readonly older: string | null;
}

export function balancePage(view: BalanceView): string {
  const { clinic, now, balance, movements, newer, older } = view;
  const path = `${clinic.path}/balance`;
  return dashboardPage({
    clinic,
    section: 'balance',
    title: 'Balance',
    now,
    body: html`<div class="head"><h1>Balance</h1></div>
      <section class="panel" aria-label="Balance now">${balanceFigures(balance)}</section>
      <section aria-labelledby="movements">
        <div class="panel-head"><h2 id="movements">Balance transactions</h2></div>
        ${movements.length === 0 ? empty('Nothing has moved yet', 'Each payment, refund and dispute adds a line.') : movementTable(view)}
      </section>
      ${pager({ path, query: new URLSearchParams(), newer, older })}
      <p class="muted">
        Fees are illustrative: Stripe’s published standard prices for Australia. Nothing is paid out here.
      </p>`,
  });
}

/** Available and pending, for each currency. */
export function balanceFigures({ available, pending }: Stripe.Balance): Html {
  return html`<div class="figures">
    ${available.map(({ amount, currency }) => {
      const waiting = pending.find((entry) => entry.currency === currency)?.amount ?? 0;
      return html`<div class="figure">
          <h3>Available</h3>
          <p class="figure-value">${moneyWithCode(amount, currency)}</p>
          <p class="figure-text">Could be paid out now</p>
        </div>
        <div class="figure">
          <h3>Pending</h3>
          <p class="figure-value">${moneyWithCode(waiting, currency)}</p>
          <p class="figure-text">Available within two days</p>
        </div>`;
    })}
  </div>`;
}

function movementTable({ movements, clinic }: BalanceView): Html {
  return html`<table class="rows movements" role="table" aria-label="Balance transactions">
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">What</th>
        <th scope="col" role="columnheader">Status</th>
        <th scope="col" role="columnheader" class="number">Amount</th>
        <th scope="col" role="columnheader" class="number">Fee</th>
        <th scope="col" role="columnheader" class="number">Net</th>
        <th scope="col" role="columnheader">Date</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${movements.map((movement) => movementRow(movement, clinic))}
    </tbody>
  </table>`;
}

function movementRow({ transaction, payment }: Movement, { path, times }: Clinic): Html {
  const { amount, fee, net, currency, description, reporting_category: category } = transaction;
  const words = html`<strong>${sentence(category)}</strong> <span class="muted">${description ?? ''}</span>`;
  const pending = transaction.status === 'pending';
  return html`<tr role="row">
    <th scope="row" role="rowheader" class="what">
      ${payment ? html`<a class="row-link" href="${path}/payments/${payment}">${words}</a>` : words}
    </th>
    <td role="cell" class="state">${pending ? badge('Pending', 'info') : badge('Available', 'good')}</td>
    <td role="cell" class="number"><span class="cell-term">Amount</span> ${signed(amount, currency)}</td>
    <td role="cell" class="number"><span class="cell-term">Fee</span> ${signed(-fee, currency)}</td>
    <td role="cell" class="number amount"><span class="cell-term">Net</span> ${signed(net, currency)}</td>
    <td role="cell" class="when">
      ${times.moment(transaction.created * 1000)}
      ${pending ? html`<br />Available ${times.shortDay(times.dayOf(transaction.available_on * 1000))}` : ''}
    </td>
  </tr>`;
}

/** With a true minus sign; nothing has none, also where it comes from taking nothing away. */
export function signed(amount: number, currency: string): string {
  return amount < 0 ? `−${money(-amount, currency)}` : money(Math.abs(amount), currency);
}
