import { ClientPayments } from './components/client-payments/client-payments.ts';
import { PayNow } from './components/pay-now/pay-now.ts';
import { PaymentReceivedToast } from './components/payment-received-toast/payment-received-toast.ts';
import { PaymentsAccessRequest } from './components/payments-access-request/payments-access-request.ts';
import { PaymentRecords } from './components/payment-records/payment-records.ts';
import { RequestPayment } from './components/request-payment/request-payment.ts';
import { register } from './register.ts';

/** Registers every element. */
export function defineElements(): void {
  register('request-payment', RequestPayment);
  register('pay-now', PayNow);
  register('payment-received-toast', PaymentReceivedToast);
  register('payments-access-request', PaymentsAccessRequest);
  register('client-payments', ClientPayments);
  register('payment-records', PaymentRecords);
}

defineElements();
