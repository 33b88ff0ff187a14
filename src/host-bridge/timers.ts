/** Where time comes from: the system, or a test's own. */
export interface Timers {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Runs once after `ms`. Returns the way to stop it. */
  readonly after: (ms: number, run: () => void) => () => void;
}

export const SYSTEM_TIMERS: Timers = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
