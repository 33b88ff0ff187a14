import { Type } from 'typebox';

import { answerEmbedding, issueApiKey, provisionHost } from '../accounts/hosts.ts';
import { answers, refusals, SECURITY } from './answers.ts';
import type { App, Gateway } from './gateway.ts';
import { ApiKeyIssuedSchema, EmbeddingAnswerSchema, HostProvisionSchema } from './schemas/hosts.ts';
import { HostParams } from './schemas/shared.ts';

export function hostRoutes(app: App, { guards, store, accounts, config }: Gateway): void {
  app.get(
    '/v1/hosts/:hostId/embedding',
    {
      schema: {
        tags: ['In a call'],
        summary: 'Whether the asking page may frame the plugin page',
        description:
          'Any page, from a browser: it goes by the `Origin` header. `PaymentsHost` asks it before it makes a frame, so that a refusal becomes words and not the browser’s own error page.',
        params: HostParams,
        response: answers(EmbeddingAnswerSchema, 'none', 'not_found'),
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
        tags: ['For the operator'],
        summary: 'Describe a host and what it owns',
        description:
          'The operator. Declarative: the same body twice changes nothing. Organisations and clinics that the body leaves out are left as they were.',
        security: SECURITY.operator,
        params: HostParams,
        body: HostProvisionSchema,
        response: {
          204: Type.Null({ description: 'It is so.' }),
          ...refusals('operator', 'payload_too_large'),
        },
      },
    },
    async (request, reply) => {
      await provisionHost(store, accounts.domains, request.params.hostId, request.body);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/v1/hosts/:hostId/api-keys',
    {
      onRequest: guards.operator,
      schema: {
        tags: ['For the operator'],
        summary: 'Issue an API key',
        description:
          'The operator, for a host’s backend. A host may have several, so that one can follow another.',
        security: SECURITY.operator,
        params: HostParams,
        response: { 201: ApiKeyIssuedSchema, ...refusals('operator', 'not_found') },
      },
    },
    async (request, reply) => reply.code(201).send(await issueApiKey(store, request.params.hostId)),
  );
}
