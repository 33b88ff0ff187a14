import type { AccessToken } from '../../src/contract/gateway-session.ts';
import type { HostProvision, TokenRequest } from '../../src/contract/hosts.ts';

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
    const apiKey = readText(await send(url, 'POST', this.#operatorKey, {}), 'apiKey');
    if (apiKey === '') throw new Error('The gateway answered without an API key.');
    return apiKey;
  }

  listAccess(query: { readonly status?: string; readonly cursor?: string }): Promise<unknown> {
    const url = `${this.#baseUrl}/v1/operator/access-requests?${new URLSearchParams({ ...query })}`;
    return send(url, 'GET', this.#operatorKey);
  }

  readAccess(id: string): Promise<unknown> {
    return send(`${this.#baseUrl}/v1/operator/access-requests/${id}`, 'GET', this.#operatorKey);
  }

  decideAccess(id: string, decision: 'approve' | 'decline', body: object): Promise<unknown> {
    return send(`${this.#baseUrl}/v1/access-requests/${id}/${decision}`, 'POST', this.#operatorKey, body);
  }
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
    return readToken(await send(`${this.#baseUrl}/v1/tokens`, 'POST', this.#apiKey, request));
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
      return { code: value['code'], detail: readText(value, 'detail') };
    }
  } catch {
    // Not JSON: whatever stands between us and the gateway answered. Its text is all there is to tell.
  }
  return { code: 'unexpected', detail: text.slice(0, 200) };
}

function readText(value: unknown, field: string): string {
  const found = isRecord(value) ? value[field] : undefined;
  return typeof found === 'string' ? found : '';
}

function readToken(value: unknown): AccessToken {
  const token = readText(value, 'token');
  const expiresAt = isRecord(value) ? value['expiresAt'] : undefined;
  if (token === '' || typeof expiresAt !== 'number') throw new Error('The gateway answered without a token.');
  return { token, expiresAt };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
