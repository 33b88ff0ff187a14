import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { PaymentsError } from '../../../src/errors.ts';
import { createGatewayClient } from '../../../src/session/gateway-client.ts';
import { FakeClock, settled } from './support/fake-clock.ts';
import { paymentRequest } from './support/payment-request.ts';

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | null;
  readonly signal: AbortSignal;
}

type Answer = Response | Error | 'silence';

function json(status: number, value: unknown, type = 'application/json'): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': type } });
}

function problem(status: number, code: string, more: object = {}): Response {
  return json(
    status,
    { type: 'about:blank', title: code, status, code, detail: `It was ${code}.`, ...more },
    'application/problem+json',
  );
}

function client(...answers: Answer[]) {
  const sent: Sent[] = [];
  const wishes: unknown[] = [];
  const clock = new FakeClock();
  let tokens = 0;
  const gateway = createGatewayClient({
    baseUrl: 'https://pay.example.com/',
    clock,
    getToken: (wish) => {
      wishes.push(wish);
      if (wish?.force || tokens === 0) tokens += 1;
      return Promise.resolve({ token: `token-${tokens}`, expiresAt: Number.MAX_SAFE_INTEGER });
    },
    fetch: async (url, init) => {
      const signal = init?.signal ?? new AbortController().signal;
      sent.push({
        url: url instanceof Request ? url.url : url.toString(),
        method: init?.method ?? 'GET',
        headers: new Headers(init?.headers),
        body: typeof init?.body === 'string' ? init.body : null,
        signal,
      });
      const answer = answers.shift() ?? 'silence';
      if (answer instanceof Error) throw answer;
      if (answer !== 'silence') return answer;
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
  });
  return { gateway, sent, wishes, clock };
}

async function refusal(promise: Promise<unknown>): Promise<PaymentsError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof PaymentsError, String(error));
    return error;
  }
  throw new Error('It was not refused');
}

