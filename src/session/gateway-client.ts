import type { GatewaySession } from '../contract/gateway-session.ts';
import type {
  CheckoutCredentials,
  CreatePaymentRequest,
  PayerActivityKind,
  PaymentRequest,
  PaymentRequestPage,
} from '../contract/payment-request.ts';
import { PaymentsError } from '../errors.ts';
import type { Clock } from './clock.ts';
import {
  isCheckoutCredentials,
  isGatewaySession,
  isPaymentRequest,
  isProblem,
  isRequestPage,
} from './gateway-shapes.ts';
import type { HostPort } from './host-port.ts';

/**
 * The gateway, as a session calls it. Each call rejects with a `PaymentsError`: the gateway's own code with
 * `field` and `status`, `GATEWAY_UNREACHABLE` when there was no answer (the call may have been carried out),
 * or `GATEWAY_UNEXPECTED` when the answer was not the gateway's contract.
 */
export interface GatewayClient {
  /** `freshToken`: with a new access token, since an old one may know less. */
  getSession(options?: { readonly freshToken?: boolean }): Promise<GatewaySession>;
  listRequests(): Promise<PaymentRequestPage>;
  getRequest(id: string): Promise<PaymentRequest>;
  createRequest(body: CreatePaymentRequest, idempotencyKey: string): Promise<PaymentRequest>;
  cancelRequest(id: string): Promise<PaymentRequest>;
  refuseRequest(id: string): Promise<PaymentRequest>;
  /** What Stripe.js needs. For memory only: never kept, never logged. */
  getCheckout(id: string): Promise<CheckoutCredentials>;
  sendActivity(id: string, kind: PayerActivityKind): Promise<void>;
  /** "Stripe said something, look": answers with the request as it is then. */
  settleRequest(id: string): Promise<PaymentRequest>;
  /** Any other call under `/v1` that answers with JSON; `isAnswer` says whether it is what was expected. */
  ask<Answer>(
    path: string,
    isAnswer: (value: unknown) => value is Answer,
    call?: GatewayCall,
  ): Promise<Answer>;
  /** A whole file under `/v1` of this media type, however long it takes. */
  download(path: string, type: string, signal: AbortSignal): Promise<Blob>;
  /** The event stream from `position` on, open until it ends or `signal` aborts. */
  openEvents(position: string, options: EventsOptions): Promise<ReadableStream<Uint8Array>>;
}

export interface EventsOptions {
  readonly signal: AbortSignal;
  /** The last token was said to have ended: ask for a new one. */
  readonly freshToken: boolean;
}

export interface GatewayClientOptions {
  /** The gateway's address, e.g. `https://pay.example.com`. */
  readonly baseUrl: string;
  readonly getToken: HostPort['getToken'];
  readonly clock: Clock;
  readonly fetch?: typeof fetch;
}

/** Some calls wait for Stripe behind the gateway. */
const ANSWER_TIMEOUT = 20_000;

