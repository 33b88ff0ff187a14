import type { Clock, Pauses } from '../clock.ts';
import type { GatewayClient } from '../gateway-client.ts';
import { loadCode } from '../load-code.ts';
import type { Page } from '../page.ts';
import type { KeyValueStore } from '../session-memory.ts';
import type { AccountStore } from './account-store.ts';

/** The part of a store that every element reads alike. */
export interface ReadableStore<State> {
  getState(): State;
  /** Called after each change. Returns the way to stop. */
  subscribe(listener: (state: State) => void): () => void;
}

/** What the elements of a *Configure* page look at, one store each. */
export interface ConfigureStores {
  readonly account: AccountStore;
}

/** What a session lends its *Configure* stores. */
export interface ConfigureParts {
  readonly gateway: Pick<GatewayClient, 'ask'>;
  readonly clock: Clock;
  readonly pauses: Pauses;
  readonly page: Page;
  /** Kept over a reload; null where that is refused. */
  readonly storage: KeyValueStore | null;
  /** Aborts when the session stops. */
  readonly signal: AbortSignal;
  /** Says a full sentence in the document's one live region. */
  readonly announce: (sentence: string) => void;
}

type Opener<Name extends keyof ConfigureStores> = (parts: ConfigureParts) => Promise<ConfigureStores[Name]>;

/** Each in a file of its own: a page downloads the stores of the elements that it shows. */
const OPENERS: { readonly [Name in keyof ConfigureStores]: Opener<Name> } = {
  async account(parts) {
    const { GatewayAccountStore } = await import('./account-store.ts');
    return new GatewayAccountStore(parts);
  },
};

/** Opens each store once, however many elements share it. */
export class ConfigureStoreCache {
  readonly #parts: ConfigureParts;
  readonly #stores: { [Name in keyof ConfigureStores]?: Promise<ConfigureStores[Name]> } = {};

  constructor(parts: ConfigureParts) {
    this.#parts = parts;
  }

  /** @throws {PaymentsError} `GATEWAY_UNREACHABLE` when its code did not load; asking again tries again. */
  async open<Name extends keyof ConfigureStores>(name: Name): Promise<ConfigureStores[Name]> {
    const opener: Opener<Name> = OPENERS[name];
    const opening: Promise<ConfigureStores[Name]> = this.#stores[name] ?? loadCode(() => opener(this.#parts));
    this.#stores[name] = opening;
    try {
      return await opening;
    } catch (error) {
      delete this.#stores[name];
      throw error;
    }
  }
}
