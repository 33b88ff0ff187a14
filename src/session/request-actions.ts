import type { PaymentRequest } from '../contract/payment-request.ts';
import { PaymentsError } from '../errors.ts';
import type { Pauses } from './clock.ts';
import { isPassing, toPaymentsError } from './failure.ts';
import type { GatewayClient } from './gateway-client.ts';
import { isEnded } from './request-list.ts';
import type { PendingAction, RequestEntry } from './state.ts';

export interface RequestActionsOptions {
  readonly gateway: Pick<GatewayClient, 'cancelRequest' | 'refuseRequest' | 'getRequest'>;
  readonly pauses: Pauses;
  readonly signal: AbortSignal;
  readonly getEntry: (id: string) => RequestEntry | undefined;
  readonly onEntry: (id: string, change: Pick<RequestEntry, 'pending' | 'actionError'>) => void;
  readonly onRequest: (request: PaymentRequest) => void;
  readonly onOutcome: (request: PaymentRequest) => void;
}

/** Withdraws or refuses a request. Without an answer the same is asked again: doing it twice is doing it once. */
export async function actOnRequest(
  id: string,
  pending: PendingAction,
  { gateway, pauses, signal, getEntry, onEntry, onRequest, onOutcome }: RequestActionsOptions,
): Promise<void> {
  const entry = getEntry(id);
  if (!entry || entry.pending || isEnded(entry.request)) return;
  onEntry(id, { pending, actionError: null });
  for (let attempt = 0; ; attempt += 1) {
    try {
      const request = await (pending === 'cancelling'
        ? gateway.cancelRequest(id)
        : gateway.refuseRequest(id));
      onRequest(request);
      onEntry(id, { pending: null, actionError: request.status === 'paid' ? alreadyPaid() : null });
      return onOutcome(request);
    } catch (cause) {
      if (signal.aborted) return;
      const actionError = toPaymentsError(cause);
      if (!isPassing(actionError)) {
        onEntry(id, { pending: null, actionError });
        if (actionError.status === 409) await gateway.getRequest(id).then(onRequest, () => {});
        return;
      }
      await pauses.sleep(pauses.backoff(attempt), signal);
      if (signal.aborted) return;
      const now = getEntry(id)?.request;
      // The event stream had the outcome first.
      if (!now || isEnded(now)) {
        return onEntry(id, { pending: null, actionError: now?.status === 'paid' ? alreadyPaid() : null });
      }
    }
  }
}

function alreadyPaid(): PaymentsError {
  return new PaymentsError('already_paid', 'The payment went through before the request could be withdrawn.');
}
