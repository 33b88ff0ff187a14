import type { FastifyRequest, FastifyServerOptions } from 'fastify';

/** What is logged of a call and of an error is listed here: bodies, headers and Stripe's answers never are. */
export function loggerOptions(level: string): FastifyServerOptions['logger'] {
  return {
    level,
    redact: ['req.headers', 'headers', 'body', '*.authorization', '*.client_secret', '*.receipt_email'],
    serializers: {
      req: ({ method, url }: FastifyRequest) => ({ method, url }),
      err: (error: Error & { code?: unknown }) => ({
        type: error.name,
        message: error.message,
        stack: error.stack ?? '',
        ...(typeof error.code === 'string' && { code: error.code }),
      }),
    },
  };
}
