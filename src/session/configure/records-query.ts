import type { RecordFilters } from './records-state.ts';

const DAYS = { today: 1, days7: 7, days30: 30, days90: 90 } as const;
const MOST_DAYS = 366;

export const USUAL_FILTERS: RecordFilters = {
  q: '',
  status: '',
  clinician: '',
  period: 'days30',
  from: '',
  to: '',
};

/** UTC milliseconds; `to` is not part of it. Null: no end. */
export interface Range {
  readonly from: number | null;
  readonly to: number | null;
}

/** Whole days as the person's clock has them. */
export function rangeOf({ period, from, to }: RecordFilters, now: number): Range {
  if (period !== 'custom') return { from: startOfDay(now, 1 - DAYS[period]), to: startOfDay(now, 1) };
  const [first, last] = from && to && from > to ? [to, from] : [from, to];
  return { from: parseDay(first), to: last ? startOfDay(parseDay(last) ?? now, 1) : null };
}

/** A report is of a year at most: of the last one, when more is asked for. */
export function reportRange(filters: RecordFilters, now: number): { from: number; to: number } {
  const range = rangeOf(filters, now);
  const to = range.to ?? startOfDay(now, 1);
  const earliest = startOfDay(to, -MOST_DAYS);
  return { from: Math.min(Math.max(range.from ?? earliest, earliest), startOfDay(to - 1, 0)), to };
}

/** Of the list and of its CSV. */
export function listQuery(filters: RecordFilters, clinic: string | null, now: number): URLSearchParams {
  const { from, to } = rangeOf(filters, now);
  return query({
    clinic,
    status: filters.status,
    clinician: filters.clinician,
    q: filters.q.trim(),
    from: from === null ? null : String(from),
    to: to === null ? null : String(to),
  });
}

/** Leaves out what is empty. */
export function query(fields: Readonly<Record<string, string | null>>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : [])),
  );
}

export function localTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Midnight of the day `days` after the moment's, on the person's clock. */
function startOfDay(at: number, days: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

function parseDay(text: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return day === undefined ? null : new Date(Number(year), Number(month) - 1, Number(day)).getTime();
}
