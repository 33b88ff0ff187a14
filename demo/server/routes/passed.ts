import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { SWITCH_NAMES, type Passed } from '../../contract/passed.ts';
import type { PassedLog } from '../passed/passed-log.ts';
import type { Switches } from '../passed/switches.ts';

export interface PassedRoutesOptions {
  readonly passed: PassedLog;
  /** Null without the simulator: real Stripe has no switches. */
  readonly switches: Switches | null;
  readonly gateway: {
    readonly isUp: boolean;
    /** As a crash would; it starts again by itself. */
    kill(): void;
  };
}

const Position = Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0 })) });
const Name = Type.Object({ name: Type.Union(SWITCH_NAMES.map((name) => Type.Literal(name))) });

/** For the side-by-side page: what passed behind its two sides, and what can be made to go wrong. */
export const passedRoutes: FastifyPluginAsyncTypebox<PassedRoutesOptions> = async (app, options) => {
  const { passed, switches, gateway } = options;

  app.get('/api/passed', { schema: { querystring: Position } }, async (request): Promise<Passed> => {
    const news = await passed.after(request.query.after ?? null);
    const state = switches
      ? await switches.state().catch((error: unknown) => {
          request.log.warn(error);
          return [];
        })
      : [];
    return { ...news, switches: state, gateway: gateway.isUp ? 'up' : 'down' };
  });

  app.post(
    '/api/switches/:name',
    { schema: { params: Name, body: Type.Object({ on: Type.Boolean() }) } },
    async (request, reply) => {
      if (!switches) return reply.code(404).send({ code: 'no_simulator' });
      await switches.turn(request.params.name, request.body.on);
      return reply.code(204).send();
    },
  );

  app.delete('/api/switches', async (_request, reply) => {
    await switches?.allOff();
    return reply.code(204).send();
  });

  app.post('/api/kill-gateway', async (_request, reply) => {
    gateway.kill();
    return reply.code(204).send();
  });
};
