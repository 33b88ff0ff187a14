import type { Clock } from '../../../server-stub/clock.ts';

/** Time stands still until a test moves it. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 10, 23, 9, 0, 0);

  now(): number {
    return this.#now;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
