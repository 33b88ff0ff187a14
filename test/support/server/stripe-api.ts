import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TestContext } from 'node:test';

import { createStripeClient } from '../../../server-stub/stripe/stripe-client.ts';
import { createStripePort } from '../../../server-stub/stripe/stripe-node-port.ts';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that answers every call alike, and the port that talks to it. */
export async function startApi(
  context: TestContext,
  answer: (response: ServerResponse) => void,
  timeout?: number,
) {
  const seen: Seen[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    seen.push({ method, url, headers, body: decodeURIComponent(Buffer.concat(chunks).toString()) });
    answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const client = createStripeClient('sk_test_x', new URL(`http://127.0.0.1:${port}`), timeout);
  return { port: createStripePort(client, ['whsec_a', 'whsec_b'], 'ca_1'), seen };
}

export const json =
  (status: number, body: object, headers: Record<string, string> = {}) =>
  (response: ServerResponse) => {
    response.writeHead(status, {
      'content-type': 'application/json',
      'stripe-should-retry': 'false',
      ...headers,
    });
    response.end(JSON.stringify(body));
  };
