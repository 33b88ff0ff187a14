import { PAYMENT_STATES, type PaymentState } from '../store/payment-facts.ts';
import type { PageCursor, PaymentFilter } from '../store/payment-index.ts';
import { type Day, dayFrom, type Times } from './times.ts';

/** What the list of payments is asked for, in its address. */
export interface ListRequest {
  readonly search: string;
  readonly state: PaymentState | null;
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  readonly cursor: PageCursor;
}

const LONGEST_SEARCH = 200;

export function readListRequest(query: URLSearchParams): ListRequest {
  const given = query.get('status');
  const after = query.get('after');
  const before = query.get('before');
  return {
    search: (query.get('q') ?? '').trim().slice(0, LONGEST_SEARCH),
    state: PAYMENT_STATES.find((state) => state === given) ?? null,
    from: dayFrom(query.get('from') ?? undefined),
    to: dayFrom(query.get('to') ?? undefined),
    cursor: { ...(after ? { after } : {}), ...(before ? { before } : {}) },
  };
}

/** Days are the clinic's; the last one counts as a whole. */
export function filterOf({ search, state, from, to }: ListRequest, times: Times): PaymentFilter {
  const seconds = (day: Day) => times.startOf(day) / 1000;
  return {
    ...(search === '' ? {} : { search }),
    ...(state === null ? {} : { states: [state] }),
    ...(from === undefined ? {} : { createdFrom: seconds(from) }),
    ...(to === undefined ? {} : { createdBefore: seconds(times.addDays(to, 1)) }),
  };
}

/** The same filters as an address carries them; `changes` over them, null to leave one out. */
export function queryOf(
  { search, state, from, to }: ListRequest,
  changes: Readonly<Record<string, string | null>> = {},
): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ q: search, status: state, from, to, ...changes })) {
    if (value) query.set(name, value);
  }
  return query;
}
