import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { AccessToken } from '../../../src/contract/gateway-session.ts';
import type { TokenRequest } from '../../../src/contract/hosts.ts';
import { GatewayRefusal } from '../gateway-client.ts';
import { CALL_CLINIC, ORGANISATION, PEOPLE } from '../practice.ts';
import { CallId, CallRoleSchema, ClinicRef, DisplayName } from './schemas.ts';

export interface TokenRouteOptions {
  readonly mintToken: (request: TokenRequest) => Promise<AccessToken>;
}

/**
 * Mints an access token for the person whose page asks. A real host takes role and participant from its own
 * login; here the page is the login, and anybody on this machine may be either person.
 */
export const tokenRoute: FastifyPluginAsyncTypebox<TokenRouteOptions> = async (app, options) => {
  app.post(
    '/api/token',
    {
      schema: {
        body: Type.Object({
          callId: CallId,
          role: CallRoleSchema,
          displayName: Type.Optional(DisplayName),
          clinic: Type.Optional(ClinicRef),
        }),
      },
    },
    async (request, reply) => {
      const { callId, role, displayName, clinic } = request.body;
      try {
        return await options.mintToken({
          organisationRef: ORGANISATION.ref,
          clinicRef: clinic ?? CALL_CLINIC.ref,
          callId,
          participantId: PEOPLE[role].id,
          displayName: displayName ?? PEOPLE[role].displayName,
          role,
        });
      } catch (error) {
        request.log.error(error);
        const code = error instanceof GatewayRefusal ? error.code : 'gateway_unreachable';
        return reply.code(error instanceof GatewayRefusal ? 502 : 503).send({ code });
      }
    },
  );
};
