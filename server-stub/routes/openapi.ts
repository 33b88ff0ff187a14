import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';

import type { App } from './gateway.ts';
import { nameSchemas } from './named-schemas.ts';

export function openapiOptions(url: string): FastifyDynamicSwaggerOptions {
  const bearer = (description: string) => ({ type: 'http' as const, scheme: 'bearer', description });
  return {
    transformObject: (document) =>
      nameSchemas(
        // What fastify has made is JSON but for what is undefined.
        JSON.parse(
          JSON.stringify('openapiObject' in document ? document.openapiObject : document.swaggerObject),
          needIdempotencyKey,
        ),
      ),
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
          accessToken: bearer('An access token of `POST /v1/tokens`: one person in one call.'),
          apiKey: bearer('The API key of a host’s backend, `pgk_…`.'),
          operatorKey: bearer('The operator’s key, `OPERATOR_API_KEY`.'),
        },
      },
    },
  };
}

/** Its absence is refused in words of its own, and not by the schema, which has to let it pass. */
function needIdempotencyKey(_key: string, value: unknown): unknown {
  const isIt =
    typeof value === 'object' && value !== null && 'name' in value && value.name === 'idempotency-key';
  return isIt ? { ...value, required: true } : value;
}

export function openapiRoutes(app: App): void {
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}
