import { Type } from 'typebox';

import { personOf } from '../auth/guards.ts';
import { notAllowed } from '../problem.ts';
import { refusals, SECURITY } from './answers.ts';
import type { App, Gateway } from './gateway.ts';

export function eventRoutes(app: App, { guards, hub }: Gateway): void {
  app.get(
    '/v1/events',
    {
      onRequest: guards.token,
      // A HEAD would open a stream that nobody reads.
      exposeHeadRoute: false,
      schema: {
        tags: ['In a call'],
        summary: 'What changes, as it changes',
        description:
          'A clinician hears of their call’s requests, a patient of those addressed to them, a clinic admin of the clinic’s. [Server-Sent Events](https://html.spec.whatwg.org/multipage/server-sent-events.html): `request` with the PaymentRequest as it is now, `reset` when the position is no longer known (read the list again), `token-expired` at the token’s end (come back with a new one). The `id` of each is the position to resume from, sent back as `Last-Event-ID`.',
        headers: Type.Object({
          'last-event-id': Type.Optional(
            Type.String({
              description:
                'The position to resume from; left out: from now on, and the stream first says where that is.',
            }),
          ),
        }),
        security: SECURITY.token,
        response: {
          200: {
            description: 'The stream, until the token ends.',
            content: { 'text/event-stream': { schema: { type: 'string' } } },
          },
          ...refusals('token', 'not_allowed'),
        },
      },
    },
    async (request, reply) => {
      const who = personOf(request);
      if (who.role === 'organisation-admin') throw notAllowed();
      const lastEventId = request.headers['last-event-id'];
      const headers = reply.getHeaders();
      await hub.open(reply.raw, headers, who, typeof lastEventId === 'string' ? lastEventId : undefined);
      reply.hijack();
    },
  );
}
