import { describeSession } from '../accounts/session.ts';
import { personOf } from '../auth/guards.ts';
import { answers, SECURITY } from './answers.ts';
import type { App, Gateway } from './gateway.ts';
import { GatewaySessionSchema } from './schemas/session.ts';

export function sessionRoutes(app: App, { guards, store, clock, config, payments }: Gateway): void {
  app.get(
    '/v1/session',
    {
      onRequest: guards.token,
      schema: {
        tags: ['In a call'],
        summary: 'Who the bearer is, and whether payments are possible',
        description: 'Anybody with a token. What a page asks first.',
        security: SECURITY.token,
        response: answers(GatewaySessionSchema, 'token'),
      },
    },
    (request) =>
      describeSession(
        { store, clock, stripe: config.stripe, health: payments.accountHealth },
        personOf(request),
      ),
  );
}
