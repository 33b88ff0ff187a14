import { Type } from 'typebox';

import { answerEmbedding, issueApiKey, provisionHost } from '../accounts/hosts.ts';
import { answers, SECURITY, type App, type Gateway } from './gateway.ts';
import {
  ApiKeyIssuedSchema,
  EmbeddingAnswerSchema,
  HostParams,
  HostProvisionSchema,
  ProblemSchema,
} from './schemas.ts';

export function hostRoutes(app: App, { guards, store, config }: Gateway): void {
  app.get(
    '/v1/hosts/:hostId/embedding',
    {
      schema: {
        summary: 'Whether the asking page may frame the plugin page, before it makes the frame',
        params: HostParams,
        response: answers(EmbeddingAnswerSchema),
      },
    },
    (request) => answerEmbedding(store, config.url, request.params.hostId, request.headers.origin),
  );

  app.put(
    '/v1/hosts/:hostId',
    {
      onRequest: guards.operator,
      bodyLimit: 1024 * 1024,
      schema: {
        summary: 'Describe a host and what it owns',
        security: SECURITY.operator,
        params: HostParams,
        body: HostProvisionSchema,
        response: { 204: Type.Null(), '4xx': ProblemSchema },
      },
    },
    async (request, reply) => {
      await provisionHost(store, request.params.hostId, request.body);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/v1/hosts/:hostId/api-keys',
    {
      onRequest: guards.operator,
      schema: {
        summary: 'Issue an API key; it is shown this once',
        security: SECURITY.operator,
        params: HostParams,
        response: { ...answers(ApiKeyIssuedSchema), 201: ApiKeyIssuedSchema },
      },
    },
    async (request, reply) => reply.code(201).send(await issueApiKey(store, request.params.hostId)),
  );
}
