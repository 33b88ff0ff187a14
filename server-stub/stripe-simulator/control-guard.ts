import type { FastifyInstance } from 'fastify';

import { isLoopback } from './loopback.ts';

/**
 * Keeps `/_simulator/…` to this machine's own programs and the simulator's own pages. Another site in the
 * same browser could otherwise drive it with a form, or read it under a name of its own that leads here.
 */
export function guardControl(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/_simulator/')) return;
    const { host = '', origin, 'sec-fetch-site': site } = request.headers;
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!isLoopback(host.replace(/:\d+$/, ''))) {
      await reply.code(403).send({ error: 'Expected to be called as localhost or 127.0.0.1.' });
    } else if (
      !reads &&
      ((origin !== undefined && origin !== `http://${host}`) ||
        (site !== undefined && site !== 'same-origin'))
    ) {
      await reply.code(403).send({ error: 'Only the simulator’s own pages may do this from a browser.' });
    } else if (
      request.method === 'POST' &&
      !/^application\/json\b/.test(request.headers['content-type'] ?? '')
    ) {
      await reply.code(415).send({ error: 'Expected a JSON body, with Content-Type: application/json.' });
    }
  });
}
