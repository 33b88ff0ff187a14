/** Every `code` that the gateway answers with, and its HTTP status. Codes are stable; sentences are not. */
export const PROBLEM_STATUS = {
  /**
   * The address, a header or the body is not as described. `field` names what is wrong, `detail` says how.
   */
  invalid_request: 400,
  /** No credential came with the call. Send `Authorization: Bearer …`. */
  token_missing: 401,
  /** Not an access token of this gateway, or one that was altered. Mint another. */
  token_invalid: 401,
  /** The access token has run out. Mint another, and make the same call again. */
  token_expired: 401,
  /**
   * No such API key or operator key, or none came where one is needed. Check which of the two the route
   * takes.
   */
  api_key_invalid: 401,
  /** The token's role, or its call, does not go with this action. Nothing to try again. */
  not_allowed: 403,
  /** This site may not do that. Add its exact origin to the host's `frameOrigins` or `pluginOrigins`. */
  origin_not_allowed: 403,
  /** Payments are not enabled for this clinic. Its `enabled` is part of what the operator provisions. */
  clinic_not_enabled: 403,
  /**
   * The clinic has no Stripe account that can take payments, or took its permission back. Link one, or finish
   * its onboarding at Stripe.
   */
  account_not_ready: 409,
  /** A request for access to one of the clinics is open, or the clinic is enabled already. `detail` names it. */
  access_already_requested: 409,
  /** The request for access was approved, declined or withdrawn, or its ticket was raised. Read it again. */
  access_request_closed: 409,
  /** The request for access was corrected since it was read. Read it again, and decide on what it says now. */
  revision_outdated: 409,
  /** The link has ended: a newer one, its time, or what it was for took its place. Ask for a new one. */
  link_ended: 410,
  /**
   * This way of linking is not there: linking an account that a clinic has already needs
   * `STRIPE_CONNECT_CLIENT_ID`. `strategies` of the standing says which there are.
   */
  strategy_unavailable: 409,
  /** The clinic has a Stripe account, or one is being removed. Remove it, or wait for that, and then link another. */
  account_linked: 409,
  /** The account that was named does not wait for *Use this account* (any more). Read the standing again. */
  account_not_parked: 409,
  /** Another organisation is paid on this Stripe account. Link another one. */
  account_in_use: 409,
  /** Real money is never taken for a test. */
  not_in_live_mode: 409,
  /** There is nothing at this address, or it is not the caller's to see: the answer is the same. */
  not_found: 404,
  /**
   * Send an `Idempotency-Key` header, 1 to 255 visible ASCII characters: new for each new request, the same
   * when it is tried again.
   */
  idempotency_key_missing: 400,
  /**
   * The same key is being worked on at this moment. Try again a little later. Kept for a later version:
   * nothing sends it now.
   */
  idempotency_key_in_use: 409,
  /** The key came before with another body. Use a new key for a new request. */
  idempotency_key_reused: 422,
  /** Not a whole, positive number in Stripe's units of the currency. */
  amount_invalid: 422,
  /** Below what Stripe takes in this currency; `limits.minimum` of the session says how much. */
  amount_too_small: 422,
  /** Above what Stripe takes; `limits.maximum` of the session says how much. */
  amount_too_large: 422,
  /** One line of 1 to 200 characters, something of it visible. */
  description_invalid: 422,
  /** No patient has joined the call yet, or several have. Say who pays with `payerId`. */
  payer_required: 422,
  /** `payerId` is of somebody in the call who is not a patient. */
  payer_unknown: 422,
  /** At most 64 characters, in one line. */
  reference_invalid: 422,
  /** Say in which `country` the clinic is: its currency does not. */
  country_required: 422,
  /** What was typed is not the clinic's name. */
  clinic_name_mismatch: 422,
  /** Not an email address; `field` says which. */
  email_invalid: 422,
  /**
   * The request was withdrawn, refused or has expired, or is about to be: it cannot be paid any more. Read it
   * again.
   */
  request_not_open: 409,
  /** The request is paid, or Stripe is settling it. Read it again. */
  already_paid: 409,
  /** Nothing of this payment can be given back: it is not paid, or all of it has been. Read it again. */
  not_refundable: 409,
  /** More than what is left of the payment. `refundable` of its history says how much is. */
  refund_too_large: 422,
  /** The payment is disputed: the bank has the money, and the dispute decides. Answer it at Stripe. */
  refund_disputed: 409,
  /** The clinic's balance at Stripe does not cover it. Top it up there, or wait for the next payments. */
  refund_balance_too_low: 409,
  /** The body is too large. */
  payload_too_large: 413,
  /** Too many calls, or too many wrong credentials from one address. `Retry-After` says when to try again. */
  too_many_requests: 429,
  /** Stripe refused it for good. The gateway's log has Stripe's code. */
  stripe_rejected: 502,
  /** Stripe did not answer. It is not known whether it acted: make the same call again. */
  stripe_unreachable: 503,
  /** The service desk did not answer. Nothing was changed: make the same call again in a moment. */
  service_desk_unreachable: 503,
  /** This gateway process is ending. Make the same call again in a moment. */
  shutting_down: 503,
  /** Something failed in the gateway, and was logged under `instance`. Make the same call again. */
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
