import type { Params } from './params.ts';

/** One call of the REST API, after everything that all endpoints share has been checked. */
export interface ApiCall {
  readonly requestId: string;
  /** Whose objects the call sees: the connected account's, else the platform's own. */
  readonly account: string;
  readonly key: ApiKey;
  /** As asked for in `Stripe-Version`; null when the caller left it to the account's default. */
  readonly apiVersion: string | null;
  readonly idempotencyKey: string | null;
  readonly params: Params;
  /** The `:id` of the path; empty where the path has none. */
  readonly id: string;
}

export type ApiKey =
  | { readonly kind: 'secret' }
  /** `ownFrame`: the call comes from a page of the simulator itself. */
  | { readonly kind: 'publishable'; readonly ownFrame: boolean };

export interface ApiReply {
  readonly status: number;
  readonly body: object;
  /** An error that keeps what was written: a declined card leaves its charge and its events. */
  readonly error?: true;
}

export interface ApiRoute {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** Whether a publishable key may call it too. */
  readonly publishable?: boolean;
  /** Runs inside one transaction; must not wait for anything. Throws `ApiError`. */
  readonly handle: (call: ApiCall) => ApiReply;
  /**
   * Of the v2 API: what a call under a key that has succeeded before answers, as things are now; without it,
   * what was answered then.
   */
  readonly again?: (call: ApiCall, answered: unknown) => ApiReply;
}

export function ok(body: object): ApiReply {
  return { status: 200, body };
}
