import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';

import type { PaymentRequest } from '../../../src/contract/payment-request.ts';
import type { PaymentsError } from '../../../src/errors.ts';
import { Pauses } from '../../../src/session/clock.ts';
import { followEvents } from '../../../src/session/event-stream.ts';
import { createGatewayClient } from '../../../src/session/gateway-client.ts';
import { FakeClock, until } from './support/fake-clock.ts';
import { paymentRequest } from './support/payment-request.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Real bytes over a real socket: what is cut, where, and when, is the subject here. */
describe('the event stream over fetch', () => {
  let server: Server;
  let handle: Handler = () => {};
  let baseUrl = '';

  before(async () => {
    server = createServer((request, response) => handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  function follow(serve: Handler) {
    handle = serve;
    const clock = new FakeClock();
    const pauses = new Pauses(clock);
    const stop = new AbortController();
    const received: PaymentRequest[] = [];
    const troubles: PaymentsError[] = [];
    const positions: string[] = ['7'];
    let tokens = 0;
    const gateway = createGatewayClient({
      baseUrl,
      clock,
      getToken: (wish) => {
        if (wish?.force || tokens === 0) tokens += 1;
        return Promise.resolve({ token: `token-${tokens}`, expiresAt: 0 });
      },
    });
    const done = followEvents(
      {
        gateway,
        clock,
        pauses,
        getPosition: () => positions.at(-1) ?? '',
        onPosition: (position) => positions.push(position),
        onRequest: (request) => received.push(request),
        onReset: () => Promise.resolve(),
        onOpen: () => {},
        onTrouble: (error) => troubles.push(error),
      },
      stop.signal,
    );
    return { clock, pauses, stop, received, troubles, positions, done };
  }

  function open(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
  }

  const event = (id: number, request: PaymentRequest) =>
    `id: ${id}\nevent: request\ndata: ${JSON.stringify(request)}\n\n`;

  it('reads an event that arrives in pieces, cut inside a character', async () => {
    const bytes = new TextEncoder().encode(event(8, paymentRequest({ description: 'Visita – è urgente' })));
    const cut = bytes.indexOf(0xc3) + 1;
    let rest: (() => void) | null = null;
    const { received, stop, done } = follow((_, response) => {
      open(response);
      response.write(bytes.slice(0, cut));
      rest = () => response.write(bytes.slice(cut));
    });
    await until(() => rest !== null, 'the first piece is sent');
    setTimeout(() => rest?.(), 20);
    await until(() => received.length === 1, 'the event is read');
    assert.equal(received[0]?.description, 'Visita – è urgente');
    stop.abort();
    await done;
  });

  it('comes back with the last position and the token after a cut in the middle of an event', async () => {
    const asked: (string | undefined)[] = [];
    const { received, pauses, stop, done } = follow((request, response) => {
      asked.push(request.headers['last-event-id']?.toString());
      open(response);
      if (asked.length === 1) {
        response.write(event(8, paymentRequest({ revision: 8 })) + 'id: 9\nevent: request\ndata: {"half');
        setTimeout(() => response.destroy(), 10);
      } else {
        response.write(event(9, paymentRequest({ revision: 9 })));
      }
    });
    const nudge = setInterval(() => pauses.wake(), 5);
    await until(() => received.length === 2, 'both events are read');
    clearInterval(nudge);
    assert.deepEqual(asked, ['7', '8']);
    assert.deepEqual(
      received.map(({ revision }) => revision),
      [8, 9],
    );
    stop.abort();
    await done;
  });

  it('renews an expired token once, and goes on', async () => {
    const tokens: (string | undefined)[] = [];
    const { received, stop, done, troubles } = follow((request, response) => {
      tokens.push(request.headers.authorization);
      if (tokens.length === 1) {
        const problem = {
          type: 'about:blank',
          title: 'Expired',
          status: 401,
          code: 'token_expired',
          detail: 'Ended.',
        };
        response.writeHead(401, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
        return;
      }
      open(response);
      response.write(event(8, paymentRequest()));
    });
    await until(() => received.length === 1, 'the event is read');
    assert.deepEqual(tokens, ['Bearer token-1', 'Bearer token-2']);
    assert.deepEqual(troubles, []);
    stop.abort();
    await done;
  });

  it('closes its connection when it is stopped', async () => {
    let closed = false;
    let opened = false;
    const { stop, done } = follow((_, response) => {
      open(response);
      opened = true;
      response.on('close', () => (closed = true));
    });
    await until(() => opened, 'the stream is open');
    stop.abort();
    await done;
    await until(() => closed, 'the connection is closed');
  });

  it('says that nobody answers', async () => {
    const { troubles, stop, done } = follow((request) => request.socket.destroy());
    await until(() => troubles.length === 1, 'trouble is reported');
    assert.equal(troubles[0]?.code, 'GATEWAY_UNREACHABLE');
    stop.abort();
    await done;
  });
});
