import type { FastifyInstance } from 'fastify';

import type { ActivityLog } from './activity-log.ts';

/** `GET /_simulator/activity?after=<seq>`: what passed since, the latest 500 at most. */
export function mountActivity(app: FastifyInstance, activity: ActivityLog): void {
  app.get<{ Querystring: { after?: unknown } }>('/_simulator/activity', (request, reply) => {
    const { after = '0' } = request.query;
    if (typeof after !== 'string' || !/^\d{1,15}$/.test(after)) {
      return reply.code(400).send({ error: 'Expected "after" to be the "next" of an earlier answer.' });
    }
    return reply.header('cache-control', 'no-store').send(activity.after(Number(after)));
  });
}
