import { toView, viewForOperator } from '../access/view.ts';
import { ACCESS_PAGE } from './access-requests.ts';
import { answers, SECURITY } from './answers.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { App, Gateway } from './gateway.ts';
import {
  AccessIdParams,
  AccessRequestSchema,
  ApproveAccessRequestSchema,
  DeclineAccessRequestSchema,
  OperatorAccessListQuerySchema,
  OperatorAccessRequestPageSchema,
  OperatorAccessRequestSchema,
} from './schemas/access-requests.ts';

const TAGS = ['For the operator'];

export function operatorAccessRoutes(app: App, { guards, access: { decisions } }: Gateway): void {
  app.get(
    '/v1/operator/access-requests',
    {
      onRequest: guards.operator,
      schema: {
        tags: TAGS,
        summary: 'Everybody’s requests for access',
        description: 'The operator. Newest first; with `status` those alone.',
        security: SECURITY.operator,
        querystring: OperatorAccessListQuerySchema,
        response: answers(OperatorAccessRequestPageSchema, 'operator'),
      },
    },
    async (request) => {
      const { status, cursor } = request.query;
      const rows = await decisions.list(status, ACCESS_PAGE + 1, readCursor(cursor));
      const page = rows.slice(0, ACCESS_PAGE);
      const last = page.at(-1);
      return {
        items: page.map(viewForOperator),
        nextCursor:
          rows.length > ACCESS_PAGE && last ? writeCursor({ createdAt: last.created_at, id: last.id }) : null,
      };
    },
  );

  app.get(
    '/v1/operator/access-requests/:id',
    {
      onRequest: guards.operator,
      schema: {
        tags: TAGS,
        summary: 'One request for access, with its history',
        description: 'The operator. The history says who did what, also whose link raised the ticket.',
        security: SECURITY.operator,
        params: AccessIdParams,
        response: answers(OperatorAccessRequestSchema, 'operator', 'not_found'),
      },
    },
    (request) => decisions.get(request.params.id),
  );

  const refusals = ['not_found', 'access_request_closed', 'revision_outdated', 'payload_too_large'] as const;
  app.post(
    '/v1/access-requests/:id/approve',
    {
      onRequest: guards.operator,
      schema: {
        tags: TAGS,
        summary: 'Approve a request for access',
        description:
          'The operator, once its ticket is raised. Makes what is missing under the host’s own references, and enables the clinics: those that are there keep their name and currency. A second time changes nothing.',
        security: SECURITY.operator,
        params: AccessIdParams,
        body: ApproveAccessRequestSchema,
        response: answers(AccessRequestSchema, 'operator', ...refusals),
      },
    },
    async (request) => toView(await decisions.approve(request.params.id, request.body), false),
  );

  app.post(
    '/v1/access-requests/:id/decline',
    {
      onRequest: guards.operator,
      schema: {
        tags: TAGS,
        summary: 'Decline a request for access',
        description: 'The operator, once its ticket is raised, with a reason that the requester is shown.',
        security: SECURITY.operator,
        params: AccessIdParams,
        body: DeclineAccessRequestSchema,
        response: answers(AccessRequestSchema, 'operator', ...refusals),
      },
    },
    async (request) => toView(await decisions.decline(request.params.id, request.body), false),
  );
}
