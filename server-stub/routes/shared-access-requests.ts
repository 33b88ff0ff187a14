import { answers } from './answers.ts';
import type { App, Gateway } from './gateway.ts';
import {
  RaiseSharedAccessSchema,
  SharedAccessRequestSchema,
  SharedAccessSecretSchema,
} from './schemas/access-requests.ts';

/** What a shared link's page calls: the secret in the body is the whole right, to one filled form. */
export function sharedAccessRoutes(app: App, { access: { shared } }: Gateway): void {
  const described = (summary: string, description: string) => ({
    tags: ['For admins'],
    summary,
    description: `The telehealth manager, with the secret of a shared link. ${description}`,
  });
  const response = answers(SharedAccessRequestSchema, 'none', 'link_ended', 'access_request_closed');

  app.post(
    '/v1/access-requests/shared',
    {
      schema: {
        ...described('The filled form behind a shared link', 'Changes nothing.'),
        body: SharedAccessSecretSchema,
        response,
      },
    },
    (request) => shared.look(request.body.secret),
  );

  app.post(
    '/v1/access-requests/shared/raise',
    {
      schema: {
        ...described('Raise the service request ticket', 'A second time it finds it raised.'),
        body: RaiseSharedAccessSchema,
        response: answers(
          SharedAccessRequestSchema,
          'none',
          'link_ended',
          'access_request_closed',
          'revision_outdated',
        ),
      },
    },
    (request) => shared.raise(request.body.secret, request.body.revision),
  );

  app.post(
    '/v1/access-requests/shared/refuse',
    {
      schema: {
        ...described('Say that a shared link is for somebody else', 'The link ends.'),
        body: SharedAccessSecretSchema,
        response,
      },
    },
    (request) => shared.refuse(request.body.secret),
  );
}
