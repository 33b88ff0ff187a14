/** "Topic X has got as far as N": only a nudge. Who misses one finds out at the next poll. */
export interface Bus {
  publish(topic: string, seq: number): void;
  /** Returns the way to stop. */
  subscribe(topic: string, listener: (seq: number) => void): () => void;
  topics(): readonly string[];
}

export function createBus(): Bus {
  const listeners = new Map<string, Set<(seq: number) => void>>();
  return {
    publish(topic, seq) {
      for (const listener of listeners.get(topic) ?? []) listener(seq);
    },
    subscribe(topic, listener) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0 && listeners.get(topic) === set) listeners.delete(topic);
      };
    },
    topics: () => [...listeners.keys()],
  };
}
