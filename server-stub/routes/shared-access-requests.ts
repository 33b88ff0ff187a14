import { answers } from './answers.ts';
import type { App, Gateway } from './gateway.ts';
import { SharedAccessRequestSchema, SharedAccessSecretSchema } from './schemas/access-requests.ts';

/** What a shared link's page calls: the secret in the body is the whole right, to one filled form. */
export function sharedAccessRoutes(app: App, { access }: Gateway): void {
  const route = (
    action: 'look' | 'raise' | 'refuse',
    path: string,
    summary: string,
    description: string,
  ): unknown =>
    app.post(
      `/v1/access-requests/shared${path}`,
      {
        schema: {
          tags: ['For admins'],
          summary,
          description: `The telehealth manager, with the secret of a shared link. ${description}`,
          body: SharedAccessSecretSchema,
          response: answers(SharedAccessRequestSchema, 'none', 'link_ended', 'access_request_closed'),
        },
      },
      (request) => access.shared[action](request.body.secret),
    );
  route('look', '', 'The filled form behind a shared link', 'Changes nothing.');
  route('raise', '/raise', 'Raise the service request ticket', 'A second time it finds it raised.');
  route('refuse', '/refuse', 'Say that a shared link is for somebody else', 'The link ends.');
}
