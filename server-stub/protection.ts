import cors, { type FastifyCorsOptionsDelegatePromise } from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import type { FastifyReply } from 'fastify';

import type { ProblemCode } from '../src/contract/problem.ts';
import { Aimless } from './auth/aimless.ts';
import { PluginOrigins } from './auth/plugin-origins.ts';
import { ShutOut } from './auth/shut-out.ts';
import { ProblemError } from './problem.ts';
import type { App } from './routes/gateway.ts';
import type { Store } from './store/store.ts';

/** What holds for every call before its route sees it: headers, which sites may call, and how often. */
export async function protect(app: App, store: Store, callsPerMinute: CallsPerMinute): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  });
  const pluginOrigins = new PluginOrigins(() => store.tenants.pluginOrigins());
  const corsOptions: FastifyCorsOptionsDelegatePromise = async ({ url, headers: { origin } }) => {
    if (/^\/v1\/hosts\/[^/]+\/embedding(\?|$)/.test(url)) return { ...CORS, origin: '*' };
    const isAllowed = origin !== undefined && url.startsWith('/v1/') && (await pluginOrigins.has(origin));
    return { ...CORS, origin: isAllowed ? origin : false };
  };
  await app.register(cors, () => corsOptions);
  await limitRates(app, store, callsPerMinute);
}

// Tokens go in a header, never in a cookie: there are no credentials for a browser to add by itself.
const CORS = {
  methods: ['GET', 'POST', 'PUT', 'DELETE'],
  allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'last-event-id'],
  exposedHeaders: ['retry-after'],
  maxAge: 600,
};

/** Bad credentials that one address may try in a minute. */
const MOST_REFUSALS = 300;
/** A token that has run out was good: a whole clinic may come with such from one address. */
const WRONG_CREDENTIALS: readonly ProblemCode[] = ['token_invalid', 'api_key_invalid', 'link_ended'];

interface CallsPerMinute {
  readonly host: number;
  /** One person, or one address. */
  readonly other: number;
}

async function limitRates(app: App, store: Store, callsPerMinute: CallsPerMinute): Promise<void> {
  await app.register(rateLimit, {
    ...(store.rateLimits && { store: store.rateLimits }),
    max: ({ reader }) => (reader?.kind === 'host' ? callsPerMinute.host : callsPerMinute.other),
    timeWindow: '1 minute',
    // After the guards, so that a call is counted to whom it belongs.
    hook: 'preHandler',
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    keyGenerator({ reader, ip }) {
      if (reader?.kind === 'host') return `host ${reader.hostId}`;
      return reader ? `person ${reader.clinicId} ${reader.callId} ${reader.participantId}` : `address ${ip}`;
    },
  });
  // Who is refused never gets as far as that: they are counted by address, for all processes together. Each asks only
  // when it has refused somebody itself: a call with good credentials costs nothing.
  const refusals = app.createRateLimit({
    max: MOST_REFUSALS,
    timeWindow: '1 minute',
    keyGenerator: ({ ip }) => `refusals ${ip}`,
  });
  const shutOut = new ShutOut();
  // Who has a token, and asks for something, goes on beside somebody of the same address who has not.
  const aimless = new Aimless(2 * callsPerMinute.other);
  app.addHook('onRequest', async ({ ip, headers, routeOptions, is404 }, reply) => {
    // A balancer's health checks may come from the address that its clients seem to have.
    if (routeOptions.config.rateLimit === false) return;
    const left = shutOut.left(ip);
    if (left > 0) throw tooMany(reply, left, 'Too many wrong credentials came from this address.');
    if (!is404 && headers.authorization !== undefined) return;
    const rest = aimless.left(ip);
    if (rest > 0) throw tooMany(reply, rest, 'Too many calls that lead nowhere came from this address.');
    if (is404) aimless.note(ip);
  });
  app.addHook('onError', async (request, _reply, error) => {
    if (!(error instanceof ProblemError)) return;
    if (error.code === 'token_missing') aimless.note(request.ip);
    if (!WRONG_CREDENTIALS.includes(error.code)) return;
    const state = await refusals(request);
    if (!state.isAllowed && state.isExceeded) shutOut.add(request.ip, state.ttl);
  });
}

function tooMany(reply: FastifyReply, left: number, detail: string): ProblemError {
  reply.header('retry-after', Math.ceil(left / 1000));
  return new ProblemError('too_many_requests', detail);
}
