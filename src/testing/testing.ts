export { MockGateway } from './mock-gateway.ts';
export type { MockFailure, MockGatewayOptions, MockTokenRequest } from './mock-gateway.ts';
export { MockHost } from './mock-host.ts';
export type { MockHostOptions } from './mock-host.ts';
export { MockPaymentsHost } from './mock-payments-host.ts';
export type { PaymentsHostLike } from './mock-payments-host.ts';
export type { MockCallName } from './mock-routes.ts';
export type { MockCard } from './mock-stripe.ts';
