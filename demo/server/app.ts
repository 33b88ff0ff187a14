import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { adminRoute, type AdminRouteOptions } from './routes/admin.ts';
import { operatorRoute, type OperatorRouteOptions } from './routes/operator.ts';
import { passedRoutes, type PassedRoutesOptions } from './routes/passed.ts';
import { pagesRoutes, type PagesOptions } from './routes/pages.ts';
import { signalRoute } from './routes/signal.ts';
import { tokenRoute, type TokenRouteOptions } from './routes/token.ts';
import { visitDetailsRoute, type VisitDetailsOptions } from './routes/visit-details.ts';
import { securityHeaders } from './security-headers.ts';
import { Visits } from './signalling/visits.ts';

export interface DemoAppOptions
  extends
    VisitDetailsOptions,
    TokenRouteOptions,
    OperatorRouteOptions,
    PagesOptions,
    PassedRoutesOptions,
    AdminRouteOptions {
  /** UTC milliseconds. */
  readonly now?: () => number;
  readonly logger?: FastifyServerOptions['logger'];
}

/** Builds the demo host's own backend, without listening. */
export async function buildDemoApp(options: DemoAppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.logger ?? false,
    bodyLimit: 256 * 1024,
    forceCloseConnections: true,
  });
  const headers = securityHeaders(options.gatewayUrl);

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    if (request.method !== 'GET' && !isSameOrigin(request.headers)) {
      return reply.code(403).send({ code: 'origin_not_allowed' });
    }
    return undefined;
  });

  await app.register(visitDetailsRoute, options);
  await app.register(tokenRoute, options);
  await app.register(signalRoute, { visits: new Visits(), now: options.now ?? Date.now });
  await app.register(operatorRoute, options);
  await app.register(adminRoute, options);
  await app.register(passedRoutes, options);
  await app.register(pagesRoutes, options);
  return app;
}

/** Another site's page may not act in this one's name. Programs without an `Origin` are not browsers. */
function isSameOrigin(headers: { readonly origin?: string | undefined; readonly host?: string | undefined }) {
  if (headers.origin === undefined) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}