export interface GatewayCall {
  /** `GET` unless given. */
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Call extends GatewayCall {
  readonly signal: AbortSignal;
  readonly freshToken?: boolean;
}

/** Speaks the gateway's HTTP contract over fetch. */
export function createGatewayClient(options: GatewayClientOptions): GatewayClient {
  const { getToken, clock } = options;
  const root = `${options.baseUrl.replace(/\/+$/, '')}/v1`;
  // A bare reference to window.fetch throws "Illegal invocation" when called on another object.
  const send: typeof fetch = options.fetch ?? ((input, init) => fetch(input, init));

  async function exchange(path: string, call: Call): Promise<Response> {
    let { token } = await getToken(call.freshToken ? { force: true } : undefined);
    for (let renewed = call.freshToken === true; ; renewed = true) {
      const response = await attempt(path, call, token);
      if (response.ok) return response;
      const error = await toError(response);
      if (response.status !== 401 || renewed) throw error;
      ({ token } = await getToken({ force: true }));
    }
  }

  async function attempt(path: string, call: Call, token: string): Promise<Response> {
    const hasBody = call.body !== undefined;
    try {
      return await send(root + path, {
        method: call.method ?? 'GET',
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${token}`,
          ...(hasBody && { 'content-type': 'application/json' }),
          ...call.headers,
        },
        ...(hasBody && { body: JSON.stringify(call.body) }),
        signal: call.signal,
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
      });
    } catch (cause) {
      throw unreachable(cause);
    }
  }

  /** One JSON call; the time limit holds until the whole answer is read. */
  async function ask<Answer>(
    path: string,
    isAnswer: (value: unknown) => value is Answer,
    call: Omit<Call, 'signal'> = {},
  ): Promise<Answer> {
    const limit = new AbortController();
    const stop = clock.after(ANSWER_TIMEOUT, () => limit.abort());
    try {
      const response = await exchange(path, { ...call, signal: limit.signal });
      const value: unknown = await readJson(response);
      if (!isAnswer(value)) throw unexpected(response);
      return value;
    } finally {
      stop();
    }
  }

  const one = (id: string, action = '') => `/payment-requests/${encodeURIComponent(id)}${action}`;
  const post = { method: 'POST' } as const;

  return {
    getSession: (options) => ask('/session', isGatewaySession, options),
    listRequests: () => ask('/payment-requests', isRequestPage),
    getRequest: (id) => ask(one(id), isPaymentRequest),
    createRequest: (body, key) =>
      ask('/payment-requests', isPaymentRequest, { ...post, body, headers: { 'idempotency-key': key } }),
    cancelRequest: (id) => ask(one(id, '/cancel'), isPaymentRequest, post),
    refuseRequest: (id) => ask(one(id, '/refuse'), isPaymentRequest, post),
    getCheckout: (id) => ask(one(id, '/checkout'), isCheckoutCredentials, post),
    async sendActivity(id, kind) {
      await ask(one(id, '/activity'), isAnything, { ...post, body: { kind } });
    },
    settleRequest: (id) => ask(one(id, '/settle'), isPaymentRequest, post),
    ask,
    async download(path, accept, signal) {
      const response = await exchange(path, { headers: { accept }, signal });
      if (!response.headers.get('content-type')?.startsWith(accept)) throw unexpected(response);
      return response.blob().catch((cause: unknown) => {
        throw unreachable(cause);
      });
    },
    async openEvents(position, { signal, freshToken }) {
      const headers = { accept: 'text/event-stream', 'last-event-id': position };
      const response = await exchange('/events', { headers, signal, freshToken });
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
      if (!isStream || !response.body) throw unexpected(response);
      return response.body;
    },
  };
}

function isAnything(_value: unknown): _value is unknown {
  return true;
}

async function readJson(response: Response): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (cause) {
    throw unreachable(cause);
  }
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return undefined; // No shape accepts it: the caller says what was expected.
  }
}

async function toError(response: Response): Promise<PaymentsError> {
  const problem = await readJson(response);
  const { status } = response;
  if (isProblem(problem)) {
    // Answers that say "not now": the same call, unchanged, may be taken later.
    // Not what Stripe has refused, though: the gateway repeats that for the same key.
    const retryable =
      (status >= 500 && problem.code !== 'stripe_rejected') ||
      status === 429 ||
      problem.code === 'idempotency_key_in_use';
    const field = typeof problem.field === 'string' ? { field: problem.field } : {};
    return new PaymentsError(problem.code, problem.detail, { status, retryable, ...field });
  }
  // A balancer in front of a gateway that is being restarted answers in its own words.
  return status >= 502 && status <= 504 ? unreachable(undefined, status) : unexpected(response);
}

function unreachable(cause: unknown, status?: number): PaymentsError {
  return new PaymentsError('GATEWAY_UNREACHABLE', 'The payments gateway did not answer.', {
    cause,
    retryable: true,
    ...(status !== undefined && { status }),
  });
}

function unexpected({ status, url }: Response): PaymentsError {
  return new PaymentsError(
    'GATEWAY_UNEXPECTED',
    `${url} answered ${status}, but not as the gateway does: is its address right?`,
    { status, retryable: status < 400 || status >= 500 },
  );
}
