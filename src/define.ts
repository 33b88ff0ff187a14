import { PayNow } from './components/pay-now/pay-now.ts';
import { PaymentReceivedToast } from './components/payment-received-toast/payment-received-toast.ts';
import { RequestPayment } from './components/request-payment/request-payment.ts';

const ELEMENTS: Readonly<Record<string, CustomElementConstructor>> = {
  'request-payment': RequestPayment,
  'pay-now': PayNow,
  'payment-received-toast': PaymentReceivedToast,
};

/** Registers every element that is not registered yet: a page may have loaded another copy of this package. */
export function defineElements(): void {
  // A server has no registry, and nothing to draw on.
  if (typeof customElements === 'undefined') return;
  for (const [tag, element] of Object.entries(ELEMENTS)) {
    if (!customElements.get(tag)) customElements.define(tag, element);
  }
}

defineElements();
