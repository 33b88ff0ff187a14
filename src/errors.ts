import type { ProblemCode } from './contract/problem.ts';

/** What can go wrong between a plugin page and the page that hosts it. */
export type BridgeErrorCode =
  | 'NOT_EMBEDDED'
  | 'ORIGIN_NOT_ALLOWED'
  | 'CONNECT_TIMEOUT'
  | 'VERSION_UNSUPPORTED'
  | 'PLUGIN_UNKNOWN'
  | 'NOT_SUPPORTED'
  | 'METHOD_NOT_FOUND'
  | 'INVALID_PARAMS'
  | 'NOT_CLONEABLE'
  | 'PAYLOAD_TOO_LARGE'
  | 'RATE_LIMITED'
  | 'FORBIDDEN'
  | 'USER_CANCELLED'
  | 'CANCELLED'
  | 'TIMEOUT'
  | 'PLUGIN_RELOADED'
  | 'HOST_GONE'
  | 'DESTROYED'
  | 'RELAY_UNAVAILABLE'
  | 'TOKEN_UNAVAILABLE'
  | 'CONTEXT_MISMATCH'
  | 'HANDLER_ERROR'
  | 'INTERNAL';

/** What can go wrong in the page itself. */
export type PageErrorCode =
  /** No session: neither the property nor the `<meta>` configuration is there. */
  | 'NOT_CONFIGURED'
  /** A setting or an argument is not of the expected form. */
  | 'INVALID_CONFIGURATION'
  /** The card form cannot be placed in the document (it is inside a closed shadow root). */
  | 'CARD_FORM_MISPLACED'
  /** Stripe.js did not load. */
  | 'STRIPE_UNAVAILABLE'
  /** The gateway did not answer. */
  | 'GATEWAY_UNREACHABLE'
  /** The gateway answered something that is not its contract. */
  | 'GATEWAY_UNEXPECTED';

export type PaymentsErrorCode = BridgeErrorCode | PageErrorCode | ProblemCode;

export interface PaymentsErrorOptions {
  readonly cause?: unknown;
  /** Whether the same call may succeed later, unchanged. Defaults to false. */
  readonly retryable?: boolean;
  /** The field of the input that is wrong, when one is. */
  readonly field?: string;
  /** HTTP status, when the gateway said it. */
  readonly status?: number;
}

/**
 * The one error that this package throws. `code` is stable and meant for programs; `message` is for
 * developers, in English, and may change. `cause` keeps what was caught.
 */
export class PaymentsError extends Error {
  override readonly name = 'PaymentsError';
  readonly code: PaymentsErrorCode;
  readonly retryable: boolean;
  readonly field: string | undefined;
  readonly status: number | undefined;

  constructor(code: PaymentsErrorCode, message: string, options: PaymentsErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.field = options.field;
    this.status = options.status;
  }
}
