import { refusesPaymentMethodTypes } from '../../api-version.ts';
import type { ApiCall } from '../../http/api-call.ts';
import { invalidRequest } from '../../http/api-error.ts';

/** Refuses `payment_method_types` where the caller's API version has it no more. */
export function refuseOldTypes(call: ApiCall): void {
  if (!call.params.has('payment_method_types') || !refusesPaymentMethodTypes(call.apiVersion)) return;
  throw invalidRequest(
    'The `payment_method_types` parameter is no longer supported in this API version. Manage payment methods in the Dashboard, or use `allowed_payment_method_types`.',
    'payment_method_types_no_longer_supported',
    'payment_method_types',
  );
}
