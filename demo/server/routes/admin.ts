import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { AccessToken } from '../../../src/contract/gateway-session.ts';
import type { TokenRequest } from '../../../src/contract/hosts.ts';
import { GatewayRefusal } from '../gateway-client.ts';
import { ADMINS, CLINICS, ORGANISATION } from '../practice.ts';
import { AdminRoleSchema, ClinicRef } from './schemas.ts';

export interface AdminRouteOptions {
  readonly mintToken: (request: TokenRequest) => Promise<AccessToken>;
  /** As a browser reaches them. */
  readonly gatewayUrl: string;
  readonly simulatorUrl: string | null;
}

/** What the *Configure* pages need: who may be who here, and tokens for them. */
export const adminRoute: FastifyPluginAsyncTypebox<AdminRouteOptions> = async (app, options) => {
  app.get('/api/admin', () => ({
    organisation: ORGANISATION.name,
    clinics: Object.values(CLINICS).map(({ ref, name }) => ({ ref, name })),
    gateway: options.gatewayUrl,
    simulator: options.simulatorUrl,
  }));

  // A real host takes both from its own login: an administrator's role is the host's to give.
  app.post(
    '/api/admin/token',
    { schema: { body: Type.Object({ role: AdminRoleSchema, clinic: ClinicRef }) } },
    async (request, reply) => {
      const { role, clinic } = request.body;
      try {
        return await options.mintToken({
          organisationRef: ORGANISATION.ref,
          ...(role === 'clinic-admin' && { clinicRef: clinic }),
          participantId: ADMINS[role].id,
          displayName: ADMINS[role].displayName,
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
