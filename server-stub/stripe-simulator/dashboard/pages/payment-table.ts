import { type Html, html } from '../../pages/html.ts';
import { type Clinic, money } from '../clinic.ts';
import type { PaymentRow } from '../payments.ts';
import { emailLine, methodLine, stateBadge } from './parts.ts';

/** On a narrow page each row becomes a card: the roles keep it a table for those who listen. */
export function paymentTable(rows: readonly PaymentRow[], clinic: Clinic, label: string): Html {
  return html`<table class="rows" role="table" aria-label="${label}">
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader" class="number">Amount</th>
        <th scope="col" role="columnheader">Status</th>
        <th scope="col" role="columnheader">Description</th>
        <th scope="col" role="columnheader">Payment method</th>
        <th scope="col" role="columnheader">Receipt to</th>
        <th scope="col" role="columnheader">Date</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map((row) => paymentRow(row, clinic))}
    </tbody>
  </table>`;
}

function paymentRow({ intent, charge, state }: PaymentRow, clinic: Clinic): Html {
  const at = intent.created * 1000;
  return html`<tr role="row">
    <td role="cell" class="number amount">
      ${money(intent.amount, intent.currency)} <span class="code">${intent.currency.toUpperCase()}</span>
    </td>
    <td role="cell" class="state">${stateBadge(state)}</td>
    <th scope="row" role="rowheader" class="what">
      <a class="row-link" href="${clinic.path}/payments/${intent.id}">${intent.description ?? intent.id}</a>
    </th>
    <td role="cell" class="method">${methodLine(intent, charge)}</td>
    <td role="cell" class="to">${emailLine(charge?.receipt_email ?? intent.receipt_email)}</td>
    <td role="cell" class="when">
      <time datetime="${new Date(at).toISOString()}">${clinic.times.moment(at)}</time>
    </td>
  </tr>`;
}
