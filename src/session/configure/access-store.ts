import { isObject } from '../../host-bridge/json.ts';
import {
  ACCESS_REQUEST_STATUSES,
  type AccessRequest,
  type AccessRequestForm,
  type AccessRequestPage,
  type AccessShare,
} from '../../contract/access-request.ts';
import { loadAccessWords } from '../../localization/access/load.ts';
import { isPassing, toPaymentsError } from '../failure.ts';
import type { GatewayCall } from '../gateway-client.ts';
import { Listeners, StateCell } from '../state-cell.ts';
import { DraftMemory } from './access-draft-memory.ts';
import { factsBetween } from './access-facts.ts';
import type { AccessDraft, AccessFact, AccessState, AccessStore, AccessTaskName } from './access-state.ts';
import { KeepFresh } from './keep-fresh.ts';
import type { ConfigureParts } from './stores.ts';

const PATH = '/access-requests';
/** Milliseconds between readings, while the telehealth manager or the service desk is awaited. */
const SOON = 5_000;
const LATER = 20_000;

type Ready = Extract<AccessState, { readonly status: 'ready' }>;

/** Requests for access, as the gateway has them. */
export class GatewayAccessStore implements AccessStore {
  readonly #parts: ConfigureParts;
  readonly #cell = new StateCell<{ readonly access: AccessState }>({ access: { status: 'loading' } });
  readonly #facts = new Listeners<AccessFact>();
  readonly #fresh: KeepFresh;
  readonly #memory: DraftMemory;
  /** Counts what was asked: an answer that was overtaken by a newer one is dropped. */
  #asked = 0;
  #answered = 0;

  constructor(parts: ConfigureParts) {
    this.#parts = parts;
    this.#memory = new DraftMemory(parts.storage);
    this.#fresh = new KeepFresh({ parts, read: () => this.#read(), pause: () => this.#pause() });
  }

  getState(): AccessState {
    return this.#cell.get().access;
  }

  subscribe(listener: (state: AccessState) => void): () => void {
    const stop = this.#cell.listeners.add(({ access }) => listener(access));
    const stopLooking = this.#fresh.look();
    return () => {
      stop();
      stopLooking();
    };
  }

  subscribeFacts(listener: (fact: AccessFact) => void): () => void {
    return this.#facts.add(listener);
  }

  refresh(): Promise<void> {
    return this.#fresh.read();
  }

  setDraft(draft: AccessDraft | null): void {
    this.#memory.setDraft(draft);
    this.#change({ draft });
  }

