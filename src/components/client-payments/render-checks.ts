import { html, nothing } from 'lit';

import type { TestPayment, WalletDomain } from '../../contract/stripe-account.ts';
import { formatMoney } from '../../localization/money.ts';
import { formatDate } from '../shared/format.ts';
import { renderNote } from '../shared/render-shell.ts';
import type { Tone } from '../shared/render-shell.ts';
import { isDoing } from './account-view.ts';
import type { AccountView } from './account-view.ts';
import { renderAction, renderOutside, renderPill } from './render-parts.ts';

const TONES: Readonly<Record<WalletDomain['state'], Tone>> = {
  active: 'good',
  pending: 'info',
  inactive: 'warn',
};

/** Sees, without money, that the account works. */
export function renderTestPayment(view: AccountView): unknown {
  const { standing } = view;
  if (!standing.canTestPayment) return nothing;
  const { test: words } = view.localization.messages.account;
  const { testPayment } = standing;
  const isPaying = isDoing(view, 'testing') || testPayment?.status === 'pending';
  return html`<div class="box-card" part="test-payment">
    <div class="card-head">
      <div>
        <h3>${words.heading}</h3>
        <p class="muted">${words.text}</p>
      </div>
    </div>
    ${testPayment && !isPaying ? renderResult(view, testPayment) : nothing}
    <div class="actions">
      ${renderAction(view, {
        words: testPayment ? words.again : words.start,
        doing: words.pending,
        isDoing: isPaying,
        onPress: () => {
          if (!isPaying) view.onTest();
        },
      })}
      ${
        testPayment?.dashboardUrl && !isPaying
          ? renderOutside(testPayment.dashboardUrl, words.see, view.localization, 'button quiet')
          : nothing
      }
    </div>
  </div>`;
}

function renderResult({ localization }: AccountView, payment: TestPayment): unknown {
  const { messages, locale } = localization;
  const { test: words } = messages.account;
  const when = formatDate(payment.at, locale);
  if (payment.status === 'succeeded')
    return renderNote('good', 'check', words.succeeded(formatMoney(payment, locale), when));
  const code = payment.code ? ` (${messages.common.code(payment.code)})` : '';
  return renderNote('bad', 'alert', words.failed(when) + code);
}

/** Where Google Pay and Apple Pay are offered. */
export function renderWallets({ standing, localization }: AccountView): unknown {
  const { wallets: words } = localization.messages.account;
  if (standing.domains.length === 0) return nothing;
  return html`<div class="box-card" part="wallets">
    <div class="card-head">
      <div>
        <h3>${words.heading}</h3>
        <p class="muted">${words.text}</p>
      </div>
    </div>
    <ul class="rows">
      ${standing.domains.map(
        ({ domain, state, problem }) =>
          html`<li>
            <span>
              <span><bdi>${domain}</bdi></span>
              ${problem ? html`<small class="muted" dir="auto">${problem}</small>` : nothing}
            </span>
            ${renderPill(TONES[state], words.state[state])}
          </li>`,
      )}
    </ul>
  </div>`;
}
