import type { DayTotals } from '../../contract/records.ts';

/** More would be hairs and not bars. */
const MOST_DAYS = 62;
const WEEK = 7;

/** A day, or a week when there are too many days. */
export interface Bar extends DayTotals {
  readonly days: number;
}

export function barsOf(days: readonly DayTotals[]): readonly Bar[] {
  if (days.length <= MOST_DAYS) return days.map((day) => ({ ...day, days: 1 }));
  const bars: Bar[] = [];
  for (let start = 0; start < days.length; start += WEEK) {
    const week = days.slice(start, start + WEEK);
    const [first] = week;
    if (first) bars.push(week.slice(1).reduce(add, { ...first, days: 1 }));
  }
  return bars;
}

function add(sum: Bar, day: DayTotals): Bar {
  return {
    date: sum.date,
    days: sum.days + 1,
    paid: sum.paid + day.paid,
    refunded: sum.refunded + day.refunded,
    net: sum.net + day.net,
    count: sum.count + day.count,
  };
}

/** The top of the scale: a round number, and its half as well. */
export function scaleOf(bars: readonly Bar[], unit: number): number {
  const most = Math.max(...bars.map(({ paid }) => paid), unit);
  const power = 10 ** Math.floor(Math.log10(most));
  return power * ([1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10].find((step) => step * power >= most) ?? 10);
}

/** Noon UTC of a `YYYY-MM-DD`: to be written with `timeZone: 'UTC'`, it is that day for everybody. */
export function dayAt(date: string): number {
  return Date.parse(`${date}T12:00:00Z`);
}

export function formatDay(date: string, locale: string, style: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...style }).format(dayAt(date));
}
