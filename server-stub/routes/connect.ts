import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';

import type { LedBack, VisitEnd } from '../accounts/visits.ts';
import { CONNECT_PAGE_HEADERS, connectPage } from './connect-page-html.ts';
import { preferredLanguage } from './connect-page-words.ts';
import type { App, Gateway } from './gateway.ts';

const text = Type.Optional(Type.String({ maxLength: 2000 }));
/** Stripe may add what it likes. */
const OAuthQuery = Type.Object({ state: text, code: text, error: text, error_description: text });
const VisitQuery = Type.Object({ visit: text });

/** Browsers, on the way back from Stripe's pages: without a token, and perhaps another browser than went. */
export function connectRoutes(app: App, { accounts: { visits } }: Gateway): void {
  app.get('/connect/oauth', { schema: { hide: true, querystring: OAuthQuery } }, async (request, reply) => {
    const { state, code, error, error_description: errorDescription } = request.query;
    return leadOn(request, reply, await visits.fromOAuth(state, { code, error, errorDescription }));
  });
  app.get('/connect/return', { schema: { hide: true, querystring: VisitQuery } }, async (request, reply) =>
    leadOn(request, reply, await visits.fromOnboarding(request.query.visit)),
  );
  app.get('/connect/refresh', { schema: { hide: true, querystring: VisitQuery } }, async (request, reply) => {
    const next = await visits.anotherLink(request.query.visit);
    return 'url' in next ? reply.redirect(next.url, 303) : leadOn(request, reply, next);
  });
}

function leadOn(request: FastifyRequest, reply: FastifyReply, { end, returnTo }: LedBack) {
  if (returnTo !== null) return reply.redirect(returnTo, 303);
  return reply
    .code(STATUS[end] ?? 200)
    .headers(CONNECT_PAGE_HEADERS)
    .type('text/html; charset=utf-8')
    .send(connectPage(end, preferredLanguage(request.headers['accept-language'])));
}

const STATUS: Partial<Record<VisitEnd, number>> = { expired: 410, used: 410, failed: 502 };
