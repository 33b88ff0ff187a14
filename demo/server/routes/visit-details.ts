import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { CALL_CLINIC, clinicOf, HOST_ID, PEOPLE } from '../practice.ts';
import { CallId, CallRoleSchema, ClinicRef } from './schemas.ts';

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
    {
      schema: {
        querystring: Type.Object({
          role: CallRoleSchema,
          call: Type.Optional(CallId),
          clinic: Type.Optional(ClinicRef),
        }),
      },
    },
    ({ query }) => ({
      // A visit is one clinic's.
      callId:
        query.call ?? (query.clinic ? `${options.defaultCallId}-${query.clinic}` : options.defaultCallId),
      role: query.role,
      self: PEOPLE[query.role],
      booked: { clinician: PEOPLE.clinician, patient: PEOPLE.patient },
      clinic: describeClinic(query.clinic ?? CALL_CLINIC.ref),
      hostId: HOST_ID,
      gateway: options.gatewayUrl,
      simulator: options.simulatorUrl,
    }),
  );
};

function describeClinic(wanted: string): { ref: string; name: string } {
  const { ref, name } = clinicOf(wanted);
  return { ref, name };
}
