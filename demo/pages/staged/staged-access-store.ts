import type { AccessRequest, AccessRequestForm } from '../../../src/contract/access-request.ts';
import type {
  AccessDraft,
  AccessFact,
  AccessState,
  AccessStore,
} from '../../../src/session/configure/access-state.ts';
import { sent, waiting } from './access-samples.ts';
import { NOON } from './samples.ts';

const WEEK = 7 * 24 * 3_600_000;

/** Requests for access in a given state, without a gateway, that go on where that is plain. */
export class StagedAccessStore implements AccessStore {
  readonly #listeners = new Set<(state: AccessState) => void>();
  readonly #factListeners = new Set<(fact: AccessFact) => void>();
  #state: AccessState;

  constructor(state: AccessState) {
    this.#state = state;
  }

  getState(): AccessState {
    return this.#state;
  }

  set(state: AccessState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  change(change: Partial<Extract<AccessState, { readonly status: 'ready' }>>): void {
    if (this.#state.status === 'ready') this.set({ ...this.#state, ...change });
  }

  tell(fact: AccessFact): void {
    for (const listener of this.#factListeners) listener(fact);
  }

  subscribe(listener: (state: AccessState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  subscribeFacts(listener: (fact: AccessFact) => void): () => void {
    this.#factListeners.add(listener);
    return () => this.#factListeners.delete(listener);
  }

  refresh(): Promise<void> {
    return Promise.resolve();
  }

  setDraft(draft: AccessDraft | null): void {
    this.change({ draft });
  }

  send(form: AccessRequestForm): Promise<string | null> {
    const { agreesToTerms: _, ...facts } = form;
    const request = form.telehealthManager.isMe ? sent(facts) : waiting(facts);
    this.change({ requests: [request], draft: null, task: { status: 'idle' } });
    return Promise.resolve(request.id);
  }

  correct(id: string, form: AccessRequestForm): Promise<boolean> {
    const { agreesToTerms: _, ...facts } = form;
    this.#replace(id, (request) => ({ ...request, ...facts, revision: request.revision + 1 }));
    return Promise.resolve(true);
  }

  withdraw(id: string): Promise<void> {
    this.#replace(id, (request) => ({ ...request, status: 'withdrawn' }));
    return Promise.resolve();
  }

  share(id: string): Promise<void> {
    const expiresAt = NOON + WEEK;
    this.#replace(id, (request) =>
      request.status === 'waiting' ? { ...request, linkExpiresAt: expiresAt, notForMeAt: null } : request,
    );
    const url = 'https://pay.example.com/access#tHe5eCreT0fTheL1nk';
    this.change({ link: { requestId: id, url, expiresAt } });
    return Promise.resolve();
  }

  dismissFailure(): void {
    this.change({ task: { status: 'idle' } });
  }

  #replace(id: string, change: (request: AccessRequest) => AccessRequest): void {
    if (this.#state.status !== 'ready') return;
    this.change({
      requests: this.#state.requests.map((request) => (request.id === id ? change(request) : request)),
    });
  }
}
