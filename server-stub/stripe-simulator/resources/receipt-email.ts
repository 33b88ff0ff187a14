import { invalidRequest } from '../http/api-error.ts';
import type { Params } from '../http/params.ts';

/** `receipt_email` as given: null to remove it, undefined when it is not there. */
export function receiptEmail(params: Params): string | null | undefined {
  const email = params.text('receipt_email', 512);
  if (email && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) {
    throw invalidRequest(`Invalid email address: ${email}`, 'email_invalid', 'receipt_email');
  }
  return email;
}
