import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';

import { GatewayRefusal, type GatewayOperator } from '../gateway-client.ts';

export interface OperatorRouteOptions {
  /** Holds the operator's key, which no page ever sees. */
  readonly operator: Pick<GatewayOperator, 'listAccess' | 'readAccess' | 'decideAccess'>;
}

/** A real desk takes it from the agent's own login. */
const AGENT = 'Sam Okafor, service desk';

const Id = Type.Object({ id: Type.String({ pattern: '^ar_[0-9a-f]{32}$' }) });

/** What the service desk's page asks for. A real one lets nobody in but its agents. */
export const operatorRoute: FastifyPluginAsyncTypebox<OperatorRouteOptions> = async (app, { operator }) => {
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof GatewayRefusal) return reply.code(error.status).send({ code: error.code });
    request.log.error(error);
    return reply.code(503).send({ code: 'gateway_unreachable' });
  });

  app.get(
    '/api/operator/requests',
    {
      schema: {
        querystring: Type.Object({
          status: Type.Optional(Type.String({ pattern: '^[a-z]{1,20}$' })),
          cursor: Type.Optional(Type.String({ maxLength: 200 })),
        }),
      },
    },
    (request) => operator.listAccess(request.query),
  );

  app.get('/api/operator/requests/:id', { schema: { params: Id } }, (request) =>
    operator.readAccess(request.params.id),
  );

  app.post(
    '/api/operator/requests/:id/approve',
    { schema: { params: Id, body: Type.Object({ revision: Type.Integer() }) } },
    (request) => operator.decideAccess(request.params.id, 'approve', { ...request.body, by: AGENT }),
  );

  app.post(
    '/api/operator/requests/:id/decline',
    {
      schema: {
        params: Id,
        body: Type.Object({ revision: Type.Integer(), reason: Type.String({ maxLength: 1000 }) }),
      },
    },
    (request) => operator.decideAccess(request.params.id, 'decline', { ...request.body, by: AGENT }),
  );
};
