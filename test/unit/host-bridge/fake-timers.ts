import type { Timers } from '../../../src/host-bridge/timers.ts';

export interface FakeTimers extends Timers {
  /** How many wait. */
  readonly size: () => number;
  /** Lets time pass, and runs what falls due on the way, in order. */
  readonly advance: (ms: number) => void;
}

export function fakeTimers(): FakeTimers {
  let time = 0;
  const due = new Map<object, { readonly at: number; readonly run: () => void }>();
  return {
    now: () => time,
    after(ms, run) {
      const key = {};
      due.set(key, { at: time + ms, run });
      return () => void due.delete(key);
    },
    size: () => due.size,
    advance(ms) {
      const end = time + ms;
      for (;;) {
        const [next] = [...due].filter(([, { at }]) => at <= end).toSorted(([, a], [, b]) => a.at - b.at);
        if (!next) break;
        due.delete(next[0]);
        time = next[1].at;
        next[1].run();
      }
      time = end;
    },
  };
}
