import type { Stripe } from 'stripe';

import type { Dialect } from './dialect.ts';

export type ApiErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

export interface ApiErrorFields {
  readonly type: ApiErrorType;
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly advice_code?: string;
  readonly param?: string;
  readonly charge?: string;
  readonly payment_intent?: Stripe.PaymentIntent;
  readonly payment_method?: Stripe.PaymentMethod;
  readonly payment_method_type?: string;
}

export interface ApiErrorOptions {
  /**
   * Whether the endpoint had begun its work. Stripe keeps such an answer under the idempotency key,
   * and does not keep one that only says that the input is wrong.
   */
  readonly executed?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is not a success, in Stripe's form. Thrown by handlers; what they wrote is rolled back. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly fields: ApiErrorFields;
  readonly executed: boolean;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, fields: ApiErrorFields, options: ApiErrorOptions = {}) {
    super(fields.message);
    this.status = status;
    this.fields = fields;
    this.executed = options.executed ?? false;
    this.headers = options.headers ?? {};
  }
}

/**
 * Source: https://docs.stripe.com/api/errors; of OAuth: https://docs.stripe.com/connect/oauth-reference, whose
 * own errors are a code and a sentence. What goes wrong around it looks as everywhere.
 */
export function errorBody(fields: ApiErrorFields, requestLogUrl: string, dialect: Dialect = 'v1'): object {
  if (dialect === 'oauth' && fields.type === 'invalid_request_error' && fields.code !== 'rate_limit') {
    return { error: fields.code ?? 'invalid_request', error_description: fields.message };
  }
  const documentation = fields.code
    ? { doc_url: `https://stripe.com/docs/error-codes/${fields.code.replaceAll('_', '-')}` }
    : {};
  return { error: { ...fields, ...documentation, request_log_url: requestLogUrl } };
}

export function invalidRequest(message: string, code?: string, param?: string): ApiError {
  return new ApiError(400, {
    type: 'invalid_request_error',
    message,
    ...(code ? { code } : {}),
    ...(param ? { param } : {}),
  });
}

export function missingParam(param: string): ApiError {
  return invalidRequest(`Missing required param: ${param}.`, 'parameter_missing', param);
}

/** Source: https://docs.stripe.com/api-v2-overview#error-handling */
export function v2NotFound(kind: string, id: string): ApiError {
  return new ApiError(404, {
    type: 'invalid_request_error',
    code: 'not_found',
    message: `No such ${kind}: '${id}'`,
  });
}

export function resourceMissing(kind: string, id: string, param: string): ApiError {
  return new ApiError(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param,
  });
}
