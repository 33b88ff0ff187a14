import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { newRequestId } from '../ids.ts';
import type { ApiRoute } from './api-call.ts';
import type { ApiPipeline } from './api-pipeline.ts';
import { errorBody } from './api-error.ts';
import { dialectOf } from './dialect.ts';
import { decodeForm, FormError, type FormObject } from './form.ts';
import { formOfJson } from './json-form.ts';
import { requestLogUrl } from './request-log-url.ts';

/** Puts the REST API's routes under `/v1`, `/v2` and `/oauth`, with Stripe's own answers for what is not there. */
export function mountApi(
  app: FastifyInstance,
  pipeline: ApiPipeline,
  routes: readonly ApiRoute[],
  publicUrl: string,
): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, String(body));
    },
  );

  // Stripe.js calls the API from the pages of others.
  app.addHook('onRequest', async (request, reply) => {
    if (!isApi(request)) return;
    reply.headers({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'Request-Id, Stripe-Version',
      'access-control-max-age': '300',
    });
  });
  app.options('/v1/*', (_request, reply) =>
    reply
      .headers({
        'access-control-allow-methods': 'GET, POST, DELETE',
        'access-control-allow-headers':
          'Authorization, Content-Type, Idempotency-Key, Stripe-Account, Stripe-Version',
      })
      .code(204)
      .send(),
  );

  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => {
        const form = readForm(request, route);
        if (form instanceof FormError) return refuse(reply, publicUrl, 400, form.message);
        await pipeline.serve(route, request, reply, form);
        return reply;
      },
    });
  }

  app.setNotFoundHandler((request, reply) => {
    if (!isApi(request)) return reply.code(404).type('text/plain; charset=utf-8').send('Not found\n');
    return refuse(
      reply,
      publicUrl,
      404,
      `Unrecognized request URL (${request.method}: ${request.url.split('?')[0]}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/. (This simulator knows only a part of Stripe's API.)`,
    );
  });
}

function isApi(request: FastifyRequest): boolean {
  return /^\/v[12]\//.test(request.url);
}

/** The query, and the body over it. */
function readForm(request: FastifyRequest, route: ApiRoute): FormObject | FormError {
  try {
    const query = request.url.indexOf('?');
    const fromQuery = query < 0 ? {} : decodeForm(request.url.slice(query + 1));
    if (dialectOf(route.path) === 'v2') {
      if (typeof request.body === 'string') return new FormError('Expected the body to be JSON');
      return { ...fromQuery, ...formOfJson(request.body ?? {}) };
    }
    return typeof request.body === 'string' ? { ...fromQuery, ...decodeForm(request.body) } : fromQuery;
  } catch (error) {
    if (error instanceof FormError) return error;
    throw error;
  }
}

function refuse(reply: FastifyReply, publicUrl: string, status: number, message: string): FastifyReply {
  const requestId = newRequestId();
  return reply
    .code(status)
    .headers({ 'content-type': 'application/json', 'request-id': requestId })
    .send(
      JSON.stringify(
        errorBody({ type: 'invalid_request_error', message }, requestLogUrl(publicUrl, requestId)),
      ),
    );
}
