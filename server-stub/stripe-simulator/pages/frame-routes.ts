import type { FastifyInstance, FastifyRequest } from 'fastify';

import { formatMoney } from '../../../src/localization/money.ts';
import type { FormObject } from '../http/form.ts';
import { decodeForm } from '../http/form.ts';
import { accountName } from '../resources/accounts/account.ts';
import type { Challenge } from '../resources/payment-intents/challenge-store.ts';
import { completeChallenge } from '../resources/payment-intents/complete-challenge.ts';
import type { Database } from '../store/database.ts';
import type { World } from '../world.ts';
import { html, renderPage } from './html.ts';
import { pageHeaders } from './page-headers.ts';

/** What `browser/parent/frame-link.ts` and `sheet-overlay.ts` put in a page. */
const FRAMES = {
  card: { title: 'Secure payment input frame', stylesheet: 'card-frame.css', script: 'card-frame.js' },
  express: {
    title: 'Secure express checkout frame',
    stylesheet: 'express-frame.css',
    script: 'express-frame.js',
  },
  email: { title: 'Secure email input frame', stylesheet: 'card-frame.css', script: 'email-frame.js' },
  sheet: { title: 'Simulated payment sheet', stylesheet: 'sheet.css', script: 'sheet.js' },
};

/** What Stripe.js frames: its elements, the wallets' sheets, and the bank's challenge. */
export function mountFrames(
  app: FastifyInstance,
  database: Database,
  world: World,
  committed: () => void,
): void {
  for (const [name, { title, stylesheet, script }] of Object.entries(FRAMES)) {
    app.get(`/frames/${name}`, (_request, reply) =>
      reply
        .headers(pageHeaders('frame'))
        .send(renderPage({ title, stylesheet, script, body: html`<div id="root"></div>` })),
    );
  }

  app.get('/3d_secure/:id', (request, reply) => {
    const challenge = challengeOf(world, request, query(request));
    reply.headers(pageHeaders('frame'));
    return challenge ? reply.send(challengePage(world, challenge)) : reply.code(404).send(unknownChallenge());
  });

  app.post('/3d_secure/:id/complete', (request, reply) => {
    const form = typeof request.body === 'string' ? decodeForm(request.body) : {};
    const challenge = challengeOf(world, request, form);
    // The challenge's own page only: another site must not answer for the payer.
    const own = request.headers.origin === `http://${request.headers.host}`;
    if (!challenge || !own) return reply.code(404).send({ error: 'unknown' });
    database.transaction(() => completeChallenge(world, challenge, form['result'] === 'complete'));
    committed();
    return reply.header('cache-control', 'no-store').send({ returnUrl: returnUrl(world, challenge) });
  });
}

function challengePage(world: World, challenge: Challenge): string {
  const intent = world.objects.get('payment_intent', challenge.account, challenge.paymentIntent);
  const method = world.objects.get('payment_method', challenge.account, challenge.paymentMethod);
  const account = world.objects.find('account', challenge.account)?.object;
  const amount = intent ? formatMoney(intent, 'en-AU') : '';
  return renderPage({
    title: '3-D Secure (simulated)',
    stylesheet: 'challenge.css',
    script: 'challenge.js',
    body: html`<main id="challenge" data-secret="${challenge.secret}">
      <header><span class="bank">Simulated Bank</span><span class="scheme">3-D Secure</span></header>
      <h1>Confirm your payment</h1>
      <p>Your bank would now ask whether it is really you, with a code or in its app.</p>
      <dl>
        <div>
          <dt>To</dt>
          <dd>${account ? accountName(account) : challenge.account}</dd>
        </div>
        <div>
          <dt>Amount</dt>
          <dd>${amount} ${intent?.currency.toUpperCase() ?? ''}</dd>
        </div>
        <div>
          <dt>Card</dt>
          <dd>•••• ${method?.card?.last4 ?? ''}</dd>
        </div>
      </dl>
      <div class="actions">
        <button type="button" class="complete" data-result="complete" disabled>
          Complete authentication
        </button>
        <button type="button" class="fail" data-result="fail" disabled>Fail authentication</button>
      </div>
      <p class="problem" role="alert" hidden></p>
      <footer>Simulator · no real money moves</footer>
    </main>`,
  });
}

function unknownChallenge(): string {
  return renderPage({
    title: '3-D Secure (simulated)',
    stylesheet: 'challenge.css',
    body: html`<main>
      <h1>There is nothing to confirm here</h1>
      <p>This address is wrong, or is no longer in use.</p>
      <footer>Simulator · no real money moves</footer>
    </main>`,
  });
}

function challengeOf(world: World, request: FastifyRequest, form: FormObject): Challenge | null {
  const { params } = request;
  const id = typeof params === 'object' && params !== null && 'id' in params ? String(params.id) : '';
  const secret = form['client_secret'];
  return typeof secret === 'string' ? world.challenges.get(id, secret) : null;
}

function query(request: FastifyRequest): FormObject {
  const at = request.url.indexOf('?');
  return at < 0 ? {} : decodeForm(request.url.slice(at + 1));
}

/** Where a challenge in a page of its own goes on, with what Stripe adds to the address. */
function returnUrl(world: World, challenge: Challenge): string | null {
  if (challenge.returnUrl === null) return null;
  const intent = world.objects.get('payment_intent', challenge.account, challenge.paymentIntent);
  const url = new URL(challenge.returnUrl);
  url.searchParams.set('payment_intent', challenge.paymentIntent);
  url.searchParams.set('payment_intent_client_secret', intent?.client_secret ?? '');
  url.searchParams.set(
    'redirect_status',
    intent?.status === 'requires_payment_method' ? 'failed' : (intent?.status ?? ''),
  );
  return url.href;
}
