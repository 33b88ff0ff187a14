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

declare global {
  interface HTMLElementEventMap {
    'payment-requested': PaymentRequestedEvent;
    'payment-received': PaymentReceivedEvent;
    'payment-refused': PaymentRefusedEvent;
    'payment-cancelled': PaymentCancelledEvent;
    'payment-expired': PaymentExpiredEvent;
    'attempt-failed': AttemptFailedEvent;
  }
}
