// How a host developer's code meets our published declarations. Compiled by test/unit/package-types.test.ts.
import { directPort, PaymentSession, type PaymentRequest, type PayNow } from 'video-call-payments';
import 'video-call-payments/define';
import { PaymentsHost, type RelayAdapter } from 'video-call-payments/host';
import { rtcDataChannelRelay } from 'video-call-payments/relay/rtc-data-channel';

const relay: RelayAdapter = rtcDataChannelRelay(
  new RTCPeerConnection().createDataChannel('payments'),
  'patient-1',
);
const getToken = () => Promise.resolve({ token: 'token', expiresAt: 0 });
const payments = new PaymentsHost({
  gateway: 'https://pay.example.com',
  hostId: 'h_example',
  relay,
  context: { callId: 'visit-81', role: 'clinician', self: { id: 'clinician-1' }, participants: [] },
  getToken,
});
payments.addEventListener('payment-received', (event) => event.requestId.toUpperCase());
// @ts-expect-error a failure to connect belongs to no request
payments.addEventListener('connection-failed', (event) => event.requestId);
// @ts-expect-error a role that is none
payments.updateContext({ role: 'doctor' });

const element: PayNow = document.createElement('pay-now');
element.requestId = 'pr_1';
element.session = new PaymentSession({
  port: directPort({ getToken }),
  gateway: 'https://pay.example.com',
});

export function receiptOf(request: PaymentRequest): string | undefined {
  // @ts-expect-error only a paid request has a payment
  void request.payment;
  return request.status === 'paid' ? request.payment.receiptUrl : undefined;
}
