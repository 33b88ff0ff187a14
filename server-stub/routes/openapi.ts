import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';

import type { App } from './gateway.ts';

export function openapiOptions(url: string): FastifyDynamicSwaggerOptions {
  const bearer = (description: string) => ({ type: 'http' as const, scheme: 'bearer', description });
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Video Call Payment Gateway',
        version: '1',
        description: 'Take a payment inside a video call. Errors are RFC 9457 problems with a stable `code`.',
      },
      servers: [{ url }],
      components: {
        securitySchemes: {
          accessToken: bearer('An access token of `POST /v1/tokens`.'),
          apiKey: bearer('A host backend’s API key.'),
          operatorKey: bearer('The operator’s key.'),
        },
      },
    },
  };
}

export function openapiRoutes(app: App): void {
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}
