import type { PaymentRequest } from '../../../src/contract/payment-request.ts';
import type { ConfigureStores } from '../../../src/session/configure/stores.ts';
import type {
  CardFormLooks,
  CardFormOptions,
  CheckoutState,
  PaymentFact,
  RequestDraft,
  RequestEntry,
  SessionState,
  SessionStore,
} from '../../../src/session/state.ts';

/** A session that is in a given state, and has no gateway: what elements ask of it comes to nothing. */
export class StagedSession implements SessionStore {
  readonly #listeners = new Set<(state: SessionState) => void>();
  readonly #factListeners = new Set<(fact: PaymentFact) => void>();
  #state: SessionState;
  readonly #stores: Partial<ConfigureStores>;
  #email = '';

  constructor(state: SessionState, stores: Partial<ConfigureStores> = {}) {
    this.#state = state;
    this.#stores = stores;
  }

  /** Who has subscribed, to states and to facts. */
  get listenerCount(): number {
    return this.#listeners.size + this.#factListeners.size;
  }

  set(change: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener(this.#state);
  }

  /** Changes one request, by its id. */
  setEntry(id: string, change: (entry: RequestEntry) => RequestEntry): void {
    const requests = this.#state.requests.map((entry) => (entry.request.id === id ? change(entry) : entry));
    this.set({ requests });
  }

  /** Changes what this page does with the newest request. */
  setCheckout(checkout: CheckoutState): void {
    const [newest] = this.#state.requests;
    if (newest) this.setEntry(newest.request.id, (entry) => ({ ...entry, checkout }));
  }

  /** Goes on with the oldest request, which keeps its id. */
  setRequest(request: PaymentRequest): void {
    const id = this.#state.requests.at(-1)?.request.id;
    if (id) this.setEntry(id, (entry) => ({ ...entry, request: { ...request, id } }));
  }

  tell(fact: PaymentFact): void {
    for (const listener of this.#factListeners) listener(fact);
  }

  getState(): SessionState {
    return this.#state;
  }

  subscribe(listener: (state: SessionState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  subscribeFacts(listener: (fact: PaymentFact) => void): () => void {
    this.#factListeners.add(listener);
    return () => this.#factListeners.delete(listener);
  }

  retry(): void {}

  setDraft(draft: Partial<RequestDraft>): void {
    this.set({ draft: { ...this.#state.draft, ...draft } });
  }

  createRequest(_body: Parameters<SessionStore['createRequest']>[0]): Promise<string | null> {
    return Promise.resolve(null);
  }

  cancelRequest(_id: string): Promise<void> {
    return Promise.resolve();
  }

  refuseRequest(_id: string): Promise<void> {
    return Promise.resolve();
  }

  putOff(_id: string): void {}

  markSeen(_id: string): void {}

  beginCheckout(_id: string, _form: CardFormOptions): Promise<void> {
    return Promise.resolve();
  }

  updateCardForm(_id: string, _looks: CardFormLooks): void {}

  pay(_id: string, _email: string): Promise<void> {
    return Promise.resolve();
  }

  leaveCheckout(_id: string): void {}

  getEmail(): string {
    return this.#email;
  }

  setEmail(email: string): void {
    this.#email = email;
  }

  /** One that is not staged never arrives. */
  openStore<Name extends keyof ConfigureStores>(name: Name): Promise<ConfigureStores[Name]> {
    const store: ConfigureStores[Name] | undefined = this.#stores[name];
    return store ? Promise.resolve(store) : new Promise(() => {});
  }

  dismissNotification(id: string): void {
    this.set({ notifications: this.#state.notifications.filter((notification) => notification.id !== id) });
  }

  setNotificationOutlet(_present: boolean): void {}
}
