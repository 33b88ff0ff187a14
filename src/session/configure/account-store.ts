import { isObject } from '../../host-bridge/json.ts';
import type { LinkStrategy, StripeAccountStanding, StripeVisit } from '../../contract/stripe-account.ts';
import type { PaymentsError } from '../../errors.ts';
import { loadAccountWords } from '../../localization/account/load.ts';
import { isPassing, toPaymentsError } from '../failure.ts';
import type { GatewayCall } from '../gateway-client.ts';
import { Listeners, StateCell } from '../state-cell.ts';
import { factsBetween, sentencesOf } from './account-facts.ts';
import type {
  AccountFact,
  AccountState,
  AccountStore,
  AccountTask,
  AccountTaskName,
  OpenVisit,
  VisitOptions,
} from './account-state.ts';
import { KeepFresh } from './keep-fresh.ts';
import type { ConfigureParts } from './stores.ts';

const PATH = '/stripe-account';
/** Milliseconds between readings: while somebody waits in front of the page, and while Stripe takes its time. */
const SOON = 3_000;
const LATER = 15_000;
/** From then on a visit to Stripe takes its time, too. */
const VISIT_IS_LONG = 5 * 60_000;

interface Action {
  readonly name: AccountTaskName;
  readonly path: string;
  readonly call: GatewayCall;
  /** Whether a reading shows that it was done. */
  readonly isDone: (standing: StripeAccountStanding) => boolean;
}

type Ready = Extract<AccountState, { readonly status: 'ready' }>;

/** Where the linking of one clinic's Stripe account stands, as the gateway says. */
export class GatewayAccountStore implements AccountStore {
  readonly #parts: ConfigureParts;
  readonly #cell = new StateCell<{ readonly account: AccountState }>({ account: { status: 'loading' } });
  readonly #facts = new Listeners<AccountFact>();
  readonly #fresh: KeepFresh;
  /** Counts what was asked: an answer that was overtaken by a newer one is dropped. */
  #asked = 0;
  #answered = 0;

