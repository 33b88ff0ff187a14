import type { AccessRequest } from './contract/access-request.ts';
import type { LinkedAccount, ParkedAccount } from './contract/stripe-account.ts';
import type { PaymentAttempt, PaymentRequest } from './contract/payment-request.ts';

/**
 * A fact about a payment request, dispatched by the element that shows it: once for each change that the page
 * saw happen, never for what was so when the page was opened. A hint for the page; a backend asks the gateway.
 */
export abstract class PaymentRequestEvent extends Event {
  /** The request as it is since then. */
  readonly request: PaymentRequest;

  constructor(type: string, request: PaymentRequest) {
    super(type, { bubbles: true, composed: true });
    this.request = request;
  }
}

/** The clinician's request reached the payer. */
export class PaymentRequestedEvent extends PaymentRequestEvent {
  constructor(request: PaymentRequest) {
    super('payment-requested', request);
  }
}

/** Stripe took the payment, says the gateway. */
export class PaymentReceivedEvent extends PaymentRequestEvent {
  constructor(request: PaymentRequest) {
    super('payment-received', request);
  }
}

/** The payer chose not to pay. */
export class PaymentRefusedEvent extends PaymentRequestEvent {
  constructor(request: PaymentRequest) {
    super('payment-refused', request);
  }
}

/** The clinician withdrew the request. */
export class PaymentCancelledEvent extends PaymentRequestEvent {
  constructor(request: PaymentRequest) {
    super('payment-cancelled', request);
  }
}

/** Nobody paid in time. */
export class PaymentExpiredEvent extends PaymentRequestEvent {
  constructor(request: PaymentRequest) {
    super('payment-expired', request);
  }
}

/** One try did not go through (a card was declined, a bank's check failed); the request stays open. */
export class AttemptFailedEvent extends PaymentRequestEvent {
  constructor(request: PaymentRequest) {
    super('attempt-failed', request);
  }

  get attempt(): PaymentAttempt | null {
    return this.request.lastAttempt;
  }
}

/**
 * A fact about the clinic's Stripe account, dispatched by the element that shows it: once for each change that the
 * page saw happen, never for what was so when the page was opened.
 */
export abstract class StripeAccountEvent extends Event {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true });
  }
}

/** An account came back from Stripe, and waits for *Use this account*. */
export class StripeAccountReturnedEvent extends StripeAccountEvent {
  readonly account: ParkedAccount;

  constructor(account: ParkedAccount) {
    super('stripe-account-returned');
    this.account = account;
  }
}

/** The clinic is paid on this account from now on. */
export class StripeAccountLinkedEvent extends StripeAccountEvent {
  readonly account: LinkedAccount;

  constructor(account: LinkedAccount) {
    super('stripe-account-linked');
    this.account = account;
  }
}

/** Stripe has another word on the linked account: its `health` is not what it was. */
export class StripeAccountChangedEvent extends StripeAccountEvent {
  readonly account: LinkedAccount;

  constructor(account: LinkedAccount) {
    super('stripe-account-changed');
    this.account = account;
  }
}

/** The clinic has no account any more. */
export class StripeAccountRemovedEvent extends StripeAccountEvent {
  /** Who removed it; `stripe`: it was disconnected at Stripe's end. */
  readonly by: 'admin' | 'stripe' | 'operator';

  constructor(by: StripeAccountRemovedEvent['by']) {
    super('stripe-account-removed');
    this.by = by;
  }
}

/**
 * The person pressed the way to the request form. A page that shows the form by itself calls `preventDefault()`:
 * the link to `access-url` is not followed then.
 */
export class AccessFormChosenEvent extends Event {
  constructor() {
    super('access-form-chosen', { bubbles: true, composed: true, cancelable: true });
  }
}

/**
 * A fact about a request for access, dispatched by the element that shows it: once for each change that the page
 * saw happen, never for what was so when the page was opened.
 */
export abstract class AccessRequestEvent extends Event {
  /** The request as it is since then. */
  readonly request: AccessRequest;

  constructor(type: string, request: AccessRequest) {
    super(type, { bubbles: true, composed: true });
    this.request = request;
  }
}

/** The request form was sent. */
export class AccessRequestedEvent extends AccessRequestEvent {
  constructor(request: AccessRequest) {
    super('access-requested', request);
  }
}

/** The telehealth manager raised the service request ticket. */
export class AccessRaisedEvent extends AccessRequestEvent {
  constructor(request: AccessRequest) {
    super('access-raised', request);
  }
}

/** What was sent was corrected. */
export class AccessCorrectedEvent extends AccessRequestEvent {
  constructor(request: AccessRequest) {
    super('access-corrected', request);
  }
}

/** Payments are enabled for the clinics of the request. */
export class AccessApprovedEvent extends AccessRequestEvent {
  constructor(request: AccessRequest) {
    super('access-approved', request);
  }
}

/** The service desk said no; the request has its reason. */
export class AccessDeclinedEvent extends AccessRequestEvent {
  constructor(request: AccessRequest) {
    super('access-declined', request);
  }
}

/** The request was withdrawn. */
export class AccessWithdrawnEvent extends AccessRequestEvent {
  constructor(request: AccessRequest) {
    super('access-withdrawn', request);
  }
}

declare global {
  interface HTMLElementEventMap {
    'payment-requested': PaymentRequestedEvent;
    'payment-received': PaymentReceivedEvent;
    'payment-refused': PaymentRefusedEvent;
    'payment-cancelled': PaymentCancelledEvent;
    'payment-expired': PaymentExpiredEvent;
    'attempt-failed': AttemptFailedEvent;
    'stripe-account-returned': StripeAccountReturnedEvent;
    'stripe-account-linked': StripeAccountLinkedEvent;
    'stripe-account-changed': StripeAccountChangedEvent;
    'stripe-account-removed': StripeAccountRemovedEvent;
    'access-requested': AccessRequestedEvent;
    'access-raised': AccessRaisedEvent;
    'access-corrected': AccessCorrectedEvent;
    'access-approved': AccessApprovedEvent;
    'access-declined': AccessDeclinedEvent;
    'access-withdrawn': AccessWithdrawnEvent;
    'access-form-chosen': AccessFormChosenEvent;
  }
}
