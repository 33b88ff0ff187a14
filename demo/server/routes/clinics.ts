import type { FastifyBaseLogger, FastifyPluginAsync } from 'fastify';
import type { AccessToken } from '../../../src/contract/gateway-session.ts';
import type { TokenRequest } from '../../../src/contract/hosts.ts';
import { CLINICS, ORGANISATION } from '../practice.ts';

export interface ClinicsRouteOptions {
  readonly mintToken: (request: TokenRequest) => Promise<AccessToken>;
  /** Answers `GET /v1/session` for the bearer of a token. */
  readonly readSession: (token: string) => Promise<unknown>;
  readonly simulatorUrl: string | null;
}

/** Where the organisation's clinics stand, in the gateway's own words. */
export const clinicsRoute: FastifyPluginAsync<ClinicsRouteOptions> = async (app, options) => {
  app.get('/api/clinics', (request) => describeClinics(options, request.log));
};

async function describeClinics(options: ClinicsRouteOptions, log: FastifyBaseLogger) {
  const clinics = Object.values(CLINICS).map(async ({ ref, name }) => {
    try {
      const { token } = await options.mintToken({
        organisationRef: ORGANISATION.ref,
        clinicRef: ref,
        participantId: 'clinic-admin-1',
        role: 'clinic-admin',
      });
      return { name, session: await options.readSession(token) };
    } catch (error) {
      log.error(error);
      return { name, session: null };
    }
  });
  return {
    organisation: ORGANISATION.name,
    simulator: options.simulatorUrl,
    clinics: await Promise.all(clinics),
  };
}
