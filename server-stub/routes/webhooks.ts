import { ProblemError } from '../problem.ts';
import { SignatureError } from '../stripe/stripe-port.ts';
import type { App, Gateway } from './gateway.ts';

export function webhookRoutes(app: App, { payments }: Gateway): void {
  // In a scope of its own: the signature is over the bytes as they came.
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    scope.post(
      '/webhooks/stripe',
      {
        bodyLimit: 1024 * 1024,
        config: { rateLimit: false },
        schema: {
          tags: ['For the operator'],
          summary: 'Stripe’s events',
          description:
            'Stripe, signed with one of `STRIPE_WEBHOOK_SECRETS` over the bytes as they come; up to 1 MB. An event that is none of ours is answered 200 as well, counted, and not stored.',
        },
      },
      async (request) => {
        const signature = request.headers['stripe-signature'];
        if (typeof signature !== 'string' || !Buffer.isBuffer(request.body)) throw unsigned();
        try {
          await payments.webhooks.receive(request.body, signature);
        } catch (error) {
          if (error instanceof SignatureError) throw unsigned();
          throw error;
        }
        return { received: true };
      },
    );
    done();
  });
}

function unsigned(): ProblemError {
  return new ProblemError('invalid_request', 'The event is not signed with a secret of this endpoint.');
}
