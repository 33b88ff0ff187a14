import { Type } from 'typebox';

import { personOf } from '../auth/guards.ts';
import { checkIdempotencyKey } from '../payments/input.ts';
import { answers, SECURITY } from './answers.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { App, Gateway } from './gateway.ts';
import {
  AccessIdParams,
  AccessListQuerySchema,
  AccessRequestFormSchema,
  AccessRequestPageSchema,
  AccessRequestSchema,
  AccessShareSchema,
} from './schemas/access-requests.ts';

export const ACCESS_PAGE = 50;
const ADMINS = 'An organisation’s or a clinic’s admin';

export function accessRequestRoutes(app: App, { guards, access }: Gateway): void {
  app.post(
    '/v1/access-requests',
    {
      onRequest: guards.token,
      schema: {
        tags: ['For admins'],
        summary: 'Ask for the app',
        description: `${ADMINS}, also of one that the gateway does not know yet. With \`isMe\` the ticket is raised at once; otherwise the request waits for the telehealth manager. The same key and body again answer with the same request.`,
        headers: Type.Object({
          'idempotency-key': Type.Optional(
            Type.String({
              description:
                '1 to 255 visible ASCII characters: new for each new request, the same when it is tried again.',
            }),
          ),
        }),
        security: SECURITY.token,
        body: AccessRequestFormSchema,
        response: {
          ...answers(
            AccessRequestSchema,
            'token',
            'idempotency_key_missing',
            'idempotency_key_reused',
            'not_allowed',
            'access_already_requested',
            'email_invalid',
            'payload_too_large',
          ),
          200: {
            ...AccessRequestSchema,
            'x-response-description': 'The key was known: its request, as it is.',
          },
          201: { ...AccessRequestSchema, 'x-response-description': 'Asked.' },
        },
      },
    },
    async (request, reply) => {
      const key = checkIdempotencyKey(request.headers['idempotency-key']);
      const asked = await access.ask(personOf(request), request.body, key);
      return reply.code(asked.isNew ? 201 : 200).send(asked.request);
    },
  );

  app.get(
    '/v1/access-requests',
    {
      onRequest: guards.token,
      schema: {
        tags: ['For admins'],
        summary: 'Requests for access, and what may be asked for',
        description: `${ADMINS}: the organisation’s, or those that name the clinic. Newest first.`,
        security: SECURITY.token,
        querystring: AccessListQuerySchema,
        response: answers(AccessRequestPageSchema, 'token', 'not_allowed'),
      },
    },
    async (request) => {
      const who = personOf(request);
      const rows = await access.list(who, ACCESS_PAGE + 1, readCursor(request.query.cursor));
      const page = rows.slice(0, ACCESS_PAGE);
      const last = page.at(-1);
      return {
        items: page.map((row) => access.view(who, row)),
        nextCursor:
          rows.length > ACCESS_PAGE && last ? writeCursor({ createdAt: last.created_at, id: last.id }) : null,
        scope: await access.scope(who),
      };
    },
  );

  app.get(
    '/v1/access-requests/:id',
    {
      onRequest: guards.token,
      schema: {
        tags: ['For admins'],
        summary: 'One request for access',
        description: 'Whoever may see it in the list.',
        security: SECURITY.token,
        params: AccessIdParams,
        response: answers(AccessRequestSchema, 'token', 'not_allowed', 'not_found'),
      },
    },
    (request) => access.get(personOf(request), request.params.id),
  );

  app.put(
    '/v1/access-requests/:id',
    {
      onRequest: guards.token,
      schema: {
        tags: ['For admins'],
        summary: 'Correct a request for access',
        description: `${ADMINS}, as long as it is not decided: the body takes the place of what was sent. A ticket that is open is told. Who raises the ticket can be changed until it is raised; a link that was shared with somebody else ends then.`,
        security: SECURITY.token,
        params: AccessIdParams,
        body: AccessRequestFormSchema,
        response: answers(
          AccessRequestSchema,
          'token',
          'not_allowed',
          'not_found',
          'access_already_requested',
          'access_request_closed',
          'email_invalid',
          'payload_too_large',
          'service_desk_unreachable',
        ),
      },
    },
    (request) => access.correct(personOf(request), request.params.id, request.body),
  );

  app.post(
    '/v1/access-requests/:id/withdraw',
    {
      onRequest: guards.token,
      schema: {
        tags: ['For admins'],
        summary: 'Withdraw a request for access',
        description: `${ADMINS}, as long as it is not decided. The ticket is told.`,
        security: SECURITY.token,
        params: AccessIdParams,
        response: answers(AccessRequestSchema, 'token', 'not_allowed', 'not_found', 'access_request_closed'),
      },
    },
    (request) => access.withdraw(personOf(request), request.params.id),
  );

  app.post(
    '/v1/access-requests/:id/share',
    {
      onRequest: guards.token,
      schema: {
        tags: ['For admins'],
        summary: 'Make the link for the telehealth manager',
        description: `${ADMINS}, while the request waits. The link opens that one filled form for seven days; a new one ends the one before. It is stored hashed.`,
        security: SECURITY.token,
        params: AccessIdParams,
        response: answers(AccessShareSchema, 'token', 'not_allowed', 'not_found', 'access_request_closed'),
      },
    },
    (request) => access.share(personOf(request), request.params.id),
  );
}
