import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { sha256 } from '../ids.ts';
import { ProblemError } from '../problem.ts';
import type { TenantStore } from '../store/tenants.ts';
import type { AccessClaims, Reader } from './claims.ts';
import type { AccessTokens } from './tokens.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, once a guard has let them in. */
    reader: Reader | null;
  }
}

const API_KEY_PREFIX = 'pgk_';

export function newApiKey(): string {
  return API_KEY_PREFIX + randomBytes(32).toString('base64url');
}

type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** `onRequest` hooks: each lets one kind of caller in, and notes who it is. */
export interface Guards {
  readonly token: Guard;
  readonly apiKey: Guard;
  readonly tokenOrApiKey: Guard;
  readonly operator: Guard;
}

export function createGuards(parts: {
  tokens: AccessTokens;
  tenants: TenantStore;
  operatorKey: string;
}): Guards {
  const { tokens, tenants } = parts;
  const operatorHash = Buffer.from(sha256(parts.operatorKey));

  async function byToken(request: FastifyRequest, credential: string): Promise<void> {
    const claims = await tokens.verify(credential);
    request.reader = { kind: 'person', ...claims, ...(await sinceKnown(claims)) };
  }

  /** What the token was minted too early to name: an approved request for access counts at once. */
  async function sinceKnown(claims: AccessClaims): Promise<Partial<AccessClaims>> {
    const { hostId, organisationRef, clinicRef, clinicId } = claims;
    const isComplete = claims.organisationId !== null && (clinicRef === null || clinicId !== null);
    if (isComplete || organisationRef === null) return {};
    return tenants.resolve(hostId, organisationRef, clinicRef ?? undefined);
  }

  async function byApiKey(request: FastifyRequest, credential: string): Promise<void> {
    const hostId = await tenants.hostOfApiKey(sha256(credential));
    if (hostId === undefined) throw apiKeyInvalid();
    request.reader = { kind: 'host', hostId };
  }

  return {
    async token(request) {
      await byToken(request, bearer(request) ?? missing());
    },
    async apiKey(request) {
      await byApiKey(request, bearer(request) ?? missing('api_key_invalid'));
    },
    async tokenOrApiKey(request) {
      const credential = bearer(request) ?? missing();
      await (credential.startsWith(API_KEY_PREFIX) ? byApiKey : byToken)(request, credential);
    },
    async operator(request) {
      const given = Buffer.from(sha256(bearer(request) ?? missing('api_key_invalid')));
      if (!timingSafeEqual(given, operatorHash)) throw apiKeyInvalid();
    },
  };
}

export function bearer({ headers }: FastifyRequest): string | null {
  return /^Bearer +([^\s]+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}

function missing(code: 'token_missing' | 'api_key_invalid' = 'token_missing'): never {
  throw new ProblemError(code, 'Send “Authorization: Bearer …” with this call.');
}

function apiKeyInvalid(): ProblemError {
  return new ProblemError('api_key_invalid', 'This key does not open this.');
}

export function readerOf({ reader }: FastifyRequest): Reader {
  if (!reader) throw new Error('The route has no guard.');
  return reader;
}

export function personOf(request: FastifyRequest): Reader & { kind: 'person' } {
  const reader = readerOf(request);
  if (reader.kind !== 'person') throw new Error('The route lets in more than persons.');
  return reader;
}
