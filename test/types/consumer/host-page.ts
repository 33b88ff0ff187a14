// How a host developer's code meets our published declarations. Compiled by test/unit/package-types.test.ts.
import { directPort, PaymentSession, type PaymentRequest, type PayNow } from 'video-call-payments';
import 'video-call-payments/define';
import { PaymentsHost, type RelayAdapter } from 'video-call-payments/host';
import { livekitRelay } from 'video-call-payments/relay/livekit';
import { rtcDataChannelRelay } from 'video-call-payments/relay/rtc-data-channel';
import { MockGateway, MockHost, MockPaymentsHost, type PaymentsHostLike } from 'video-call-payments/testing';
import { mockGatewayHandlers } from 'video-call-payments/testing/msw';

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

/** What is tested takes either. */
export function isPaying(host: PaymentsHostLike): boolean {
  return host.busy;
}
isPaying(payments);
const mock = new MockPaymentsHost({
  gateway: 'https://pay.example.com',
  hostId: 'h_example',
  context: { callId: 'visit-81', role: 'clinician', self: { id: 'clinician-1' }, participants: [] },
  getToken,
});
isPaying(mock);
mock.addEventListener('payment-received', (event) => event.requestId.toUpperCase());

const gateway = new MockGateway({ url: 'https://pay.example.test' });
export const handlers = mockGatewayHandlers(gateway);
const { id } = gateway.add({ payer: { id: 'patient-1' } });
gateway.fail('create', 'stripe_unreachable', 'answer-lost');
// @ts-expect-error no such call
gateway.fail('created', 'no-answer');
// @ts-expect-error no such refusal
gateway.fail('create', 'nonsense');
export const charge = gateway.pay(id).status;
export const session = new PaymentSession({
  port: new MockHost({ getToken: () => gateway.token({ role: 'patient', participantId: 'patient-1' }) }),
  gateway: gateway.url,
  stripe: gateway.stripe,
});
// @ts-expect-error a room of LiveKit's is what that relay takes
livekitRelay(new RTCPeerConnection());
