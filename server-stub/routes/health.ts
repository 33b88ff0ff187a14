import type { App, Gateway } from './gateway.ts';

export function healthRoutes(app: App, { store }: Gateway): void {
  const quiet = { config: { rateLimit: false as const }, logLevel: 'warn' as const };

  app.get('/healthz', { ...quiet, schema: { summary: 'The process is up' } }, () => ({ status: 'up' }));

  app.get(
    '/readyz',
    { ...quiet, schema: { summary: 'It can serve; 503 with the reasons when not' } },
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
