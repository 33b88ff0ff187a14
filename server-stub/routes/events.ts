import { personOf } from '../auth/guards.ts';
import { notAllowed } from '../problem.ts';
import { SECURITY, type App, type Gateway } from './gateway.ts';
import { ProblemSchema } from './schemas.ts';

export function eventRoutes(app: App, { guards, hub }: Gateway): void {
  app.get(
    '/v1/events',
    {
      onRequest: guards.token,
      // A HEAD would open a stream that nobody reads.
      exposeHeadRoute: false,
      schema: {
        summary: 'Server-Sent Events of the bearer’s call, or clinic; Last-Event-ID resumes',
        security: SECURITY.token,
        response: {
          200: {
            description:
              'Events `request`, `reset` and `token-expired`, each with the position to resume from.',
            content: { 'text/event-stream': { schema: { type: 'string' } } },
          },
          '4xx': ProblemSchema,
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
