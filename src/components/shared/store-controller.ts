import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { PaymentsError } from '../../errors.ts';
import type { ConfigureStores } from '../../session/configure/stores.ts';
import { toPaymentsError } from '../../session/failure.ts';
import type { SessionStore } from '../../session/state.ts';
import type { SessionController } from './session-controller.ts';

/**
 * One of the session's *Configure* stores, from the first time that it is asked for: who may not see what it
 * holds never makes it. To be added after the element's `SessionController`, whose session it goes by.
 */
export class StoreController<Name extends keyof ConfigureStores> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #session: SessionController;
  readonly #name: Name;
  readonly #onOpen: (store: ConfigureStores[Name]) => () => void;
  #from: SessionStore | null = null;
  #store: ConfigureStores[Name] | null = null;
  #error: PaymentsError | null = null;
  #release: readonly (() => void)[] = [];

  /** @param onOpen what else the element does with the store; it answers the way to stop */
  constructor(
    host: ReactiveControllerHost,
    session: SessionController,
    name: Name,
    onOpen: (store: ConfigureStores[Name]) => () => void = () => () => {},
  ) {
    this.#host = host;
    this.#session = session;
    this.#name = name;
    this.#onOpen = onOpen;
    host.addController(this);
  }

  /** Null until its code is there. */
  get store(): ConfigureStores[Name] | null {
    const session = this.#session.store;
    if (session && session !== this.#from) void this.#open(session);
    return this.#store;
  }

  /** Why its code is not there. */
  get error(): PaymentsError | null {
    return this.#error;
  }

  retry(): void {
    this.hostDisconnected();
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    if (this.#from && this.#from !== this.#session.store) this.hostDisconnected();
  }

  hostDisconnected(): void {
    for (const release of this.#release) release();
    this.#release = [];
    this.#store = null;
    this.#error = null;
    this.#from = null;
  }

  async #open(session: SessionStore): Promise<void> {
    this.#from = session;
    try {
      const store = await session.openStore(this.#name);
      if (this.#from !== session) return;
      this.#store = store;
      this.#release = [store.subscribe(() => this.#host.requestUpdate()), this.#onOpen(store)];
    } catch (error) {
      if (this.#from !== session) return;
      this.#error = toPaymentsError(error);
    }
    this.#host.requestUpdate();
  }
}
