import { displayExponent, toMajorUnits } from '../../../../src/localization/money.ts';
import { type Html, html } from '../../pages/html.ts';
import { type Clinic, money, moneyWithCode } from '../clinic.ts';
import type { PaymentStory } from '../payments.ts';
import { REFUND_REASONS } from '../words.ts';
import { dashboardPage } from './layout.ts';
import { facts, methodLine, notice } from './parts.ts';

export interface RefundView {
  readonly clinic: Clinic;
  readonly now: number;
  readonly story: PaymentStory;
  /** The form's hidden fields. */
  readonly hidden: Html;
  /** As it was typed; null for a form not sent yet. */
  readonly amount: string | null;
  readonly reason: string;
  readonly problem: string | null;
}

export function refundPage(view: RefundView): string {
  const { clinic, now, story, problem } = view;
  const { intent, charge } = story;
  const { currency } = intent;
  const left = charge ? charge.amount - charge.amount_refunded : 0;
  const path = `${clinic.path}/payments/${intent.id}`;
  const typed = view.amount ?? toMajorUnits({ amount: left, currency }).toFixed(displayExponent(currency));
  return dashboardPage({
    clinic,
    section: 'payments',
    title: problem ? 'Problem: refund payment' : 'Refund payment',
    now,
    body: html`<p class="crumbs"><a href="${path}">${money(intent.amount, currency)} payment</a></p>
      <div class="narrow panel">
        <h1>Refund payment</h1>
        ${problem ? notice('bad', html`<span id="problem">${problem}</span>`) : ''}
        ${facts([
          ['For', intent.description],
          ['Paid', moneyWithCode(intent.amount, currency)],
          [
            'Refunded so far',
            charge && charge.amount_refunded > 0 ? money(charge.amount_refunded, currency) : null,
          ],
          ['Goes back to', methodLine(intent, charge)],
        ])}
        <form method="post" action="${path}/refund" novalidate>
          ${view.hidden}
          <div class="field">
            <label for="amount">Amount to refund</label>
            <div class="money-field">
              <input
                id="amount"
                name="amount"
                inputmode="decimal"
                autocomplete="off"
                value="${typed}"
                aria-describedby="amount-help${problem ? ' problem' : ''}"
                ${problem ? html`aria-invalid="true" autofocus` : ''}
              />
              <span class="code">${currency.toUpperCase()}</span>
            </div>
            <p class="help" id="amount-help">Up to ${money(left, currency)}. Less is a partial refund.</p>
          </div>
          <div class="field">
            <label for="reason">Reason</label>
            <select id="reason" name="reason">
              ${[...Object.entries(REFUND_REASONS), ['', 'Other']].map(
                ([value, words]) =>
                  html`<option value="${value ?? ''}" ${value === view.reason ? html` selected` : ''}>
                    ${words ?? ''}
                  </option>`,
              )}
            </select>
          </div>
          <p class="muted">
            The patient gets the money in 5 to 10 business days, and a mail if they had a receipt. Stripe’s
            fees for the payment are not given back.
          </p>
          <div class="actions">
            <button class="button primary" type="submit">Refund</button>
            <a class="button" href="${path}">Cancel</a>
          </div>
        </form>
      </div>`,
  });
}
