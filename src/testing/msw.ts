import { http } from 'msw';
import type { RequestHandler } from 'msw';

import type { MockGateway } from './mock-gateway.ts';

/** What `setupWorker` and `setupServer` of msw 3 take: everything that a page fetches from this gateway. */
export function mockGatewayHandlers(gateway: MockGateway): RequestHandler[] {
  return [http.all(`${gateway.url}/v1/*`, ({ request }) => gateway.respond(request))];
}
