import type { Localization } from '../../localization/localization.ts';
import type { Clock, Pauses } from '../clock.ts';
import type { GatewayClient } from '../gateway-client.ts';
import { loadCode } from '../load-code.ts';
import type { Page } from '../page.ts';
import type { KeyValueStore } from '../session-memory.ts';
import type { AccessStore } from './access-state.ts';
import type { AccountStore } from './account-state.ts';
import type { ClinicsStore } from './clinics-store.ts';
import type { RecordsStore } from './records-state.ts';

/** The part of a store that every element reads alike. */
export interface ReadableStore<State> {
  getState(): State;
  /** Called after each change. Returns the way to stop. */
  subscribe(listener: (state: State) => void): () => void;
}

/** What the elements of a *Configure* page look at, one store each. */
export interface ConfigureStores {
  readonly access: AccessStore;
  readonly account: AccountStore;
  readonly clinics: ClinicsStore;
  readonly records: RecordsStore;
}

/** What a session lends its *Configure* stores. */
export interface ConfigureParts {
  readonly gateway: Pick<GatewayClient, 'ask' | 'download'>;
  readonly clock: Clock;
  readonly pauses: Pauses;
  readonly page: Page;
  /** Kept over a reload; null where that is refused. */
  readonly storage: KeyValueStore | null;
  /** Aborts when the session stops. */
  readonly signal: AbortSignal;
  readonly getLocalization: () => Localization;
  /** Says a full sentence in the document's one live region. */
  readonly announce: (sentence: string) => void;
}

type Opener<Name extends keyof ConfigureStores> = (parts: ConfigureParts) => Promise<ConfigureStores[Name]>;

/** Each in a file of its own: a page downloads the stores of the elements that it shows. */
const OPENERS: { readonly [Name in keyof ConfigureStores]: Opener<Name> } = {
  async access(parts) {
    const { GatewayAccessStore } = await import('./access-store.ts');
    return new GatewayAccessStore(parts);
  },
  async account(parts) {
    const { GatewayAccountStore } = await import('./account-store.ts');
    return new GatewayAccountStore(parts);
  },
  async clinics(parts) {
    const { GatewayClinicsStore } = await import('./clinics-store.ts');
    return new GatewayClinicsStore(parts);
  },
  async records(parts) {
    const { GatewayRecordsStore } = await import('./records-store.ts');
    return new GatewayRecordsStore(parts);
  },
};

/** Opens each store once, however many elements share it. */
export class ConfigureStoreCache {
  readonly #parts: ConfigureParts;
  readonly #stores = new Map<keyof ConfigureStores, Promise<unknown>>();

  constructor(parts: ConfigureParts) {
    this.#parts = parts;
  }

  /** @throws {PaymentsError} `GATEWAY_UNREACHABLE` when its code did not load; asking again tries again. */
  async open<Name extends keyof ConfigureStores>(name: Name): Promise<ConfigureStores[Name]> {
    const opener: Opener<Name> = OPENERS[name];
    // What is kept under a name came from that name's opener.
    const kept = this.#stores.get(name) as Promise<ConfigureStores[Name]> | undefined;
    const opening = kept ?? loadCode(() => opener(this.#parts));
    this.#stores.set(name, opening);
    try {
      return await opening;
    } catch (error) {
      this.#stores.delete(name);
      throw error;
    }
  }
}
