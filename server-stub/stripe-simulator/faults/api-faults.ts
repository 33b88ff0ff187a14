import { setTimeout } from 'node:timers/promises';

import type { ApiCall, ApiReply, ApiRoute } from '../http/api-call.ts';
import { ApiError, type ApiErrorFields, errorBody } from '../http/api-error.ts';
import { type Faults, NoAnswer } from '../http/faults.ts';
import { idempotencyKeyInUse } from '../http/idempotency.ts';
import { requestLogUrl } from '../http/request-log-url.ts';
import { type ApiEffect, delayOf, type FaultRule } from './fault-rule.ts';
import type { FaultRules } from './fault-rules.ts';
import { fits } from './pattern.ts';

const UNREACHED: readonly ApiEffect[] = ['time-out', 'error-before', 'cut-before', 'conflict', 'rate-limit'];

/** The rules in force, where the API lets them in. A slow answer may meet another fault as well. */
export class ApiFaults implements Faults {
  readonly #rules: FaultRules;
  readonly #publicUrl: string;
  readonly #struck = new WeakMap<ApiCall, ApiEffect>();
  readonly #stopping = new AbortController();

  constructor(rules: FaultRules, publicUrl: string) {
    this.#rules = rules;
    this.#publicUrl = publicUrl;
  }

  arrive(call: ApiCall, route: ApiRoute): void {
    const rule = this.#strike(call, route, UNREACHED);
    if (rule) throw inPlaceOfAnswer(rule, call);
  }

  async beforeCommit(call: ApiCall, route: ApiRoute): Promise<void> {
    const rule = this.#strike(call, route, ['slow']);
    if (!rule) return;
    try {
      await setTimeout(delayOf(rule), undefined, { signal: this.#stopping.signal });
    } catch {
      throw new NoAnswer(0);
    }
  }

  seal(call: ApiCall, route: ApiRoute, reply: ApiReply): ApiReply {
    if (!this.#strike(call, route, ['error-after'])) return reply;
    const body = errorBody(UNKNOWN_ERROR, requestLogUrl(this.#publicUrl, call.requestId));
    return { status: 500, body, error: true };
  }

  async afterCommit(call: ApiCall, route: ApiRoute): Promise<'answer' | 'cut'> {
    return this.#strike(call, route, ['cut-after']) ? 'cut' : 'answer';
  }

  struck(call: ApiCall): ApiEffect | null {
    return this.#struck.get(call) ?? null;
  }

  /** Ends all waiting. */
  stop(): void {
    this.#stopping.abort();
  }

  #strike(call: ApiCall, route: ApiRoute, effects: readonly ApiEffect[]): FaultRule | null {
    const pattern = `${route.method} ${route.path}`;
    const exact = pattern.replace(':id', call.id);
    const struck = this.#rules.strike(
      (rule) =>
        effects.some((effect) => effect === rule.effect) &&
        (rule.account === null || rule.account === call.account) &&
        (rule.route === null || fits(rule.route, pattern) || fits(rule.route, exact)),
    );
    const effect = effects.find((known) => known === struck?.effect);
    if (effect) this.#struck.set(call, effect);
    return struck;
  }
}

const UNKNOWN_ERROR: ApiErrorFields = { type: 'api_error', message: 'An unknown error occurred.' };

function inPlaceOfAnswer(rule: FaultRule, call: ApiCall): ApiError | NoAnswer {
  switch (rule.effect) {
    case 'rate-limit':
      // Source: https://docs.stripe.com/rate-limits
      return new ApiError(
        429,
        {
          type: 'invalid_request_error',
          code: 'rate_limit',
          message:
            'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
        },
        { headers: { 'stripe-rate-limited-reason': 'global-rate' } },
      );
    case 'conflict':
      return call.idempotencyKey === null ? lockTimeout() : idempotencyKeyInUse(call.idempotencyKey);
    case 'error-before':
      // Nothing was kept under the key, so repeating the call is right.
      return new ApiError(500, UNKNOWN_ERROR, { headers: { 'stripe-should-retry': 'true' } });
    default:
      return new NoAnswer(delayOf(rule));
  }
}

/** Source: https://docs.stripe.com/rate-limits#object-lock-timeouts */
function lockTimeout(): ApiError {
  return new ApiError(429, {
    type: 'invalid_request_error',
    code: 'lock_timeout',
    message:
      'This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request. If you see this error frequently and are making multiple concurrent requests to a single object, make your requests serially or at a lower rate. For more details, see https://stripe.com/docs/rate-limits#object-lock-timeouts.',
  });
}
