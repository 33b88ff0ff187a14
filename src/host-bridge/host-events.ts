import type { PaymentsErrorCode } from '../errors.ts';
import type { PaymentNotification } from '../session/host-port.ts';

/** The clinician has asked for a payment. A hint: confirm it from your backend. */
export class PaymentRequestedEvent extends Event {
  readonly requestId: string;
  constructor(requestId: string) {
    super('payment-requested');
    this.requestId = requestId;
  }
}

/** A payment has come in. A hint: confirm it from your backend. */
export class PaymentReceivedEvent extends Event {
  readonly requestId: string;
  constructor(requestId: string) {
    super('payment-received');
    this.requestId = requestId;
  }
}

/** A pop-up is about to be drawn in this page; cancel the event to draw it yourself. */
export class PaymentNotificationEvent extends Event {
  readonly notification: PaymentNotification;
  constructor(notification: PaymentNotification) {
    super('notification', { cancelable: true });
    this.notification = notification;
  }
}

/** Somebody has begun to pay here, or has ended. */
export class BusyChangedEvent extends Event {
  readonly busy: boolean;
  constructor(busy: boolean) {
    super('busy-changed');
    this.busy = busy;
  }
}

/** How many things wait for this person, 0 to 99. */
export class BadgeChangedEvent extends Event {
  readonly count: number;
  constructor(count: number) {
    super('badge-changed');
    this.count = count;
  }
}

/** Payments cannot be shown, and why. */
export class ConnectionFailedEvent extends Event {
  readonly code: PaymentsErrorCode;
  constructor(code: PaymentsErrorCode) {
    super('connection-failed');
    this.code = code;
  }
}

/** The frame shows the state of things. */
export class ReadyEvent extends Event {
  constructor() {
    super('ready');
  }
}

export interface PaymentsHostEventMap {
  'payment-requested': PaymentRequestedEvent;
  'payment-received': PaymentReceivedEvent;
  notification: PaymentNotificationEvent;
  'busy-changed': BusyChangedEvent;
  'badge-changed': BadgeChangedEvent;
  'connection-failed': ConnectionFailedEvent;
  ready: ReadyEvent;
}
