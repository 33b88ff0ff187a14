import { describeSession } from '../accounts/session.ts';
import { personOf } from '../auth/guards.ts';
import { answers, SECURITY, type App, type Gateway } from './gateway.ts';
import { GatewaySessionSchema } from './schemas.ts';

export function sessionRoutes(app: App, { guards, store, clock, config }: Gateway): void {
  app.get(
    '/v1/session',
    {
      onRequest: guards.token,
      schema: {
        summary: 'Who the bearer is, and whether payments are possible',
        security: SECURITY.token,
        response: answers(GatewaySessionSchema),
      },
    },
    (request) => describeSession({ store, clock, stripe: config.stripe }, personOf(request)),
  );
}
