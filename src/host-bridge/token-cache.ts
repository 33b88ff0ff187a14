import type { AccessToken } from '../contract/gateway-session.ts';

/** From this share of its life on, a token is renewed. */
const RENEW_AT = 0.8;
/**
 * The least time that a token is used, whatever it says of its end: with a wrong clock here every call would
 * fetch a new one.
 */
const LEAST_USE = 30_000;
/** Calls that were refused together ask for a new token one after the other; the first one's serves them all. */
const FORCED_IS_FRESH = 2_000;

interface HeldToken {
  readonly token: AccessToken;
  /** UTC milliseconds. */
  readonly fetchedAt: number;
  readonly forced: boolean;
}

/** Keeps one access token in memory, and lets parallel callers share the fetching of it. */
export class TokenCache {
  readonly #fetchToken: (force: boolean) => Promise<AccessToken>;
  readonly #now: () => number;
  #held: HeldToken | null = null;
  #fetching: { readonly promise: Promise<AccessToken>; readonly forced: boolean } | null = null;
  #generation = 0;

  /** `now`: UTC milliseconds, as `expiresAt` is. */
  constructor(fetchToken: (force: boolean) => Promise<AccessToken>, now: () => number = Date.now) {
    this.#fetchToken = fetchToken;
    this.#now = now;
  }

  get({ force = false }: { force?: boolean } = {}): Promise<AccessToken> {
    const held = this.#held;
    const age = held ? this.#now() - held.fetchedAt : 0;
    // Less than none: the clock has been put back, and nothing tells how old it is.
    if (held && age >= 0 && (force ? held.forced && age < FORCED_IS_FRESH : age < useFor(held))) {
      return Promise.resolve(held.token);
    }
    if (this.#fetching && (this.#fetching.forced || !force)) return this.#fetching.promise;
    if (force) this.clear();
    const fetching = { forced: force, promise: this.#fetch(force) };
    this.#fetching = fetching;
    return fetching.promise;
  }

  /** Forgets the token, also one that is being fetched. */
  clear(): void {
    this.#generation += 1;
    this.#held = null;
    this.#fetching = null;
  }

  async #fetch(forced: boolean): Promise<AccessToken> {
    const generation = this.#generation;
    try {
      const token = await this.#fetchToken(forced);
      // Cleared meanwhile: this one is as dead as the one before.
      if (generation !== this.#generation) return await this.get();
      this.#held = { token, fetchedAt: this.#now(), forced };
      return token;
    } catch (error) {
      // Renewing early failed: the old one is good until its end.
      const held = this.#held;
      if (held && generation === this.#generation && held.token.expiresAt > this.#now()) return held.token;
      throw error;
    } finally {
      if (generation === this.#generation) this.#fetching = null;
    }
  }
}

function useFor({ token, fetchedAt }: HeldToken): number {
  return Math.max((token.expiresAt - fetchedAt) * RENEW_AT, LEAST_USE);
}
