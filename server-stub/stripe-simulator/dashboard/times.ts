const FALLBACK = 'UTC';
const DAY_MS = 24 * 60 * 60 * 1000;

/** A day of a calendar as `YYYY-MM-DD`: what a date field gives and takes. */
export type Day = string;

/**
 * Times as the clinic reads them: in its account's own time zone, whoever looks and wherever the machine
 * stands, so that "today" is the clinic's day, as in Stripe's reports.
 */
export class Times {
  /** IANA name, e.g. `Australia/Sydney`. */
  readonly timeZone: string;
  readonly #moment: Intl.DateTimeFormat;
  readonly #full: Intl.DateTimeFormat;
  readonly #date: Intl.DateTimeFormat;
  readonly #short: Intl.DateTimeFormat;
  readonly #parts: Intl.DateTimeFormat;

  constructor(timeZone: string | null | undefined) {
    this.timeZone = timeZone && isTimeZone(timeZone) ? timeZone : FALLBACK;
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat('en-AU', { ...options, timeZone: this.timeZone });
    this.#moment = format({ dateStyle: 'medium', timeStyle: 'short' });
    this.#full = format({ dateStyle: 'medium', timeStyle: 'medium' });
    this.#date = format({ dateStyle: 'long' });
    this.#short = format({ day: 'numeric', month: 'short' });
    this.#parts = new Intl.DateTimeFormat('en-CA', {
      timeZone: this.timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  }

  /** The place and its present name, e.g. `Sydney time (AEDT)`. */
  name(at: number): string {
    const place = this.timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? this.timeZone;
    const short = new Intl.DateTimeFormat('en-AU', { timeZone: this.timeZone, timeZoneName: 'short' })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value;
    return short && short !== place ? `${place} time (${short})` : `${place} time`;
  }

  /** E.g. `5 Mar 2026, 2:14 pm`. UTC milliseconds, as everywhere here. */
  moment(at: number): string {
    return this.#moment.format(at);
  }

  /** With seconds. */
  full(at: number): string {
    return this.#full.format(at);
  }

  /** E.g. `5 March 2026`. */
  date(at: number): string {
    return this.#date.format(at);
  }

  /** E.g. `5 Mar`. */
  shortDay(day: Day): string {
    return this.#short.format(this.startOf(day) + DAY_MS / 2);
  }

  longDay(day: Day): string {
    return this.#date.format(this.startOf(day) + DAY_MS / 2);
  }

  dayOf(at: number): Day {
    const { year, month, day } = this.#read(at);
    return `${year}-${month}-${day}`;
  }

  /** When the day begins; with summer time some days have 23 or 25 hours. */
  startOf(day: Day): number {
    const midnight = Date.parse(`${day}T00:00:00Z`);
    const guess = midnight - this.#offset(midnight);
    return midnight - this.#offset(guess);
  }

  /** The day that many days later, or earlier. */
  addDays(day: Day, days: number): Day {
    return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
  }

  #offset(at: number): number {
    const { year, month, day, hour, minute, second } = this.#read(at);
    const shown = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return shown - Math.floor(at / 1000) * 1000;
  }

  #read(at: number): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#parts.formatToParts(at).map(({ type, value }) => [type, value]));
  }
}

/** A day that exists, from a form. */
export function dayFrom(text: string | undefined): Day | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? undefined : text;
}

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
