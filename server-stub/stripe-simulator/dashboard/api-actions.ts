import type { ApiCall, ApiReply, ApiRoute } from '../http/api-call.ts';
import { ApiError } from '../http/api-error.ts';
import type { FormObject } from '../http/form.ts';
import { fingerprint, type Idempotency, type KeyedRequest } from '../http/idempotency.ts';
import { Params } from '../http/params.ts';
import { newRequestId } from '../ids.ts';
import type { Database } from '../store/database.ts';

export interface ActionParts {
  readonly routes: readonly ApiRoute[];
  readonly database: Database;
  readonly idempotency: Idempotency;
  /** Called after each commit: there may be events to deliver. */
  readonly committed: () => void;
}

export interface Action {
  readonly account: string;
  /** The API's, with `:id` as it is: `/v1/disputes/:id/close`. */
  readonly path: string;
  readonly id?: string;
  readonly params: FormObject;
  /** Whoever sends it twice has done it once. */
  readonly key: string;
}

export type ActionResult = { readonly done: true } | { readonly done: false; readonly message: string };

/**
 * What a clinic does in its dashboard is what the API would do, by the API's own code: same checks, same
 * idempotency, same events. Only the fault switches, which are about the network between, do not apply.
 */
export class ApiActions {
  readonly #parts: ActionParts;

  constructor(parts: ActionParts) {
    this.#parts = parts;
  }

  perform({ account, path, id = '', params, key }: Action): ActionResult {
    const route = this.#parts.routes.find((known) => known.method === 'POST' && known.path === path);
    if (!route) throw new TypeError(`expected a route of the API, got POST ${path}`);
    const requestId = newRequestId();
    const keyed: KeyedRequest = {
      account,
      key: `dashboard_${key}`,
      method: 'POST',
      path: path.replace(':id', id),
      fingerprint: fingerprint(params),
    };
    const call: ApiCall = {
      requestId,
      account,
      key: { kind: 'secret' },
      apiVersion: null,
      idempotencyKey: keyed.key,
      params: new Params(params),
      id,
    };
    try {
      this.#carryOut(route, call, keyed);
      return { done: true };
    } catch (error) {
      if (error instanceof ApiError) return { done: false, message: error.message };
      throw error;
    }
  }

  #carryOut(route: ApiRoute, call: ApiCall, keyed: KeyedRequest): void {
    const { database, idempotency, committed } = this.#parts;
    if (idempotency.begin(keyed)) return;
    try {
      database.transaction(() => {
        const reply: ApiReply = route.handle(call);
        idempotency.keep(keyed, reply.status, JSON.stringify(reply.body), call.requestId);
      });
    } finally {
      idempotency.end(keyed);
    }
    committed();
  }
}
