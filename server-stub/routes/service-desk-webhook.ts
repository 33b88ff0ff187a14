import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

import { bearer } from '../auth/guards.ts';
import { sha256 } from '../ids.ts';
import { ProblemError } from '../problem.ts';
import type { App, Gateway } from './gateway.ts';

/** The service desk says that something happened to a ticket. It is only a hint: the ticket is read. */
export function serviceDeskWebhookRoutes(app: App, { access, config }: Gateway): void {
  const secret = config.serviceDesk?.webhookSecret ?? null;
  if (secret === null) return;
  // In a scope of its own: a signature is over the bytes as they came.
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    scope.post(
      '/webhooks/service-desk',
      {
        // A whole issue comes with it.
        bodyLimit: 1024 * 1024,
        schema: {
          tags: ['For the operator'],
          summary: 'The service desk’s events',
          description:
            'Jira, with `SERVICE_DESK_WEBHOOK_SECRET` as bearer (an automation rule’s header) or as the key of `X-Hub-Signature` (a webhook with a secret). Of the body only `issue.key` is taken: the ticket itself is read, and only its configured status counts.',
        },
      },
      async (request) => {
        if (!Buffer.isBuffer(request.body) || !isFrom(request, request.body, secret))
          throw new ProblemError('api_key_invalid', 'This is not the service desk’s secret.');
        const key = readKey(request.body);
        if (key !== null) await access.deskWork.hint(key);
        return { received: true };
      },
    );
    done();
  });
}

/** See https://developer.atlassian.com/cloud/jira/platform/webhooks/ */
function isFrom(request: FastifyRequest, body: Buffer, secret: string): boolean {
  const signature = request.headers['x-hub-signature'];
  const [given, wanted] =
    typeof signature === 'string'
      ? [signature, `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`]
      : [bearer(request) ?? '', secret];
  return timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(wanted)));
}

function readKey(body: Buffer): string | null {
  try {
    const { issue }: { issue?: { key?: unknown } } = JSON.parse(body.toString());
    return typeof issue?.key === 'string' ? issue.key : null;
  } catch {
    // Nothing to learn from it; the clock's own look comes anyway.
    return null;
  }
}
