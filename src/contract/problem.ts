/** Every `code` that the gateway answers with, and its HTTP status. Codes are stable; sentences are not. */
export const PROBLEM_STATUS = {
  invalid_request: 400,
  token_missing: 401,
  token_invalid: 401,
  token_expired: 401,
  api_key_invalid: 401,
  not_allowed: 403,
  origin_not_allowed: 403,
  clinic_not_enabled: 403,
  account_not_ready: 409,
  not_found: 404,
  idempotency_key_missing: 400,
  idempotency_key_in_use: 409,
  idempotency_key_reused: 422,
  amount_invalid: 422,
  amount_too_small: 422,
  amount_too_large: 422,
  description_invalid: 422,
  payer_required: 422,
  payer_unknown: 422,
  reference_invalid: 422,
  email_invalid: 422,
  request_not_open: 409,
  already_paid: 409,
  payload_too_large: 413,
  too_many_requests: 429,
  stripe_rejected: 502,
  stripe_unreachable: 503,
  shutting_down: 503,
  internal: 500,
} as const;

export type ProblemCode = keyof typeof PROBLEM_STATUS;

/** RFC 9457 `application/problem+json`, with our `code`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  /** One plain sentence: what was wrong, and what to do. */
  readonly detail: string;
  /** The field of the body that is wrong, when one is. */
  readonly field?: string;
  /** The request's id in the server's log. */
  readonly instance?: string;
}
