import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';

import type { Reader } from './auth/claims.ts';

/** What is logged of a call and of an error is listed here: bodies, headers and Stripe's answers never are. */
export function loggerOptions(level: string): FastifyServerOptions['logger'] {
  return {
    level,
    redact: ['req.headers', 'headers', 'body', '*.authorization', '*.client_secret', '*.receipt_email'],
    serializers: {
      req: ({ method, url }: FastifyRequest) => ({ method, url: pathOf(url) }),
      // The line that says how a call ended says by itself what it was, and whose: opaque ids, no names.
      res: ({ statusCode, request }: Pick<FastifyReply, 'statusCode'> & Partial<FastifyReply>) => ({
        statusCode,
        ...(request && {
          method: request.method,
          url: pathOf(request.url),
          ...whose(request.reader),
        }),
      }),
      err: (error: Error & { code?: unknown }) => ({
        type: error.name,
        message: error.message,
        stack: error.stack ?? '',
        ...(typeof error.code === 'string' && { code: error.code }),
      }),
    },
  };
}

/** What is searched for may be a name, and what Stripe leads back with is a credential. */
function pathOf(url: string): string {
  return url.replace(/\?.*$/s, '');
}

/** What a line of the log says of somebody. */
export function whose(reader: Reader | null): Readonly<Record<string, string | null>> {
  if (reader === null) return {};
  if (reader.kind === 'host') return { host: reader.hostId };
  const { role, participantId, callId } = reader;
  return { role, participant: participantId, call: callId };
}
