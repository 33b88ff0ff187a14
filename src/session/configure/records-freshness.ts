import { isPassing } from '../failure.ts';
import type { RecordsState } from './records-state.ts';

/** Milliseconds between tries while the gateway does not answer. */
const RETRY = 3_000;
/** Milliseconds between readings. A stream would be sooner, and is one that a call's window may need. */
const AGAIN = 10_000;
/** With a paid payment's story the gateway asks Stripe for its refunds. */
const PAID_AGAIN = 60_000;

/** Milliseconds until what is shown is read again by itself; null where that would be no use. */
export function pauseOf({ list, report, open }: RecordsState): number | null {
  const errors = (open ? [open.record] : [list, report]).flatMap((part) =>
    part.status === 'unavailable' ? [part.error] : part.status === 'ready' ? (part.trouble ?? []) : [],
  );
  if (errors.length > 0) return errors.every(isPassing) ? RETRY : null;
  const isPaid = open?.record.status === 'ready' && open.record.value.request.status === 'paid';
  return isPaid ? PAID_AGAIN : AGAIN;
}
