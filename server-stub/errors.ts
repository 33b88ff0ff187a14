import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { ProblemCode } from '../src/contract/problem.ts';
import { ProblemError } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The code for a field of the body that the schema refuses; without one it is `invalid_request`. */
    fieldProblems?: Readonly<Record<string, ProblemCode>>;
  }
}

/** Every refusal and every failure leaves as `application/problem+json`. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = toProblem(error, request);
    if (problem.code === 'internal') request.log.error({ err: error }, 'failed');
    sendProblem(problem, request, reply);
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new ProblemError('not_found', 'There is nothing at this address.'), request, reply),
  );
}

export function sendProblem(error: ProblemError, request: FastifyRequest, reply: FastifyReply): void {
  const problem = error.toProblem(request.id);
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  void reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problem);
}

function toProblem(error: FastifyError, request: FastifyRequest): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error.validation) return invalidField(error, request);
  switch (error.statusCode) {
    case 413:
      return new ProblemError('payload_too_large', 'The body is too large.');
    case 429:
      return new ProblemError(
        'too_many_requests',
        'Too many calls: slow down, and try again after Retry-After.',
      );
    case 404:
      return new ProblemError('not_found', 'There is nothing at this address.');
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new ProblemError(
      'invalid_request',
      'The request could not be read: send well-formed JSON as application/json.',
    );
  return new ProblemError('internal', 'Something went wrong in the gateway. It has been logged.');
}

function invalidField(
  { validation, validationContext }: FastifyError,
  request: FastifyRequest,
): ProblemError {
  const [first] = validation ?? [];
  const param = first?.params['missingProperty'] ?? first?.params['additionalProperty'];
  const path = [
    ...(first?.instancePath ?? '').split('/').slice(1),
    ...(typeof param === 'string' ? [param] : []),
  ];
  const field = path.join('.') || undefined;
  const code =
    (validationContext === 'body' && request.routeOptions.config.fieldProblems?.[field ?? '']) || null;
  const place = field ? `${validationContext ?? 'body'}, field ${field}` : (validationContext ?? 'body');
  return new ProblemError(
    code ?? 'invalid_request',
    `Wrong in the ${place}: ${first?.message ?? 'not valid'}.`,
    field,
  );
}
