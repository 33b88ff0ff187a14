import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { PEOPLE } from '../practice.ts';
import type { Visits } from '../signalling/visits.ts';
import { CallId, CallRoleSchema, DisplayName } from './schemas.ts';

export interface SignalRouteOptions {
  readonly visits: Visits;
  /** UTC milliseconds. */
  readonly now: () => number;
}

const SessionId = Type.String({ minLength: 8, maxLength: 64 });
const Seat = { callId: CallId, role: CallRoleSchema, sessionId: SessionId };
const Seq = Type.Integer({ minimum: 0 });

/**
 * Signalling by short exchanges: each one delivers what the page has to say and answers at once with what waits
 * for it. No connection is held open, because a browser has only six per origin and several calls may be open.
 */
export const signalRoute: FastifyPluginAsyncTypebox<SignalRouteOptions> = async (app, { visits, now }) => {
  app.post(
    '/api/signal',
    {
      schema: {
        body: Type.Object({
          ...Seat,
          displayName: DisplayName,
          /** True in a page's first exchange, and to take the seat back from another page. */
          join: Type.Boolean(),
          acknowledged: Seq,
          signals: Type.Array(
            Type.Object({ seq: Seq, to: SessionId, data: Type.Record(Type.String(), Type.Unknown()) }),
            { maxItems: 100 },
          ),
        }),
      },
    },
    (request) => {
      const { callId, role, sessionId, displayName, join, acknowledged, signals } = request.body;
      const visit = visits.open(callId, now());
      const attendee = { participantId: PEOPLE[role].id, sessionId, role, displayName };
      if (join) visit.join(attendee, now());
      return visit.exchange(attendee, signals, acknowledged, now());
    },
  );

  app.post('/api/signal/leave', { schema: { body: Type.Object(Seat) } }, async (request, reply) => {
    const { callId, role, sessionId } = request.body;
    visits.open(callId, now()).leave(PEOPLE[role].id, sessionId);
    return reply.code(204).send();
  });
};