  constructor(parts: ConfigureParts) {
    this.#parts = parts;
    this.#fresh = new KeepFresh({
      parts,
      read: async () => void (await this.#read()),
      pause: () => this.#pause(),
    });
  }

  getState(): AccountState {
    return this.#cell.get().account;
  }

  subscribe(listener: (state: AccountState) => void): () => void {
    const stop = this.#cell.listeners.add(({ account }) => listener(account));
    const stopLooking = this.#fresh.look();
    return () => {
      stop();
      stopLooking();
    };
  }

  subscribeFacts(listener: (fact: AccountFact) => void): () => void {
    return this.#facts.add(listener);
  }

  refresh(): Promise<void> {
    return this.#fresh.read();
  }

  askStripe(): Promise<void> {
    return this.#act({
      name: 'asking-stripe',
      path: `${PATH}/refresh`,
      call: { method: 'POST' },
      // Where Stripe could not be asked, a reading is what there is.
      isDone: () => true,
    });
  }

  link(strategy: LinkStrategy, options: VisitOptions = {}): Promise<StripeVisit | null> {
    return this.#visitStripe('linking', strategy, `${PATH}/link`, { strategy, ...options });
  }

  openRequirements(options: Pick<VisitOptions, 'returnTo'> = {}): Promise<StripeVisit | null> {
    return this.#visitStripe('opening-requirements', 'requirements', `${PATH}/requirements`, { ...options });
  }

  leaveVisit(): void {
    this.#change({ visit: null });
  }

  confirm(account: string): Promise<void> {
    return this.#act({
      name: 'confirming',
      path: `${PATH}/confirm`,
      call: { method: 'POST', body: { account } },
      isDone: (standing) => standing.account?.id === account,
    });
  }

  discard(account: string): Promise<void> {
    return this.#act({
      name: 'discarding',
      path: `${PATH}/discard`,
      call: { method: 'POST', body: { account } },
      isDone: ({ parked }) => parked?.id !== account,
    });
  }

  remove(clinicName: string): Promise<void> {
    return this.#act({
      name: 'removing',
      path: PATH,
      call: { method: 'DELETE', body: { clinicName } },
      isDone: ({ account, isRemoving }) => account === null || isRemoving,
    });
  }

  testPayment(): Promise<void> {
    const state = this.getState();
    const before = state.status === 'ready' ? state.standing.testPayment?.at : undefined;
    return this.#act({
      name: 'testing',
      path: `${PATH}/test-payment`,
      call: { method: 'POST' },
      isDone: ({ testPayment }) => testPayment !== null && testPayment.at !== before,
    });
  }

  dismissFailure(): void {
    if (this.#task?.status === 'failed') this.#change({ task: { status: 'idle' } });
  }

  get #task(): AccountTask | null {
    const state = this.getState();
    return state.status === 'ready' ? state.task : null;
  }

  /** False while something else is under way, or nothing is known yet. */
  #begin(name: AccountTaskName): boolean {
    const task = this.#task;
    if (!task || task.status === 'pending' || task.status === 'checking') return false;
    this.#change({ task: { status: 'pending', name } });
    return true;
  }

  async #visitStripe(
    name: AccountTaskName,
    purpose: OpenVisit['purpose'],
    path: string,
    body: object,
  ): Promise<StripeVisit | null> {
    if (!this.#begin(name)) return null;
    const { gateway, clock } = this.#parts;
    try {
      const visit = await gateway.ask(path, isVisit, { method: 'POST', body });
      this.#change({ task: { status: 'idle' }, visit: { purpose, url: visit.url, since: clock.now() } });
      return visit;
    } catch (cause) {
      // Whatever was made, nobody goes there: the next press makes another.
      this.#fail(name, toPaymentsError(cause));
      return null;
    }
  }

  /** Doing it twice is doing it once: without an answer the gateway is read, and asked again. */
  async #act({ name, path, call, isDone }: Action): Promise<void> {
    if (!this.#begin(name)) return;
    const { gateway, pauses, signal } = this.#parts;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        const standing = await gateway.ask(path, isStanding, call);
        // Newer than every reading that was asked for before this came.
        this.#take(standing, (this.#asked += 1));
        return this.#change({ task: { status: 'idle' } });
      } catch (cause) {
        const error = toPaymentsError(cause);
        if (!isUnknown(error)) return this.#fail(name, error);
        this.#change({ task: { status: 'checking', name } });
        await pauses.sleep(pauses.backoff(attempt), signal);
      }
      const standing = signal.aborted ? null : await this.#read();
      if (standing && isDone(standing)) return this.#change({ task: { status: 'idle' } });
    }
  }

  #fail(name: AccountTaskName, error: PaymentsError): void {
    this.#change({ task: { status: 'failed', name, error } });
    // What it was refused for may be that something else has happened meanwhile.
    void this.#fresh.read();
  }

  async #read(): Promise<StripeAccountStanding | null> {
    const turn = (this.#asked += 1);
    try {
      const standing = await this.#parts.gateway.ask(PATH, isStanding);
      this.#take(standing, turn);
      return standing;
    } catch (cause) {
      const error = toPaymentsError(cause);
      const before = this.getState();
      this.#set(before.status === 'ready' ? { ...before, trouble: error } : { status: 'unavailable', error });
      return null;
    }
  }

  #take(standing: StripeAccountStanding, turn: number): void {
    if (turn < this.#answered || this.#parts.signal.aborted) return;
    this.#answered = turn;
    const before = this.getState();
    if (before.status !== 'ready')
      return this.#set({ status: 'ready', standing, trouble: null, task: { status: 'idle' }, visit: null });
    const facts = factsBetween(before.standing, standing);
    this.#set({ ...before, standing, trouble: null, visit: hasCome(before, standing) ? null : before.visit });
    for (const fact of facts) this.#facts.call(fact);
    void this.#announce(before.standing, standing);
  }

  async #announce(before: StripeAccountStanding, after: StripeAccountStanding): Promise<void> {
    const { announce, getLocalization } = this.#parts;
    const words = await loadAccountWords(getLocalization().language);
    for (const sentence of sentencesOf(before, after, words)) announce(sentence);
  }

  #change(change: Partial<Pick<Ready, 'task' | 'visit'>>): void {
    const state = this.getState();
    if (state.status === 'ready') this.#set({ ...state, ...change });
  }

  #set(account: AccountState): void {
    if (this.#parts.signal.aborted) return;
    this.#cell.patch({ account });
    this.#fresh.schedule();
  }

  #pause(): number | null {
    const state = this.getState();
    if (state.status === 'loading') return null;
    if (state.status === 'unavailable') return isPassing(state.error) ? SOON : null;
    const { standing, visit, trouble } = state;
    const { account, parked, domains, testPayment, clinic, isRemoving } = standing;
    if (visit) return this.#parts.clock.now() - visit.since < VISIT_IS_LONG ? SOON : LATER;
    if (isRemoving || testPayment?.status === 'pending' || trouble) return SOON;
    const isAtStripe = account?.health === 'in_review' || parked?.health === 'in_review';
    const isPending = domains.some((domain) => domain.state === 'pending');
    return isAtStripe || isPending || !clinic.enabled ? LATER : null;
  }
}

/** Whether a visit to Stripe came to something. */
function hasCome({ standing: before, visit }: Ready, after: StripeAccountStanding): boolean {
  if (factsBetween(before, after).length > 0 || after.lastVisit?.at !== before.lastVisit?.at) return true;
  return (
    visit?.purpose === 'requirements' &&
    (after.account?.requirementsDue !== before.account?.requirementsDue ||
      after.account?.deadline !== before.account?.deadline)
  );
}

/** Answers that leave open whether it was done. */
function isUnknown(error: PaymentsError): boolean {
  return isPassing(error) && error.code !== 'too_many_requests' && error.code !== 'TOKEN_UNAVAILABLE';
}

function isStanding(value: unknown): value is StripeAccountStanding {
  return (
    isObject(value) &&
    isObject(value['clinic']) &&
    isObject(value['strategies']) &&
    Array.isArray(value['setAside']) &&
    Array.isArray(value['domains'])
  );
}

function isVisit(value: unknown): value is StripeVisit {
  return isObject(value) && typeof value['url'] === 'string' && /^https?:\/\//.test(value['url']);
}
