import type { Role } from '../contract/roles.ts';
import type { PaymentRequest } from '../contract/payment-request.ts';
import type { Localization } from '../localization/localization.ts';
import { announcementOf, receivedNotification } from './announcements.ts';
import type { HostPort } from './host-port.ts';
import type { ReceivedNotifications } from './received-notifications.ts';
import type { PaymentFact } from './state.ts';

export interface FactTellerOptions {
  readonly port: Pick<HostPort, 'report'>;
  readonly notifications: ReceivedNotifications;
  readonly getLocalization: () => Localization;
  readonly getRole: () => Role;
  readonly onFact: (fact: PaymentFact) => void;
  readonly announce: (sentence: string) => void;
}

/** Tells each fact once to everybody it concerns: the page, the host, and the person. */
export class FactTeller {
  readonly #options: FactTellerOptions;
  readonly #told = new Set<string>();

  constructor(options: FactTellerOptions) {
    this.#options = options;
  }

  tell(fact: PaymentFact): void {
    const { request } = fact;
    const attempt = fact.name === 'attempt-failed' ? request.lastAttempt?.at : '';
    const key = `${fact.name} ${request.id} ${attempt}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#options.onFact(fact);
    if (fact.name === 'payment-requested') {
      this.#options.port.report({ name: fact.name, requestId: request.id });
      return;
    }
    if (fact.name === 'payment-received' && this.received(request)) return;
    this.say(fact);
  }

  /** A payment that came in. Says whether the host draws the pop-up, and then speaks for it too. */
  received(request: PaymentRequest): boolean {
    const { port, notifications, getLocalization, getRole } = this.#options;
    port.report({ name: 'payment-received', requestId: request.id });
    return getRole() === 'clinician' && !notifications.add(receivedNotification(request, getLocalization()));
  }

  say(fact: PaymentFact): void {
    const { getLocalization, getRole, announce } = this.#options;
    const sentence = announcementOf(fact, getLocalization(), getRole());
    if (sentence !== null) announce(sentence);
  }
}
