import type { RelayAdapter } from './relay-adapter.ts';

export interface MemoryRelay {
  /** One participant's end. */
  join(participantId: string): RelayAdapter;
}

/** A relay between pages that are one page: for tests and demonstrations. Nobody hears what they send. */
export function memoryRelay(): MemoryRelay {
  const participants = new Map<string, Set<(text: string, fromId: string) => void>>();
  return {
    join(participantId) {
      const listeners = participants.get(participantId) ?? new Set();
      participants.set(participantId, listeners);
      return {
        maxBytes: 16_000,
        send(text, to) {
          for (const [id, theirs] of participants) {
            if (id === participantId || (to !== undefined && id !== to)) continue;
            for (const listener of theirs) queueMicrotask(() => listener(text, participantId));
          }
        },
        subscribe(listener) {
          listeners.add(listener);
          return () => void listeners.delete(listener);
        },
      };
    },
  };
}
