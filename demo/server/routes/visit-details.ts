import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { CALL_CLINIC, HOST_ID, PEOPLE } from '../practice.ts';
import { CallId, CallRoleSchema } from './schemas.ts';

export interface VisitDetailsOptions {
  /** The visit that is meant when none is named. */
  readonly defaultCallId: string;
  /** As a browser reaches them. */
  readonly gatewayUrl: string;
  readonly simulatorUrl: string | null;
}

/** What a call page has to know before it can start. */
export const visitDetailsRoute: FastifyPluginAsyncTypebox<VisitDetailsOptions> = async (app, options) => {
  app.get(
    '/api/visit',
    { schema: { querystring: Type.Object({ role: CallRoleSchema, call: Type.Optional(CallId) }) } },
    (request) => ({
      callId: request.query.call ?? options.defaultCallId,
      role: request.query.role,
      self: PEOPLE[request.query.role],
      booked: { clinician: PEOPLE.clinician, patient: PEOPLE.patient },
      clinic: { name: CALL_CLINIC.name },
      hostId: HOST_ID,
      gateway: options.gatewayUrl,
      simulator: options.simulatorUrl,
    }),
  );
};
