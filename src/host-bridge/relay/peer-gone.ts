import { PaymentsError } from '../../errors.ts';

/** Nobody by that id is in the call. The message stays unsent: it was not meant for the others. */
export function peerGone(participantId: string): PaymentsError {
  return new PaymentsError('RELAY_UNAVAILABLE', `${participantId} is not in the call.`, { retryable: true });
}
