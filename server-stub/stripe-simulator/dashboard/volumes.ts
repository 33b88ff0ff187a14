import type { PaymentIndex, Volume } from '../store/payment-index.ts';
import type { Clinic } from './clinic.ts';
import type { Day } from './times.ts';

export interface DayVolume extends Volume {
  readonly day: Day;
}

export interface Volumes {
  readonly today: Volume;
  readonly yesterday: Volume;
  readonly last7: Compared;
  readonly last30: Compared;
  /** The last 30 days, today last. */
  readonly days: readonly DayVolume[];
}

export interface Compared extends Volume {
  /** As many days before. */
  readonly before: Volume;
}

const SHOWN_DAYS = 30;

/** What was taken, before fees and refunds, by the clinic's days. */
export function volumesOf(payments: PaymentIndex, clinic: Clinic, currency: string, now: number): Volumes {
  const { times, id } = clinic;
  const today = times.dayOf(now);
  const days = Array.from({ length: 2 * SHOWN_DAYS }, (_, index): DayVolume => {
    const day = times.addDays(today, index + 1 - 2 * SHOWN_DAYS);
    const [from, before] = [times.startOf(day) / 1000, times.startOf(times.addDays(day, 1)) / 1000];
    return { day, ...payments.volume(id, currency, from, before) };
  });
  const over = (count: number): Compared => ({
    ...sum(days.slice(-count)),
    before: sum(days.slice(-2 * count, -count)),
  });
  return {
    today: sum(days.slice(-1)),
    yesterday: sum(days.slice(-2, -1)),
    last7: over(7),
    last30: over(SHOWN_DAYS),
    days: days.slice(-SHOWN_DAYS),
  };
}

function sum(volumes: readonly Volume[]): Volume {
  return volumes.reduce(
    (total, { amount, count }) => ({ amount: total.amount + amount, count: total.count + count }),
    { amount: 0, count: 0 },
  );
}
