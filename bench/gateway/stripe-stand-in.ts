import { createServer, type IncomingMessage } from 'node:http';

/*
 * As much of Stripe as the gateway asks for, answered at once: what is measured beside it is the gateway.
 *   STAND_IN_PORT
 */
const intents = new Map<string, object>();
let made = 0;

createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '', 'http://stripe');
  const [, , , id, action] = pathname.split('/');
  const body = new URLSearchParams(await textOf(request));
  const answer = id === undefined ? make(body) : follow(id, action, request.method ?? '');
  response.writeHead(200, { 'content-type': 'application/json', 'request-id': `req_${made}` });
  response.end(JSON.stringify(answer));
}).listen(Number(process.env['STAND_IN_PORT']), '127.0.0.1');

function make(body: URLSearchParams): object {
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
  return intent;
}

/** `POST /v1/payment_intents/{id}/confirm` pays. */
function follow(id: string, action: string | undefined, method: string): object {
  const intent = intents.get(id) ?? {};
  if (method !== 'POST') return intent;
  const status = action === 'cancel' ? 'canceled' : 'succeeded';
  const changed = { ...intent, status, ...(status === 'succeeded' && { latest_charge: charge(id) }) };
  intents.set(id, changed);
  return changed;
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
