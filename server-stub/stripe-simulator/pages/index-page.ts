import { icon, type IconName } from '../dashboard/icons.ts';
import { plainPage } from '../dashboard/pages/layout.ts';
import { LINK_CODE, LINK_EMAIL } from '../cards/link-account.ts';
import { TEST_CARDS } from '../cards/test-cards.ts';
import { html } from './html.ts';

const DOORS: readonly (readonly [path: string, title: string, text: string, sign: IconName])[] = [
  [
    '/dashboard',
    'Clinic’s dashboard',
    'Payments, refunds, disputes, balance: what a clinic sees at Stripe.',
    'home',
  ],
  ['/receipts', 'Receipts', 'The mails that patients would receive.', 'mail'],
  ['/faults', 'Make Stripe misbehave', 'Slow, down, or losing webhooks: by switch.', 'tools'],
  ['/_simulator/activity', 'Calls and webhooks', 'Every API call and delivery of late, as JSON.', 'code'],
];

/** The way in to all that the simulator has for people. */
export function indexPage(): string {
  return plainPage(
    'Start',
    html`<div class="door-head">
        <h1>Stripe simulator</h1>
        <p class="lede">
          Stands in for Stripe on this machine: its API, its webhooks, its card form. Nothing here reaches
          Stripe, a bank or a card.
        </p>
      </div>
      <nav aria-label="Pages">
        <ul class="doors">
          ${DOORS.map(
            ([path, title, text, sign]) =>
              html`<li>
                <span class="door-sign">${icon(sign)}</span>
                <a class="row-link" href="${path}">${title}</a>
                <span class="muted">${text}</span>
              </li>`,
          )}
        </ul>
      </nav>
      <section aria-labelledby="cards">
        <div class="panel-head">
          <h2 id="cards">Test cards</h2>
          <p class="muted">Any date to come and any security code. No other number is accepted.</p>
        </div>
        <table class="rows cards" role="table" aria-labelledby="cards">
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">Card number</th>
              <th scope="col" role="columnheader">What happens</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${TEST_CARDS.map(
              ({ brand, number, says }) =>
                html`<tr role="row">
                  <th scope="row" role="rowheader" class="what">
                    <span class="card-line">
                      <img src="/assets/brands/${brand}.svg" alt="" width="27" height="18" />
                      <code>${grouped(number)}</code>
                    </span>
                  </th>
                  <td role="cell">${says}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </section>
      <section class="after-table" aria-labelledby="wallets">
        <div class="panel-head"><h2 id="wallets">Link and wallets</h2></div>
        <p>
          Link knows <code>${LINK_EMAIL}</code>; its one-time code is <code>${LINK_CODE}</code>. Google Pay
          shows in browsers made of Chromium, Apple Pay in Safari, as with the real ones; their sheets are
          simulated, and each card in them says what it does.
        </p>
      </section>
      <section class="after-table" aria-labelledby="accounts">
        <div class="panel-head"><h2 id="accounts">Accounts to connect</h2></div>
        <p>
          Harbour Street Clinic is connected from the start. Riverside Clinic is ready to be; Hilltop
          Physiotherapy has not finished Stripe’s questions, Poliambulatorio Lago Verde is in Italy, and King
          Street Dental belongs to another platform. Each one’s state can be changed, and each can disconnect,
          on its <em>Account</em> page in <a href="/dashboard">its dashboard</a>.
        </p>
      </section>
      <p class="foot">
        For programs: <a href="/_simulator/health">health</a>,
        <a href="/_simulator/receipts">receipts as JSON</a>.
      </p>`,
    'wide',
  );
}

function grouped(number: string): string {
  return number.length === 15
    ? number.replace(/(\d{4})(\d{6})(\d{5})/, '$1 $2 $3')
    : number.replaceAll(/(\d{4})(?=\d)/g, '$1 ');
}
