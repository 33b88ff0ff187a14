import { PaymentsError } from '../errors.ts';

/** Whatever was caught, as the one error that this package speaks of. */
export function toPaymentsError(cause: unknown): PaymentsError {
  return cause instanceof PaymentsError
    ? cause
    : new PaymentsError('INTERNAL', `Something in the page failed: ${String(cause)}`, { cause });
}

/**
 * Whether the same call may work later, unchanged. It does not say that nothing happened: an unanswered
 * call may have been carried out.
 */
export function isPassing({ code, retryable }: PaymentsError): boolean {
  return retryable || code === 'TIMEOUT' || code === 'TOKEN_UNAVAILABLE';
}
