import { readerOf } from '../auth/guards.ts';
import { mintToken } from '../auth/mint.ts';
import { answers, SECURITY, type App, type Gateway } from './gateway.ts';
import { AccessTokenSchema, TokenRequestSchema } from './schemas.ts';

export function tokenRoutes(app: App, { guards, tokens, store }: Gateway): void {
  app.post(
    '/v1/tokens',
    {
      onRequest: guards.apiKey,
      config: { rateLimit: { max: 6000 } },
      schema: {
        summary: 'Mint an access token for a person (host backend)',
        security: SECURITY.apiKey,
        body: TokenRequestSchema,
        response: answers(AccessTokenSchema),
      },
    },
    (request) => mintToken({ tokens, tenants: store.tenants }, readerOf(request).hostId, request.body),
  );
}
