import type { IncomingHttpHeaders } from 'node:http';

import type { FastifyInstance } from 'fastify';

import { isLoopback } from './loopback.ts';

/**
 * Keeps `/_simulator/…` and the switches' page to this machine's own programs and the simulator's own pages.
 * Another site in the same browser could otherwise drive them with a form, or read them under a name of its
 * own that leads here.
 */
export function guardControl(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const isControl = request.url.startsWith('/_simulator/');
    if (!isControl && !/^\/faults(\?|$)/.test(request.url)) return;
    const { host = '', origin, 'content-type': type = '' } = request.headers;
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const byProgram = origin === undefined && request.headers['sec-fetch-site'] === undefined;
    if (!isLoopback(host.replace(/:\d+$/, ''))) {
      await reply.code(403).send({ error: 'Expected to be called as localhost or 127.0.0.1.' });
    } else if (!reads && !byProgram && !isFromOwnPage(request.headers)) {
      await reply.code(403).send({ error: 'Only the simulator’s own pages may do this from a browser.' });
    } else if (isControl && request.method === 'POST' && !/^application\/json\b/.test(type)) {
      await reply.code(415).send({ error: 'Expected a JSON body, with Content-Type: application/json.' });
    }
  });
}

/** A browser sets these itself; only a page that the simulator serves has the simulator's own origin. */
export function isFromOwnPage(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  return headers.origin === `http://${headers.host}` && (site === undefined || site === 'same-origin');
}
