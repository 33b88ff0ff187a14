import type { RequestRow } from '../store/request-rows.ts';
import { isOpen } from './life.ts';
import type { PaymentParts } from './parts.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** After a read: soon when something is going on, then ever more seldom. */
const CHECK_DELAYS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR];
/** After a failure. */
const RETRY_DELAYS = [SECOND, 2 * SECOND, 5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE];
/** An account that shut us out is tried for so long. */
const UNREACHABLE_FOR = 7 * 24 * HOUR;

/** A request that Stripe has not confirmed by then has failed. */
export const LONGEST_CREATION = 10 * MINUTE;

/** Where in the row of delays a request stands. */
export const EAGER = 0;
export const ATTENTIVE = 1;
export const CALM = 3;

export type Timetable = Pick<RequestRow, 'next_check_at'> &
  Partial<Pick<RequestRow, 'check_count' | 'failure_count'>>;

/** When to look at a request next, given that the last look worked. `count` is where in the delays it stands. */
export function timetable(row: RequestRow, count: number, now: number): Timetable {
  if (!isOpen(row.status)) {
    const hopes = row.status === 'unreachable' && now < row.created_at + UNREACHABLE_FOR;
    return { next_check_at: hopes ? now + HOUR : null };
  }
  let at = now + delayOf(CHECK_DELAYS, row.closing_as === null ? count : EAGER);
  if (row.status === 'requested' && row.expires_at > now) at = Math.min(at, row.expires_at);
  return { next_check_at: at, check_count: count + 1, failure_count: 0 };
}

export async function scheduleCheck(parts: PaymentParts, row: RequestRow, count: number): Promise<void> {
  const { next_check_at: at, ...counts } = timetable(row, count, parts.clock.now());
  // What ended is looked after no more from the change on that ended it.
  if (at === null && row.next_check_at === null) return;
  return parts.store.requests.schedule(row, at, counts);
}

/** When to try again what Stripe did not answer. The jitter keeps a whole clinic from coming back at once. */
export async function scheduleRetry(parts: PaymentParts, row: RequestRow): Promise<void> {
  const current = (await parts.store.requests.find(row.id)) ?? row;
  const at = parts.clock.now() + retryDelay(current.failure_count);
  const latest = current.status === 'creating' ? current.created_at + LONGEST_CREATION : Infinity;
  return parts.store.requests.schedule(current, Math.min(at, latest), {
    failure_count: current.failure_count + 1,
  });
}

/** Milliseconds until try number `count`, from 0, with up to a fifth more. */
export function retryDelay(count: number): number {
  return Math.round(delayOf(RETRY_DELAYS, count) * (1 + Math.random() / 5));
}

function delayOf(delays: readonly number[], count: number): number {
  return delays[Math.min(count, delays.length - 1)] ?? HOUR;
}
