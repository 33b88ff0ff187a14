import type { LitElement } from 'lit';

import type { ClientPayments } from './components/client-payments/client-payments.ts';
import type { PayNow } from './components/pay-now/pay-now.ts';
import type { PaymentReceivedToast } from './components/payment-received-toast/payment-received-toast.ts';
import type { PaymentsAccessRequest } from './components/payments-access-request/payments-access-request.ts';
import type { PaymentRecords } from './components/payment-records/payment-records.ts';
import type { RequestPayment } from './components/request-payment/request-payment.ts';

/** Every element, and the events that it dispatches. */
interface Elements {
  'request-payment': {
    element: RequestPayment;
    events:
      'payment-requested' | 'payment-refused' | 'payment-cancelled' | 'payment-expired' | 'attempt-failed';
  };
  'pay-now': {
    element: PayNow;
    events:
      | 'payment-requested'
      | 'payment-received'
      | 'payment-refused'
      | 'payment-cancelled'
      | 'payment-expired'
      | 'attempt-failed';
  };
  'payment-received-toast': { element: PaymentReceivedToast; events: 'payment-received' };
  'payments-access-request': {
    element: PaymentsAccessRequest;
    events:
      | 'access-requested'
      | 'access-raised'
      | 'access-corrected'
      | 'access-approved'
      | 'access-declined'
      | 'access-withdrawn';
  };
  'client-payments': {
    element: ClientPayments;
    events:
      | 'stripe-account-returned'
      | 'stripe-account-linked'
      | 'stripe-account-changed'
      | 'stripe-account-removed'
      | 'access-form-chosen';
  };
  'payment-records': { element: PaymentRecords; events: 'access-form-chosen' };
}

export type PaymentElementTag = keyof Elements;
type PaymentEventName = Elements[PaymentElementTag]['events'];

/** `requestId` is written `request-id`. */
type Dashed<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Dashed<Rest>}`
  : Name;

/** What a class adds to the elements of Lit that can be set. */
type Properties<Element> = {
  [
    Name in Exclude<keyof Element, keyof LitElement> as Element[Name] extends (...args: never[]) => unknown
      ? never
      : Name
  ]?: Element[Name] | undefined;
};

/** What can be written as text is an attribute too. */
type Attributes<Element> = {
  [
    Name in Exclude<keyof Element, keyof LitElement> & string as Element[Name] extends string | number
      ? Dashed<Name>
      : never
  ]?: Element[Name] | undefined;
};

/**
 * `onpayment-received`: how React and Preact listen to an event of any name. TypeScript lets a name with a dash
 * pass that it does not know: those of the other elements are said to be none of this one's.
 */
type Listeners<Name extends PaymentEventName> = {
  [Each in PaymentEventName as `on${Each}`]?: Each extends Name
    ? ((event: HTMLElementEventMap[Each]) => void) | undefined
    : never;
};

/** What may be set on an element in JSX, beside what every HTML element takes. */
export type PaymentElementProps<Tag extends PaymentElementTag> = Properties<Elements[Tag]['element']> &
  Attributes<Elements[Tag]['element']> &
  Listeners<Elements[Tag]['events']>;

/**
 * The elements for a JSX of your choice. `Base` is what it calls the attributes of any HTML element:
 * `interface IntrinsicElements extends PaymentIntrinsicElements<HTMLAttributes<HTMLElement>> {}`.
 */
export type PaymentIntrinsicElements<Base = unknown> = {
  [Tag in PaymentElementTag]: Base & PaymentElementProps<Tag>;
};
