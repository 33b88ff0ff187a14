import {
  REFUND_STATUSES,
  type PaymentRecord,
  type PaymentReport,
  type RefundAnswer,
} from '../../contract/records.ts';
import { isObject } from '../../host-bridge/json.ts';
import { isPaymentRequest } from '../gateway-shapes.ts';

/* What this page cannot do without in the gateway's answers, as in `gateway-shapes.ts`. */

export function isReport(value: unknown): value is PaymentReport {
  return (
    isObject(value) &&
    typeof value['currency'] === 'string' &&
    Array.isArray(value['days']) &&
    Array.isArray(value['clinicians']) &&
    isObject(value['totals'])
  );
}

export function isRecord(value: unknown): value is PaymentRecord {
  return (
    isObject(value) &&
    isPaymentRequest(value['request']) &&
    Array.isArray(value['events']) &&
    Array.isArray(value['refunds']) &&
    Number.isSafeInteger(value['refundable'])
  );
}

export function isRefundAnswer(value: unknown): value is RefundAnswer {
  return (
    isObject(value) &&
    isPaymentRequest(value['request']) &&
    isObject(value['refund']) &&
    (REFUND_STATUSES as readonly unknown[]).includes(value['refund']['status'])
  );
}
