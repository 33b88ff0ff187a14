import { Agent, createServer, request as call, type IncomingMessage } from 'node:http';
import { Stripe } from 'stripe';

import { SIMULATED } from '../../server-stub/stripe/simulated.ts';

/*
 * As much of Stripe as the gateway asks for, answered at once: what is measured beside it is the gateway.
 *   STAND_IN_PORT
 *   WEBHOOK_URLS  where a payment's event goes, each time to the next: as a balancer would. Left out: no events.
 */
interface Intent {
  readonly id: string;
  readonly [field: string]: unknown;
}

const stripe = new Stripe(SIMULATED.secretKey);
const intents = new Map<string, Intent>();
const accounts = new Map<string, string>();
const webhooks = process.env['WEBHOOK_URLS']?.split(',') ?? [];
const agent = new Agent({ keepAlive: true });
let made = 0;
let told = 0;

createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '', 'http://stripe');
  const [, , kind, id, action] = pathname.split('/');
  const body = new URLSearchParams(await textOf(request));
  const answer =
    id === undefined
      ? make(body, String(request.headers['stripe-account']))
      : kind === 'accounts'
        ? { id, object: 'account', charges_enabled: true, details_submitted: true }
        : follow(id, action, request.method ?? '');
  response.writeHead(200, { 'content-type': 'application/json', 'request-id': `req_${made}` });
  response.end(JSON.stringify(answer));
}).listen(Number(process.env['STAND_IN_PORT']), '127.0.0.1');

function make(body: URLSearchParams, account: string): Intent {
  made += 1;
  const id = `pi_${made}`;
  const intent = {
    id,
    object: 'payment_intent',
    status: 'requires_payment_method',
    amount: Number(body.get('amount')),
    currency: body.get('currency'),
    livemode: false,
    metadata: { request_id: body.get('metadata[request_id]') },
    client_secret: `${id}_secret_x`,
    last_payment_error: null,
    latest_charge: null,
  };
  intents.set(id, intent);
  accounts.set(id, account);
  return intent;
}

/** `POST /v1/payment_intents/{id}/confirm` pays. */
function follow(id: string, action: string | undefined, method: string): Intent {
  const intent = intents.get(id) ?? { id };
  if (method !== 'POST') return intent;
  const status = action === 'cancel' ? 'canceled' : 'succeeded';
  const changed = { ...intent, status, ...(status === 'succeeded' && { latest_charge: charge(id) }) };
  intents.set(id, changed);
  if (status === 'succeeded') tell(changed);
  return changed;
}

/** Of the events that `docs/going-live.md` asks Stripe for, a payment that succeeds has this one. */
function tell(intent: Intent): void {
  const url = webhooks[told % webhooks.length];
  if (url === undefined) return;
  told += 1;
  const payload = JSON.stringify({
    id: `evt_${told}`,
    object: 'event',
    type: 'payment_intent.succeeded',
    account: accounts.get(intent.id),
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    data: { object: intent },
  });
  const signature = stripe.webhooks.generateTestHeaderString({ payload, secret: SIMULATED.webhookSecret });
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
  const delivery = call(url, { agent, method: 'POST', headers }, (answer) => {
    if (answer.statusCode !== 200) process.stderr.write(`An event was answered ${answer.statusCode}.\n`);
    answer.resume();
  });
  delivery.on('error', (error) => process.stderr.write(`An event was not taken: ${error.message}\n`));
  delivery.end(payload);
}

function charge(id: string): object {
  return {
    id: `ch_${id}`,
    object: 'charge',
    created: Math.floor(Date.now() / 1000),
    amount_refunded: 0,
    receipt_url: null,
    payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242' } },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
