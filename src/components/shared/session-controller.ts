import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { PaymentsError } from '../../errors.ts';
import { getDefaultSession } from '../../session/default-session.ts';
import { INITIAL_STATE } from '../../session/initial-state.ts';
import type { PaymentFactName, SessionState, SessionStore } from '../../session/state.ts';
import { dispatchFact } from './facts.ts';
import { warn } from './warn.ts';

export interface SessionHost extends ReactiveControllerHost, HTMLElement {
  session: SessionStore | undefined;
}

export interface SessionOptions {
  /** The facts that this element tells outside code about, as DOM events. */
  readonly facts: readonly PaymentFactName[];
  onConnect?(store: SessionStore): void;
  onRelease?(store: SessionStore): void;
}

/**
 * Ties an element to its `session`, or to the document's default one, from connection to disconnection.
 * The store is looked up in the update, so that a `session` set just after connecting is the one used.
 */
export class SessionController implements ReactiveController {
  readonly #host: SessionHost;
  readonly #options: SessionOptions;
  #store: SessionStore | null = null;
  #error: PaymentsError | null = null;
  #release: readonly (() => void)[] = [];

  constructor(host: SessionHost, options: SessionOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get store(): SessionStore | null {
    return this.#store;
  }

  get state(): SessionState {
    return this.#store?.getState() ?? withoutSession(this.#error);
  }

  /** What *Try again* does; without a session it looks for one again. */
  retry(): void {
    this.#error = null;
    this.#store?.retry();
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    const store = this.#host.session ?? this.#store ?? this.#findDefault();
    if (store === this.#store) return;
    this.hostDisconnected();
    this.#store = store;
    if (!store) return;
    this.#error = null;
    this.#release = [
      store.subscribe(() => this.#host.requestUpdate()),
      store.subscribeFacts((fact) => {
        if (this.#options.facts.includes(fact.name)) dispatchFact(this.#host, fact);
      }),
    ];
    this.#options.onConnect?.(store);
  }

  hostDisconnected(): void {
    const store = this.#store;
    for (const release of this.#release) release();
    this.#release = [];
    this.#store = null;
    this.#error = null;
    if (store) this.#options.onRelease?.(store);
  }

  #findDefault(): SessionStore | null {
    if (this.#error) return null;
    try {
      return getDefaultSession();
    } catch (error) {
      if (!(error instanceof PaymentsError)) throw error;
      this.#error = error;
      warn(this.#host, error.message);
      return null;
    }
  }
}

function withoutSession(error: PaymentsError | null): SessionState {
  return error
    ? { ...INITIAL_STATE, connection: { status: 'unavailable', error, retryAt: null } }
    : INITIAL_STATE;
}
