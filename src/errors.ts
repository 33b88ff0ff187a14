import type { ProblemCode } from './contract/problem.ts';

/** What can go wrong between a plugin page and the page that hosts it. */
export type BridgeErrorCode =
  /** The plugin page is not in a frame. Open it through the call's page, which frames it. */
  | 'NOT_EMBEDDED'
  /**
   * This site may not frame the plugin page. Add its exact origin to the host's `frameOrigins` at the
   * gateway.
   */
  | 'ORIGIN_NOT_ALLOWED'
  /**
   * The other page did not answer in time. Offer to try again; if it lasts, look for a policy that blocks the
   * frame or its scripts.
   */
  | 'CONNECT_TIMEOUT'
  /**
   * The two pages speak no common version of the bridge. Update the package in the call's page, or the
   * gateway.
   */
  | 'VERSION_UNSUPPORTED'
  /** The framed page is not a page of this package. Check the gateway's address and the host id. */
  | 'PLUGIN_UNKNOWN'
  /** The other page cannot do this. Kept for a later version: nothing raises it now. */
  | 'NOT_SUPPORTED'
  /**
   * The other page does not know what it was asked for: an older version, or a capability that the host did
   * not give.
   */
  | 'METHOD_NOT_FOUND'
  /** What was asked for is not of the expected form. */
  | 'INVALID_PARAMS'
  /** Only plain JSON crosses the bridge. Leave out functions, dates, class instances and cycles. */
  | 'NOT_CLONEABLE'
  /** The message is too long, or too deep. Send less: references instead of contents. */
  | 'PAYLOAD_TOO_LARGE'
  /** Too many calls at once. Slow down, and try again a little later. */
  | 'RATE_LIMITED'
  /** The other page may not ask for this. Kept for a later version: nothing raises it now. */
  | 'FORBIDDEN'
  /** The person chose not to. Kept for a later version: nothing raises it now. */
  | 'USER_CANCELLED'
  /** The caller called it off. Nothing to do. */
  | 'CANCELLED'
  /**
   * The other page did not answer in time: it may or may not have done what it was asked. Ask how things
   * stand before doing it again.
   */
  | 'TIMEOUT'
  /** The framed page has loaded anew meanwhile. The connection comes back by itself; ask again then. */
  | 'PLUGIN_RELOADED'
  /** The call's page has ended the connection. Nothing more can be shown in this frame. */
  | 'HOST_GONE'
  /**
   * `PaymentsHost` was unmounted, or its frame was taken out of the page. Mount it again, and do not move the
   * frame.
   */
  | 'DESTROYED'
  /**
   * The call's data channel did not take the message. Nothing is lost: the event stream says the same a
   * little later.
   */
  | 'RELAY_UNAVAILABLE'
  /**
   * `getToken` failed, or answered something else than `{token, expiresAt}`. The console of the call's page
   * has its error; it is asked again by itself.
   */
  | 'TOKEN_UNAVAILABLE'
  /**
   * The token is of another person or another call than the context says. Mint it for the same
   * `participantId` and `callId` as `self.id` and `callId`.
   */
  | 'CONTEXT_MISMATCH'
  /** The other page failed while it did what it was asked. Its own console has the reason. */
  | 'HANDLER_ERROR'
  /** Something failed that should not have. Report it, with `cause`. */
  | 'INTERNAL';

/** What can go wrong in the page itself. */
export type PageErrorCode =
  /**
   * No session: neither the `session` property nor the `<meta name="payments-gateway">` is there. Add one of
   * them.
   */
  | 'NOT_CONFIGURED'
  /**
   * A setting or an argument is not of the expected form. The message names it, and says what was expected.
   */
  | 'INVALID_CONFIGURATION'
  /**
   * Stripe's card form cannot be placed here: the element is outside the document or inside a shadow root
   * with manual slots, or the same request's form is open elsewhere in the page.
   */
  | 'CARD_FORM_MISPLACED'
  /**
   * Stripe.js, or its card form, did not load. Offer to try again; if it lasts, look for a policy or a
   * blocker that stops `https://js.stripe.com`.
   */
  | 'STRIPE_UNAVAILABLE'
  /**
   * The gateway did not answer, or a script of ours did not load. What was asked may have been done: the page
   * asks again by itself.
   */
  | 'GATEWAY_UNREACHABLE'
  /**
   * What answered is not the gateway, or not its contract. Check the gateway's address, and what stands in
   * front of it.
   */
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
