import type { Stripe } from 'stripe';

import { formatMoney } from '../../../src/localization/money.ts';
import { LINK_CODE, LINK_EMAIL } from '../cards/link-account.ts';
import { TEST_CARDS } from '../cards/test-cards.ts';
import { accountName } from '../resources/accounts/account.ts';
import { idOf } from '../resources/reference.ts';
import type { World } from '../world.ts';
import { type Html, html, renderPage } from './html.ts';

const SHOWN = 50;

export function indexPage(world: World): string {
  const intents = world.objects.latest('payment_intent', SHOWN);
  return renderPage({
    title: 'Stripe simulator',
    stylesheet: 'page.css',
    body: html`<p class="ribbon">Simulator · no real money moves</p>
      <main class="wide">
        <h1>Stripe simulator</h1>
        <p>
          Stands in for Stripe on this machine: its API, its webhooks, its card form. Nothing here reaches
          Stripe, a bank or a card.
        </p>
        <nav aria-label="What it keeps">
          <a href="/_simulator/receipts">Receipts outbox</a>
          <a href="/_simulator/activity">Calls and webhooks</a>
          <a href="/faults">Make Stripe misbehave</a>
          <a href="/_simulator/health">Health</a>
        </nav>
        <h2>Payments</h2>
        ${intents.length === 0 ? html`<p class="muted">None yet.</p>` : paymentTable(world, intents)}
        <h2>Test cards</h2>
        <p class="muted">Any date to come and any security code. No other number is accepted.</p>
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Card number</th>
                <th scope="col">What happens</th>
              </tr>
            </thead>
            <tbody>
              ${TEST_CARDS.map(
                (card) =>
                  html`<tr>
                    <td><code>${grouped(card.number)}</code></td>
                    <td>${card.says}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
        <h2>Link and wallets</h2>
        <p class="muted">
          Link knows <code>${LINK_EMAIL}</code>; its one-time code is <code>${LINK_CODE}</code>. Google Pay
          shows in browsers made of Chromium, Apple Pay in Safari, as with the real ones; their sheets are
          simulated, and each card in them says what it does.
        </p>
      </main>`,
  });
}

function paymentTable(
  world: World,
  intents: readonly { readonly account: string; readonly object: Stripe.PaymentIntent }[],
): Html {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Clinic</th>
          <th scope="col">Description</th>
          <th class="number" scope="col">Amount</th>
          <th scope="col">Status</th>
          <th scope="col">Receipt</th>
        </tr>
      </thead>
      <tbody>
        ${intents.map(({ account, object }) => paymentRow(world, account, object))}
      </tbody>
    </table>
  </div>`;
}

function paymentRow(world: World, account: string, intent: Stripe.PaymentIntent): Html {
  const owner = world.objects.find('account', account)?.object;
  const chargeId = idOf(intent.latest_charge);
  const charge = chargeId === null ? null : world.objects.get('charge', account, chargeId);
  const receipt = charge?.receipt_url ? new URL(charge.receipt_url) : null;
  return html`<tr>
    <td class="when">${new Date(intent.created * 1000).toISOString().slice(0, 16).replace('T', ' ')}</td>
    <td>${owner ? accountName(owner) : account}</td>
    <td>${intent.description ?? ''}</td>
    <td class="number">${formatMoney(intent, 'en-AU')} ${intent.currency.toUpperCase()}</td>
    <td><span class="status ${intent.status}">${intent.status.replaceAll('_', ' ')}</span></td>
    <td>${receipt ? html`<a href="${receipt.pathname}${receipt.search}">Receipt</a>` : ''}</td>
  </tr>`;
}

function grouped(number: string): string {
  return number.length === 15
    ? number.replace(/(\d{4})(\d{6})(\d{5})/, '$1 $2 $3')
    : number.replaceAll(/(\d{4})(?=\d)/g, '$1 ');
}
