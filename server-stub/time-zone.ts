import { ProblemError } from './problem.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** No time zone has ever changed by the clock at another moment than a quarter of an hour. */
const STEP = 15 * MINUTE;

/** UTC milliseconds in which the zone is `shift` milliseconds ahead of UTC; `to` is not part of it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly shift: number;
}

/** The clocks of one place. */
export class TimeZone {
  readonly name: string;
  readonly #format: Intl.DateTimeFormat;
  #last = { step: NaN, shift: 0 };

  /** @throws ProblemError when there is no such time zone. `name`: IANA, e.g. `Australia/Sydney`. */
  constructor(name: string) {
    try {
      this.#format = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' });
    } catch {
      throw new ProblemError('invalid_request', 'There is no such time zone: send an IANA name.', 'timeZone');
    }
    this.name = name;
  }

  /** Milliseconds that it is ahead of UTC. */
  shiftAt(at: number): number {
    const step = Math.floor(at / STEP);
    if (step !== this.#last.step) this.#last = { step, shift: this.#readShift(at) };
    return this.#last.shift;
  }

  #readShift(at: number): number {
    const name = this.#format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value;
    const [, sign, hours = 0, minutes = 0] = /^GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE);
  }

  /** Cut where the clocks are put forward or back. */
  stretches(from: number, to: number): Stretch[] {
    const stretches: Stretch[] = [];
    for (let start = from; start < to;) {
      const shift = this.shiftAt(start);
      let end = Math.min(start + DAY, to);
      while (end < to && this.shiftAt(end) === shift) end = Math.min(end + DAY, to);
      if (this.shiftAt(end - 1) !== shift) end = this.#changeBefore(end, shift);
      stretches.push({ from: start, to: end, shift });
      start = end;
    }
    return stretches;
  }

  /** Within the day before `end`, whose last moment has another shift already. */
  #changeBefore(end: number, shift: number): number {
    let low = end - DAY;
    let high = end - 1;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.shiftAt(middle) === shift) low = middle;
      else high = middle;
    }
    return high;
  }

  /** E.g. `2026-11-23T20:05:09+11:00`. */
  iso(at: number): string {
    const shift = this.shiftAt(at);
    const local = new Date(at + shift).toISOString().slice(0, 19);
    if (shift === 0) return `${local}Z`;
    const minutes = Math.abs(shift) / MINUTE;
    const two = (value: number) => String(value).padStart(2, '0');
    return `${local}${shift < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  }
}

/** `YYYY-MM-DD` of the day number `day` since 1970-01-01. */
export function isoDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
