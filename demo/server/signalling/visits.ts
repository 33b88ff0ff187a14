import { Visit } from './visit.ts';

const VISIT_LIMIT = 200;
/** A visit keeps its start time this long after everyone left, so that the clock goes on after a reload. */
const FORGOTTEN_AFTER = 30 * 60_000;

/** The visits that are going on, by call id. In memory: the demo's calls end with the demo. */
export class Visits {
  readonly #visits = new Map<string, { visit: Visit; touchedAt: number }>();

  /** The visit of that name, opened when it is new. */
  open(callId: string, now: number): Visit {
    const known = this.#visits.get(callId);
    if (known) {
      known.touchedAt = now;
      return known.visit;
    }
    this.#forgetOld(now);
    const visit = new Visit();
    this.#visits.set(callId, { visit, touchedAt: now });
    return visit;
  }

  #forgetOld(now: number): void {
    for (const [callId, { touchedAt }] of this.#visits) {
      if (now - touchedAt > FORGOTTEN_AFTER) this.#visits.delete(callId);
    }
    while (this.#visits.size >= VISIT_LIMIT) {
      const [oldest] = [...this.#visits].sort((one, other) => one[1].touchedAt - other[1].touchedAt);
      if (!oldest) return;
      this.#visits.delete(oldest[0]);
    }
  }
}
