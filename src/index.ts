export { ClientPayments } from './components/client-payments/client-payments.ts';
export { PayNow } from './components/pay-now/pay-now.ts';
export { PaymentReceivedToast } from './components/payment-received-toast/payment-received-toast.ts';
export { PaymentsAccessRequest } from './components/payments-access-request/payments-access-request.ts';
export { PaymentRecords } from './components/payment-records/payment-records.ts';
export { RequestPayment } from './components/request-payment/request-payment.ts';
export { PaymentsError } from './errors.ts';
export {
  AccessApprovedEvent,
  AccessCorrectedEvent,
  AccessDeclinedEvent,
  AccessFormChosenEvent,
  AccessRaisedEvent,
  AccessRequestedEvent,
  AccessRequestEvent,
  AccessWithdrawnEvent,
  AttemptFailedEvent,
  PaymentCancelledEvent,
  PaymentExpiredEvent,
  PaymentReceivedEvent,
  PaymentRefusedEvent,
  PaymentRequestedEvent,
  PaymentRequestEvent,
  StripeAccountChangedEvent,
  StripeAccountEvent,
  StripeAccountLinkedEvent,
  StripeAccountRemovedEvent,
  StripeAccountReturnedEvent,
} from './events.ts';
export { bridgePort } from './host-bridge/plugin.ts';
export { getDefaultSession, installSession } from './session/default-session.ts';
export { directPort } from './session/direct-port.ts';
export { createGatewayClient } from './session/gateway-client.ts';
export { PaymentSession } from './session/payment-session.ts';

export type {
  AccessClinic,
  AccessContact,
  AccessRequest,
  AccessRequestForm,
  AccessRequestStatus,
  ServiceTicket,
  TelehealthManager,
} from './contract/access-request.ts';
export type { AccessToken, GatewayEnvironment, GatewaySession } from './contract/gateway-session.ts';
export type {
  CreatePaymentRequest,
  PayerActivity,
  PaymentAttempt,
  PaymentDetails,
  PaymentRequest,
  PaymentRequestStatus,
} from './contract/payment-request.ts';
export type {
  AccountHealth,
  LinkedAccount,
  ParkedAccount,
  StripeAccountStanding,
} from './contract/stripe-account.ts';
export type {
  CreateRefund,
  PaymentEvent,
  PaymentRecord,
  PaymentReport,
  Refund,
  RefundAnswer,
  RefundReason,
} from './contract/records.ts';
export type { Person, Role } from './contract/roles.ts';
export type { PaymentsErrorCode } from './errors.ts';
export type {
  PaymentElementProps,
  PaymentElementTag,
  PaymentIntrinsicElements,
} from './intrinsic-elements.ts';
export type { BridgePortOptions } from './host-bridge/plugin.ts';
export type { DirectPort, DirectPortOptions } from './session/direct-port.ts';
export type { AccountFact, AccountState, AccountStore } from './session/configure/account-state.ts';
export type { AccessDraft, AccessFact, AccessState, AccessStore } from './session/configure/access-state.ts';
export type { ConfigureStores } from './session/configure/stores.ts';
export type { GatewayCall, GatewayClient, GatewayClientOptions } from './session/gateway-client.ts';
export type { HostContext, HostPort, Participant, PaymentNotification } from './session/host-port.ts';
export type { PaymentSessionOptions } from './session/payment-session.ts';
export type {
  CheckoutState,
  ConnectionState,
  CreationState,
  PaymentFact,
  PaymentFactName,
  RequestDraft,
  RequestEntry,
  SessionState,
  SessionStore,
} from './session/state.ts';
