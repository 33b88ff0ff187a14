import { readerOf } from '../auth/guards.ts';
import { mintToken } from '../auth/mint.ts';
import { answers, SECURITY } from './answers.ts';
import type { App, Gateway } from './gateway.ts';
import { AccessTokenSchema, TokenRequestSchema } from './schemas/hosts.ts';

export function tokenRoutes(app: App, { guards, tokens, store }: Gateway): void {
  app.post(
    '/v1/tokens',
    {
      onRequest: guards.apiKey,
      config: { rateLimit: { max: 6000 } },
      schema: {
        tags: ['For a host’s backend'],
        summary: 'Mint an access token for a person',
        description:
          'The host’s backend, which knows who is asking. A person whom the gateway has not met in this call is noted as its participant. Organisations and clinics that it does not know get a token that may ask for nothing.',
        security: SECURITY.apiKey,
        body: TokenRequestSchema,
        response: answers(AccessTokenSchema, 'apiKey', 'payload_too_large'),
      },
    },
    (request) => mintToken({ tokens, tenants: store.tenants }, readerOf(request).hostId, request.body),
  );
}