describe('the gateway client', () => {
  it('sends the bearer token, the key and the body, and no cookies', async () => {
    const { gateway, sent } = client(json(201, paymentRequest()));
    const created = await gateway.createRequest({ amount: 8500, description: 'Consultation' }, 'key-1');
    assert.equal(created.id, 'pr_1');
    assert.equal(sent[0]?.url, 'https://pay.example.com/v1/payment-requests');
    assert.equal(sent[0]?.method, 'POST');
    assert.equal(sent[0]?.headers.get('authorization'), 'Bearer token-1');
    assert.equal(sent[0]?.headers.get('idempotency-key'), 'key-1');
    assert.deepEqual(JSON.parse(sent[0]?.body ?? ''), { amount: 8500, description: 'Consultation' });
  });

  it('announces no JSON where it sends none: an empty JSON body is an error to a server', async () => {
    const { gateway, sent } = client(json(200, paymentRequest()));
    await gateway.settleRequest('pr_1');
    assert.equal(sent[0]?.headers.get('content-type'), null);
    assert.equal(sent[0]?.body, null);
  });

  it('renews the token once when it is refused, and repeats the call', async () => {
    const { gateway, sent, wishes } = client(problem(401, 'token_expired'), json(200, paymentRequest()));
    await gateway.getRequest('pr_1');
    assert.deepEqual(
      sent.map(({ headers }) => headers.get('authorization')),
      ['Bearer token-1', 'Bearer token-2'],
    );
    assert.deepEqual(wishes, [undefined, { force: true }]);
  });

  it('gives up when the renewed token is refused too', async () => {
    const { gateway, sent } = client(problem(401, 'token_expired'), problem(401, 'token_invalid'));
    const error = await refusal(gateway.getRequest('pr_1'));
    assert.equal(error.code, 'token_invalid');
    assert.equal(error.retryable, false);
    assert.equal(sent.length, 2);
  });

  it("passes on the gateway's code, sentence, field and status", async () => {
    const { gateway } = client(problem(422, 'amount_too_small', { field: 'amount' }));
    const error = await refusal(gateway.createRequest({ amount: 1, description: 'x' }, 'key-1'));
    const { code, message, field, status, retryable } = error;
    assert.deepEqual(
      { code, message, field, status, retryable },
      {
        code: 'amount_too_small',
        message: 'It was amount_too_small.',
        field: 'amount',
        status: 422,
        retryable: false,
      },
    );
  });

  it('does not try again what Stripe has refused, though the status is the gateway’s', async () => {
    const { gateway } = client(problem(502, 'stripe_rejected'));
    assert.equal((await refusal(gateway.getRequest('pr_1'))).retryable, false);
  });

  it('says which refusals may pass', async () => {
    for (const [status, code] of [
      [429, 'too_many_requests'],
      [503, 'stripe_unreachable'],
      [500, 'internal'],
      [409, 'idempotency_key_in_use'],
    ] as const) {
      const { gateway } = client(problem(status, code));
      assert.equal((await refusal(gateway.getRequest('pr_1'))).retryable, true, code);
    }
  });

  it('calls a lost connection unreachable, and keeps the cause', async () => {
    const cause = new TypeError('fetch failed');
    const { gateway } = client(cause);
    const error = await refusal(gateway.listRequests());
    assert.equal(error.code, 'GATEWAY_UNREACHABLE');
    assert.equal(error.retryable, true);
    assert.equal(error.cause, cause);
  });

  it('calls silence unreachable after a while, and lets the connection go', async () => {
    const { gateway, sent, clock } = client('silence');
    const refused = refusal(gateway.settleRequest('pr_1'));
    await clock.advance(20_000);
    assert.equal((await refused).code, 'GATEWAY_UNREACHABLE');
    assert.equal(sent[0]?.signal.aborted, true);
    assert.equal(clock.pending, 0);
  });

  it('calls an answer whose body breaks off unreachable', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) });
    const { gateway } = client(new Response(body, { status: 200 }));
    assert.equal((await refusal(gateway.getRequest('pr_1'))).code, 'GATEWAY_UNREACHABLE');
  });

  it('takes the balancer of a gateway that restarts for no answer', async () => {
    const { gateway } = client(new Response('<h1>Bad gateway</h1>', { status: 502 }));
    const { code, retryable, status } = await refusal(gateway.getRequest('pr_1'));
    assert.deepEqual(
      { code, retryable, status },
      { code: 'GATEWAY_UNREACHABLE', retryable: true, status: 502 },
    );
  });

  it('calls everything that is not the contract unexpected', async () => {
    const strange: [string, Response][] = [
      ["a proxy's login page", new Response('<html>', { status: 200 })],
      ['an unknown status', json(200, { ...paymentRequest(), status: 'settled' })],
      ['paid without details', json(200, { ...paymentRequest(), status: 'paid' })],
      ['no revision', json(200, { ...paymentRequest(), revision: undefined })],
      ['an unknown code', json(400, { code: 'constructor', detail: 'x' })],
      ['an error of another server', new Response('Not here', { status: 404 })],
    ];
    for (const [name, response] of strange) {
      const { gateway } = client(response);
      assert.equal((await refusal(gateway.getRequest('pr_1'))).code, 'GATEWAY_UNEXPECTED', name);
    }
  });

  it('opens the stream at the position, with a new token when told to', async () => {
    const stream = new Response(':\n\n', { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
    const { gateway, sent, wishes } = client(stream);
    await gateway.openEvents('17', { signal: new AbortController().signal, freshToken: true });
    assert.equal(sent[0]?.headers.get('last-event-id'), '17');
    assert.equal(sent[0]?.headers.get('accept'), 'text/event-stream');
    assert.deepEqual(wishes, [{ force: true }]);
  });

  it('takes a page that is no stream for what it is', async () => {
    const { gateway } = client(new Response('<html>', { headers: { 'content-type': 'text/html' } }));
    const opened = gateway.openEvents('0', { signal: new AbortController().signal, freshToken: false });
    assert.equal((await refusal(opened)).code, 'GATEWAY_UNEXPECTED');
    await settled();
  });
});
