import type { TSchema } from 'typebox';

import { PROBLEM_STATUS, type ProblemCode } from '../../src/contract/problem.ts';
import { ProblemSchema } from './schemas/shared.ts';

/** Which credential a route takes, for OpenAPI. */
export const SECURITY = {
  token: [{ accessToken: [] }],
  apiKey: [{ apiKey: [] }],
  tokenOrApiKey: [{ accessToken: [] }, { apiKey: [] }],
  operator: [{ operatorKey: [] }],
};

/** What any route may be refused with. */
const ANYWHERE: readonly ProblemCode[] = [
  'invalid_request',
  'too_many_requests',
  'internal',
  'shutting_down',
];
const TOKEN: readonly ProblemCode[] = ['token_missing', 'token_invalid', 'token_expired'];
/** What each credential may be refused with. */
const CREDENTIALS = {
  none: [],
  token: TOKEN,
  apiKey: ['api_key_invalid'],
  tokenOrApiKey: [...TOKEN, 'api_key_invalid'],
  operator: ['api_key_invalid'],
} as const satisfies Record<keyof typeof SECURITY | 'none', readonly ProblemCode[]>;

interface Refusals {
  '4xx': typeof ProblemSchema;
  '5xx': typeof ProblemSchema;
}

/** The answers of a route, for OpenAPI: what it is for, and the codes that it may be refused with. */
export function answers<Schema extends TSchema>(
  schema: Schema,
  credential: keyof typeof CREDENTIALS,
  ...codes: ProblemCode[]
): { 200: Schema } & Refusals {
  return { 200: schema, ...refusals(credential, ...codes) };
}

export function refusals(credential: keyof typeof CREDENTIALS, ...codes: ProblemCode[]): Refusals {
  const all = [...codes, ...CREDENTIALS[credential], ...ANYWHERE];
  const byStatus = Map.groupBy(all, (code) => PROBLEM_STATUS[code]);
  const responses = [...byStatus].map(([status, these]) => [
    String(status),
    {
      description: these.map((code) => `\`${code}\``).join(', '),
      content: { 'application/problem+json': { schema: ProblemSchema } },
    },
  ]);
  // Refusals are thrown: to the types of a handler it is all one which status has which code.
  return Object.fromEntries(responses);
}
