import type { Stripe } from 'stripe';

import { type Html, html } from '../../pages/html.ts';
import { idOf } from '../../resources/reference.ts';
import { type Clinic, money } from '../clinic.ts';
import { disputeBadge, needsAnswer } from '../disputes.ts';
import { sentence } from '../words.ts';
import { dashboardPage } from './layout.ts';
import { badge, empty, pager } from './parts.ts';

export interface DisputesView {
  readonly clinic: Clinic;
  readonly now: number;
  readonly disputes: readonly Stripe.Dispute[];
  readonly newer: string | null;
  readonly older: string | null;
}

export function disputesPage({ clinic, now, disputes, newer, older }: DisputesView): string {
  const path = `${clinic.path}/disputes`;
  return dashboardPage({
    clinic,
    section: 'disputes',
    title: 'Disputes',
    now,
    body: html`<div class="head"><h1>Disputes</h1></div>
      <p class="lede">
        A patient has asked their bank for the money back. To see one, pay with the test card that ends 0259.
      </p>
      ${
        disputes.length === 0
          ? empty('No disputes', 'May it stay so.')
          : disputeTable(disputes, clinic, 'Disputes')
      }
      ${pager({ path, query: new URLSearchParams(), newer, older })}`,
  });
}

export function disputeTable(disputes: readonly Stripe.Dispute[], clinic: Clinic, label: string): Html {
  return html`<table class="rows" role="table" aria-label="${label}">
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader" class="number">Amount</th>
        <th scope="col" role="columnheader">Status</th>
        <th scope="col" role="columnheader">Reason</th>
        <th scope="col" role="columnheader">Opened</th>
        <th scope="col" role="columnheader">Answer by</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${disputes.map((dispute) => disputeRow(dispute, clinic))}
    </tbody>
  </table>`;
}

function disputeRow(dispute: Stripe.Dispute, { path, times }: Clinic): Html {
  const due = dispute.evidence_details.due_by;
  return html`<tr role="row">
    <td role="cell" class="number amount">
      ${money(dispute.amount, dispute.currency)} <span class="code">${dispute.currency.toUpperCase()}</span>
    </td>
    <td role="cell" class="state">${badge(...disputeBadge(dispute))}</td>
    <th scope="row" role="rowheader" class="what">
      <a class="row-link" href="${path}/payments/${idOf(dispute.payment_intent) ?? ''}#dispute"
        >${sentence(dispute.reason)}</a
      >
    </th>
    <td role="cell" class="when">${times.moment(dispute.created * 1000)}</td>
    <td role="cell" class="when">
      ${needsAnswer(dispute) && due ? times.moment(due * 1000) : html`<span class="muted">—</span>`}
    </td>
  </tr>`;
}
