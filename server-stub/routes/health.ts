import type { App, Gateway } from './gateway.ts';

export function healthRoutes(app: App, { store }: Gateway): void {
  const quiet = { config: { rateLimit: false as const }, logLevel: 'warn' as const };

  app.get(
    '/healthz',
    { ...quiet, schema: { tags: ['For the operator'], summary: 'The process is up' } },
    () => ({ status: 'up' }),
  );

  app.get(
    '/readyz',
    {
      ...quiet,
      schema: {
        tags: ['For the operator'],
        summary: 'It can serve',
        description:
          '200 with `ready: true`; 503 with `problems`, the reasons, when not. What a balancer asks.',
      },
    },
    async (request, reply) => {
      try {
        await store.ping();
        return { ready: true, problems: [] };
      } catch (error) {
        request.log.error({ err: error }, 'the database does not answer');
        return reply.code(503).send({ ready: false, problems: ['The database does not answer.'] });
      }
    },
  );
}
