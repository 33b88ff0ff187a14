import { createHash } from 'node:crypto';

import type { IdempotencyStore, KeptAnswer } from '../store/idempotency-store.ts';
import { ApiError, invalidRequest } from './api-error.ts';
import type { FormObject, FormValue } from './form.ts';

export interface KeyedRequest {
  readonly account: string;
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly fingerprint: string;
}

const MAX_KEY_LENGTH = 255;

/**
 * Stripe's idempotency: one answer by account and key. What is running is known in
 * memory only: a process that dies has committed nothing of it, so the key is free again.
 * Source: https://docs.stripe.com/api/idempotent_requests
 */
export class Idempotency {
  readonly #store: IdempotencyStore;
  readonly #running = new Set<string>();

  constructor(store: IdempotencyStore) {
    this.#store = store;
  }

  /** The kept answer to replay; null when the request is to be carried out, and then `end` must follow. */
  begin(request: KeyedRequest): KeptAnswer | null {
    if (request.key.length > MAX_KEY_LENGTH) {
      throw invalidRequest(`Idempotency key is too long: the maximum is ${MAX_KEY_LENGTH} characters.`);
    }
    const kept = this.#store.get(request.account, request.key);
    if (kept) return sameRequest(request, kept);
    const slot = slotOf(request);
    if (this.#running.has(slot)) throw idempotencyKeyInUse(request.key);
    this.#running.add(slot);
    return null;
  }

  keep(request: KeyedRequest, status: number, body: string, requestId: string): void {
    const { method, path, fingerprint } = request;
    this.#store.keep(request.account, request.key, { method, path, fingerprint, status, body, requestId });
  }

  end(request: KeyedRequest): void {
    this.#running.delete(slotOf(request));
  }
}

/** The same parameters in another order are the same request. */
export function fingerprint(params: FormObject): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(params)))
    .digest('hex');
}

function sorted(value: FormValue): unknown {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.entries(value)
    .map(([key, entry]: [string, FormValue]) => [key, sorted(entry)])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

function sameRequest(request: KeyedRequest, kept: KeptAnswer): KeptAnswer {
  if (kept.method !== request.method || kept.path !== request.path) {
    throw mismatch(
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${kept.path}' vs '${request.path}'). Try using a key other than '${request.key}' if you meant to execute a different request.`,
    );
  }
  if (kept.fingerprint !== request.fingerprint) {
    throw mismatch(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${request.key}' if you meant to execute a different request.`,
    );
  }
  return kept;
}

function mismatch(message: string): ApiError {
  return new ApiError(400, { type: 'idempotency_error', message });
}

export function idempotencyKeyInUse(key: string): ApiError {
  return new ApiError(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
  });
}

function slotOf({ account, key }: KeyedRequest): string {
  return `${account} ${key}`;
}
