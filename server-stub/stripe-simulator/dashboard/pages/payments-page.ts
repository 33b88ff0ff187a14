import { type Html, html } from '../../pages/html.ts';
import type { PaymentState } from '../../store/payment-facts.ts';
import type { Clinic } from '../clinic.ts';
import { type ListRequest, queryOf } from '../filter.ts';
import { icon } from '../icons.ts';
import type { PaymentRows } from '../payments.ts';
import { STATE_WORDS } from '../words.ts';
import { dashboardPage } from './layout.ts';
import { empty, pager } from './parts.ts';
import { paymentTable } from './payment-table.ts';

export interface PaymentsView {
  readonly clinic: Clinic;
  readonly now: number;
  readonly list: ListRequest;
  readonly page: PaymentRows;
  readonly counts: ReadonlyMap<PaymentState, number>;
}

export function paymentsPage(view: PaymentsView): string {
  const { clinic, now, list, page } = view;
  const path = `${clinic.path}/payments`;
  const query = queryOf(list);
  return dashboardPage({
    clinic,
    section: 'payments',
    title: 'Payments',
    now,
    body: html`<div class="head">
        <h1>Payments</h1>
        <a class="button" href="${path}.csv?${query.toString()}" download="payments.csv">
          ${icon('download')} Export CSV
        </a>
      </div>
      ${tabs(view, path)} ${filters(list, path)}
      ${page.rows.length === 0 ? nothingFound(list, path) : paymentTable(page.rows, clinic, 'Payments')}
      ${pager({ path, query, newer: page.newer, older: page.older })}`,
  });
}

/** One for each state that there is, and the one that is looked at. */
function tabs({ list, counts }: PaymentsView, path: string): Html {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const shown = [...counts].filter(([state, count]) => count > 0 || state === list.state);
  const tab = (state: PaymentState | null, words: string, count: number) => {
    const current = state === list.state ? html` aria-current="true"` : '';
    return html`<li>
      <a href="${path}?${queryOf(list, { status: state }).toString()}" ${current}>
        <span>${words}</span> <span class="count">${count.toLocaleString('en-AU')}</span>
      </a>
    </li>`;
  };
  return html`<nav aria-label="By status">
    <ul class="tabs">
      ${tab(null, 'All', all)} ${shown.map(([state, count]) => tab(state, STATE_WORDS[state][0], count))}
    </ul>
  </nav>`;
}

function filters({ search, state, from, to }: ListRequest, path: string): Html {
  const active = search !== '' || from !== undefined || to !== undefined;
  return html`<form class="filters" role="search" action="${path}">
    ${state ? html`<input type="hidden" name="status" value="${state}" />` : ''}
    <div class="field grow">
      <label for="q">Search</label>
      <input
        id="q"
        name="q"
        type="search"
        value="${search}"
        maxlength="200"
        placeholder="Description, amount, last four digits, id, metadata"
        autocomplete="off"
      />
    </div>
    <div class="field">
      <label for="from">From</label>
      <input id="from" name="from" type="date" value="${from ?? ''}" />
    </div>
    <div class="field">
      <label for="to">To</label>
      <input id="to" name="to" type="date" value="${to ?? ''}" />
    </div>
    <button class="button primary" type="submit">${icon('search')} Search</button>
    ${active ? html`<a class="button quiet" href="${path}?${state ? `status=${state}` : ''}">Clear</a>` : ''}
  </form>`;
}

function nothingFound(list: ListRequest, path: string): Html {
  const filtered = queryOf(list).size > 0;
  if (!filtered) return empty('No payments yet', 'As soon as a patient pays in a call, the payment is here.');
  return empty(
    'No payment matches',
    html`Try fewer words, another status or other days. <a href="${path}">Show all payments</a>`,
  );
}
