import type { CreateRefund, RefundAnswer } from '../../contract/records.ts';
import type { PaymentsError } from '../../errors.ts';
import { isPassing, toPaymentsError } from '../failure.ts';
import type { RecordsMemory, UnansweredRefund } from './records-memory.ts';
import { isRefundAnswer } from './records-shapes.ts';
import type { ConfigureParts } from './stores.ts';

export interface RefundSendingOptions {
  readonly parts: ConfigureParts;
  readonly memory: RecordsMemory;
  /** Ends it without an outcome: whoever comes back asks again under the same key. */
  readonly signal: AbortSignal;
  readonly onChecking: (sent: UnansweredRefund) => void;
}

export type RefundOutcome =
  | { readonly ok: true; readonly answer: RefundAnswer }
  | { readonly ok: false; readonly error: PaymentsError };

/**
 * Asks for a refund until the gateway has said what became of it. The key is saved with the body before the first
 * byte is sent, and goes with it over lost answers and reloads: one press becomes one refund. Null when it was ended.
 */
export async function sendRefund(
  sent: UnansweredRefund,
  { parts, memory, signal, onChecking }: RefundSendingOptions,
): Promise<RefundOutcome | null> {
  memory.set({ unanswered: sent });
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      const answer = await parts.gateway.ask(
        `/payment-requests/${encodeURIComponent(sent.requestId)}/refunds`,
        isRefundAnswer,
        { method: 'POST', body: sent.body, headers: { 'idempotency-key': sent.key } },
      );
      // Saved, and not confirmed by Stripe yet: the same question brings the outcome.
      if (answer.refund.status !== 'creating') {
        memory.set({ unanswered: null, draft: null });
        return { ok: true, answer };
      }
    } catch (cause) {
      const error = toPaymentsError(cause);
      if (!isPassing(error)) {
        // The gateway has decided that nothing is given back: what is sent next is another refund.
        if (!signal.aborted) memory.set({ unanswered: null });
        return { ok: false, error };
      }
    }
    if (signal.aborted) return null;
    onChecking(sent);
    await parts.pauses.sleep(parts.pauses.backoff(attempt), signal);
  }
  return null;
}

export function newRefund(requestId: string, body: CreateRefund): UnansweredRefund {
  return { requestId, body, key: newKey() };
}

/** 128 random bits. Not `crypto.randomUUID`: pages without https, on loopback names, lack it in some browsers. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
