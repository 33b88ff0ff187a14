import type { GatewaySession } from '../contract/gateway-session.ts';
import { REQUEST_STATUSES } from '../contract/payment-request.ts';
import type { CheckoutCredentials, PaymentRequest, PaymentRequestPage } from '../contract/payment-request.ts';
import { PROBLEM_STATUS } from '../contract/problem.ts';
import type { Problem } from '../contract/problem.ts';
import { ROLES } from '../contract/roles.ts';
import { isObject } from '../host-bridge/json.ts';

/*
 * What this page cannot do without in the gateway's answers. A proxy's login page, or a gateway of another
 * time, must not become half a payment request.
 */

function areText(fields: Readonly<Record<string, unknown>>, ...names: string[]): boolean {
  return names.every((name) => typeof fields[name] === 'string');
}

export function isPaymentRequest(value: unknown): value is PaymentRequest {
  return (
    isObject(value) &&
    areText(value, 'id', 'currency', 'description') &&
    (REQUEST_STATUSES as readonly unknown[]).includes(value['status']) &&
    (value['status'] !== 'paid' || isObject(value['payment'])) &&
    Number.isSafeInteger(value['revision']) &&
    Number.isSafeInteger(value['amount']) &&
    isObject(value['payer']) &&
    isObject(value['requestedBy']) &&
    isObject(value['clinic'])
  );
}

export function isRequestPage(value: unknown): value is PaymentRequestPage {
  return (
    isObject(value) &&
    areText(value, 'streamPosition') &&
    Array.isArray(value['items']) &&
    value['items'].every(isPaymentRequest)
  );
}

export function isGatewaySession(value: unknown): value is GatewaySession {
  return (
    isObject(value) &&
    areText(value, 'participantId', 'currency', 'environment') &&
    (ROLES as readonly unknown[]).includes(value['role']) &&
    isObject(value['payments']) &&
    isObject(value['limits'])
  );
}

export function isCheckoutCredentials(value: unknown): value is CheckoutCredentials {
  return isObject(value) && areText(value, 'clientSecret', 'publishableKey', 'stripeAccount');
}

export function isProblem(value: unknown): value is Problem {
  return isObject(value) && typeof value['code'] === 'string' && Object.hasOwn(PROBLEM_STATUS, value['code']);
}
