import type { Role } from '../contract/roles.ts';
import type { PaymentRequest } from '../contract/payment-request.ts';
import type { Localization } from '../localization/localization.ts';
import type { RequestFacts } from '../localization/messages.ts';
import { formatMoney } from '../localization/money.ts';
import type { PaymentNotification } from './host-port.ts';
import type { PaymentFact } from './state.ts';

/** What a sentence about a request may say to this reader: `name` is the other side's. */
export function requestFacts(
  request: PaymentRequest,
  { locale, messages }: Localization,
  isPayer: boolean,
): RequestFacts {
  return {
    amount: formatMoney(request, locale),
    description: request.description,
    name: isPayer ? request.clinic.name : (request.payer.displayName ?? messages.common.somebody),
  };
}

/** What is said aloud of a fact, or null. What the reader did themselves, or is told elsewhere, is not said. */
export function announcementOf(
  { name, request }: PaymentFact,
  localization: Localization,
  role: Role,
): string | null {
  const isPayer = role !== 'clinician';
  const words = localization.messages.announcements;
  const facts = requestFacts(request, localization, isPayer);
  switch (name) {
    case 'payment-requested':
      return isPayer ? words.paymentRequestedForYou(facts) : null;
    case 'payment-received':
      return isPayer ? words.paymentSuccessful(facts) : words.paymentReceived(facts);
    case 'payment-cancelled':
      return words.requestWithdrawn(facts);
    case 'payment-refused':
      return isPayer ? null : words.requestRefused(facts);
    case 'payment-expired':
      return words.requestExpired(facts);
    default:
      return request.lastAttempt?.outcome === 'declined' ? words.attemptDeclined(facts) : null;
  }
}

export function receivedNotification(
  request: PaymentRequest,
  localization: Localization,
): PaymentNotification {
  const { title, body, dismiss } = localization.messages.notification;
  return {
    id: request.id,
    kind: 'payment-received',
    title,
    body: body(requestFacts(request, localization, false)),
    dismissLabel: dismiss,
  };
}
