/** The part of `navigator.locks` that is used here. */
export interface Locks {
  request(
    name: string,
    options: { ifAvailable: true },
    callback: (lock: unknown) => Promise<void>,
  ): Promise<unknown>;
}

/** Gives the slot back. */
export type ReleaseSlot = () => void;

/**
 * Over HTTP/1.1 a browser holds six connections per origin over all its windows. Three at most may be event
 * streams, or a seventh window could not even pay: the windows beyond that ask in intervals instead.
 */
const SLOTS = 3;

/** Named locks shared by every window of this browser profile and origin. */
export class StreamSlots {
  readonly #locks: Locks | null;
  readonly #name: string;

  /** Without `locks` (an insecure context) every window streams. */
  constructor(gatewayUrl: string, locks: Locks | null) {
    this.#name = `payments-events:${gatewayUrl}:`;
    this.#locks = locks;
  }

  /** A slot, or null when all are taken. Never waits for one. */
  async take(): Promise<ReleaseSlot | null> {
    if (!this.#locks) return () => {};
    for (let slot = 0; slot < SLOTS; slot += 1) {
      const release = await tryLock(this.#locks, this.#name + slot);
      if (release) return release;
    }
    return null;
  }
}

function tryLock(locks: Locks, name: string): Promise<ReleaseSlot | null> {
  return new Promise((resolve) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (lock === null) {
          resolve(null);
          return Promise.resolve();
        }
        return new Promise<void>((release) => resolve(release));
      })
      // Locks are refused to this document (a sandbox): it shares them with nobody, and streams.
      .catch(() => resolve(() => {}));
  });
}
