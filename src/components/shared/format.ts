import type { PaymentDetails, PaymentRequest } from '../../contract/payment-request.ts';
import type { Localization } from '../../localization/localization.ts';
import { formatMoney } from '../../localization/money.ts';

/** A time to come; with its weekday unless it is today. */
export function formatTime(at: number, locale: string, now = Date.now()): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(locale, isToday ? time : { weekday: 'long', ...time }).format(at);
}

/** Short enough to stand beside its name on a phone. */
export function formatDate(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** The amount of a request in the person's locale, without the code. */
export function amountOf(request: PaymentRequest, { locale }: Localization): string {
  return formatMoney(request, locale);
}

const BRANDS: Readonly<Record<string, string>> = {
  amex: 'American Express',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

/** What paid, e.g. `Visa •••• 4242` or `Link`. */
export function methodOf(payment: PaymentDetails, { messages }: Localization): string {
  const name = payment.cardBrand ?? payment.method;
  const brand = BRANDS[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
  return payment.cardLast4 ? messages.details.cardEnding(brand, payment.cardLast4) : brand;
}
