import type { AccessToken } from '../../src/contract/gateway-session.ts';
import type { ApiKeyIssued, HostProvision, TokenRequest } from '../../src/contract/hosts.ts';

/** The gateway answered with something else than 2xx. */
export class GatewayRefusal extends Error {
  override readonly name = 'GatewayRefusal';
  readonly status: number;
  /** The problem's `code`, when the gateway gave one. */
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(`The gateway answered ${status} ${code}: ${detail}`);
    this.status = status;
    this.code = code;
  }
}

/** What the operator of the platform does once per host. */
export class GatewayOperator {
  readonly #baseUrl: string;
  readonly #operatorKey: string;

  constructor(baseUrl: string, operatorKey: string) {
    this.#baseUrl = baseUrl;
    this.#operatorKey = operatorKey;
  }

  async provisionHost(hostId: string, provision: HostProvision): Promise<void> {
    await send(`${this.#baseUrl}/v1/hosts/${hostId}`, 'PUT', this.#operatorKey, provision);
  }

  async issueApiKey(hostId: string): Promise<string> {
    const url = `${this.#baseUrl}/v1/hosts/${hostId}/api-keys`;
    const answer = await send(url, 'POST', this.#operatorKey, {});
    return readField<ApiKeyIssued>(answer, 'apiKey', 'string');
  }
}

/** `GET /v1/session` in the name of a token's bearer. Throws as `GatewayTokens.mint` does. */
export function readSession(baseUrl: string, token: string): Promise<unknown> {
  return send(`${baseUrl}/v1/session`, 'GET', token);
}

/** What a host's backend does with its API key. */
export class GatewayTokens {
  readonly #baseUrl: string;
  readonly #apiKey: string;

  constructor(baseUrl: string, apiKey: string) {
    this.#baseUrl = baseUrl;
    this.#apiKey = apiKey;
  }

  /** Throws `GatewayRefusal`, or fetch's error when the gateway is not there. */
  async mint(request: TokenRequest): Promise<AccessToken> {
    const answer = await send(`${this.#baseUrl}/v1/tokens`, 'POST', this.#apiKey, request);
    return {
      token: readField<AccessToken>(answer, 'token', 'string'),
      expiresAt: readField<AccessToken>(answer, 'expiresAt', 'number'),
    };
  }
}

async function send(url: string, method: string, bearer: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await answer.text();
  if (answer.ok) return text === '' ? null : JSON.parse(text);
  const problem = parseProblem(text);
  throw new GatewayRefusal(answer.status, problem.code, problem.detail);
}

function parseProblem(text: string): { code: string; detail: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value) && typeof value['code'] === 'string') {
      return { code: value['code'], detail: String(value['detail'] ?? '') };
    }
  } catch {
    // Not JSON: whatever stands between us and the gateway answered. Its text is all there is to tell.
  }
  return { code: 'unexpected', detail: text.slice(0, 200) };
}

interface FieldTypes {
  string: string;
  number: number;
}

function readField<Shape>(value: unknown, field: keyof Shape & string, type: 'string'): string;
function readField<Shape>(value: unknown, field: keyof Shape & string, type: 'number'): number;
function readField(value: unknown, field: string, type: keyof FieldTypes): string | number {
  const found = isRecord(value) ? value[field] : undefined;
  if ((typeof found === 'string' || typeof found === 'number') && typeof found === type) return found;
  throw new Error(`The gateway's answer has no ${type} "${field}".`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
