/** "Topic X has got as far as N": only a nudge. Who misses one finds out at the next poll. */
export interface Bus {
  /** A change was committed here: tells everybody, in other processes too. */
  publish(topic: string, seq: number): void;
  /** Tells those who listen in this process. */
  wake(topic: string, seq: number): void;
  /** Returns the way to stop. */
  subscribe(topic: string, listener: (seq: number) => void): () => void;
  topics(): readonly string[];
  /** Begins to hear of other processes' changes; `onProblem` is told when that fails for a while. */
  start(onProblem: (error: unknown) => void): void;
  close(): Promise<void>;
}

/** Reaches this process only. */
export function createBus(): Bus {
  const listeners = new Map<string, Set<(seq: number) => void>>();
  const wake = (topic: string, seq: number): void => {
    for (const listener of listeners.get(topic) ?? []) listener(seq);
  };
  return {
    publish: wake,
    wake,
    subscribe(topic, listener) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0 && listeners.get(topic) === set) listeners.delete(topic);
      };
    },
    topics: () => [...listeners.keys()],
    start: () => undefined,
    close: () => Promise.resolve(),
  };
}