  async send(form: AccessRequestForm): Promise<string | null> {
    const key = this.#memory.keyFor(JSON.stringify(form));
    const request = await this.#act('sending', PATH, isRequest, {
      method: 'POST',
      body: form,
      headers: { 'idempotency-key': key },
    });
    if (!request) return null;
    this.#memory.clear();
    this.#change({ draft: null });
    this.#take(request);
    return request.id;
  }

  async correct(id: string, form: AccessRequestForm): Promise<boolean> {
    const request = await this.#act('correcting', `${PATH}/${encodeURIComponent(id)}`, isRequest, {
      method: 'PUT',
      body: form,
    });
    if (request) this.#take(request);
    return request !== null;
  }

  async withdraw(id: string): Promise<void> {
    const path = `${PATH}/${encodeURIComponent(id)}/withdraw`;
    const request = await this.#act('withdrawing', path, isRequest, { method: 'POST' });
    if (request) this.#take(request);
  }

  async share(id: string): Promise<void> {
    const path = `${PATH}/${encodeURIComponent(id)}/share`;
    const share = await this.#act('sharing', path, isShare, { method: 'POST' });
    if (!share) return;
    const { url, expiresAt, request } = share;
    this.#change({ link: { requestId: id, url, expiresAt } });
    this.#take(request);
  }

  dismissFailure(): void {
    const state = this.getState();
    if (state.status === 'ready' && state.task.status === 'failed')
      this.#change({ task: { status: 'idle' } });
  }

  /** Doing any of it twice is doing it once, so that without an answer it is simply asked again. */
  async #act<Answer>(
    name: AccessTaskName,
    path: string,
    isAnswer: (value: unknown) => value is Answer,
    call: GatewayCall,
  ): Promise<Answer | null> {
    const state = this.getState();
    if (state.status !== 'ready' || state.task.status === 'pending' || state.task.status === 'checking')
      return null;
    const { gateway, pauses, signal } = this.#parts;
    this.#change({ task: { status: 'pending', name } });
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        const answer = await gateway.ask(path, isAnswer, call);
        this.#change({ task: { status: 'idle' } });
        return answer;
      } catch (cause) {
        const error = toPaymentsError(cause);
        if (
          !isPassing(error) ||
          error.code === 'too_many_requests' ||
          error.code === 'service_desk_unreachable'
        ) {
          this.#change({ task: { status: 'failed', name, error } });
          // What it was refused for may be that something else has happened meanwhile.
          void this.#fresh.read();
          return null;
        }
        this.#change({ task: { status: 'checking', name } });
        await pauses.sleep(pauses.backoff(attempt), signal);
      }
    }
    return null;
  }

  async #read(): Promise<void> {
    const turn = (this.#asked += 1);
    try {
      const page = await this.#parts.gateway.ask(PATH, isPage);
      if (turn < this.#answered || this.#parts.signal.aborted) return;
      this.#answered = turn;
      this.#enter(page);
    } catch (cause) {
      const error = toPaymentsError(cause);
      const before = this.getState();
      this.#set(before.status === 'ready' ? { ...before, trouble: error } : { status: 'unavailable', error });
    }
  }

  #enter({ items, scope }: AccessRequestPage): void {
    const before = this.getState();
    if (before.status === 'ready') {
      this.#set({ ...before, requests: items, scope, trouble: null });
      this.#tell(before, items);
      return;
    }
    this.#memory.open(scope.organisation.ref, scope.clinicRef);
    this.#set({
      status: 'ready',
      requests: items,
      scope,
      draft: this.#memory.draft,
      link: null,
      task: { status: 'idle' },
      trouble: null,
    });
  }

  /** One request, newer than every reading that was asked for before this came. */
  #take(request: AccessRequest): void {
    this.#answered = this.#asked += 1;
    const before = this.getState();
    if (before.status !== 'ready') return;
    const isKnown = before.requests.some(({ id }) => id === request.id);
    const requests = isKnown
      ? before.requests.map((other) => (other.id === request.id ? request : other))
      : [request, ...before.requests];
    this.#set({ ...before, requests });
    this.#tell(before, requests);
  }

  #tell(before: Ready, requests: readonly AccessRequest[]): void {
    const facts = factsBetween(before.requests, requests);
    for (const fact of facts) this.#facts.call(fact);
    void this.#announce(facts);
  }

  async #announce(facts: readonly AccessFact[]): Promise<void> {
    const { announce, getLocalization } = this.#parts;
    const told = facts.filter(({ name }) => name !== 'access-corrected');
    if (told.length === 0) return;
    const { access: words } = await loadAccessWords(getLocalization().language);
    for (const { request } of told) announce(words.spoken[request.status]);
  }

  #change(change: Partial<Pick<Ready, 'draft' | 'link' | 'task'>>): void {
    const state = this.getState();
    if (state.status === 'ready') this.#set({ ...state, ...change });
  }

  #set(access: AccessState): void {
    if (this.#parts.signal.aborted) return;
    this.#cell.patch({ access });
    this.#fresh.schedule();
  }

  #pause(): number | null {
    const state = this.getState();
    if (state.status === 'loading') return null;
    if (state.status === 'unavailable') return isPassing(state.error) ? SOON : null;
    if (state.trouble) return SOON;
    const [newest] = state.requests;
    if (newest?.status === 'waiting') return SOON;
    if (newest?.status === 'sent') return newest.ticket.state === 'opening' ? SOON : LATER;
    return null;
  }
}

function isRequest(value: unknown): value is AccessRequest {
  return (
    isObject(value) &&
    typeof value['id'] === 'string' &&
    Number.isSafeInteger(value['revision']) &&
    (ACCESS_REQUEST_STATUSES as readonly unknown[]).includes(value['status']) &&
    isObject(value['contact']) &&
    isObject(value['telehealthManager']) &&
    Array.isArray(value['clinics'])
  );
}

function isPage(value: unknown): value is AccessRequestPage {
  return (
    isObject(value) &&
    Array.isArray(value['items']) &&
    value['items'].every(isRequest) &&
    isObject(value['scope']) &&
    isObject(value['scope']['organisation']) &&
    Array.isArray(value['scope']['clinics'])
  );
}

function isShare(value: unknown): value is AccessShare {
  return (
    isObject(value) &&
    typeof value['url'] === 'string' &&
    /^https?:\/\//.test(value['url']) &&
    Number.isSafeInteger(value['expiresAt']) &&
    isRequest(value['request'])
  );
}
