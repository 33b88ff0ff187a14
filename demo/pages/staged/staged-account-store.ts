import type {
  LinkStrategy,
  StripeAccountStanding,
  StripeVisit,
} from '../../../src/contract/stripe-account.ts';
import type {
  AccountFact,
  AccountState,
  AccountStore,
  OpenVisit,
  VisitOptions,
} from '../../../src/session/configure/account-state.ts';
import type { ClinicsState, ClinicsStore } from '../../../src/session/configure/clinics-store.ts';
import { anAccount, aTestPayment } from './account-samples.ts';
import { NOON } from './samples.ts';

/** An account's store in a given state, without a gateway, that goes on where that is plain. */
export class StagedAccountStore implements AccountStore {
  readonly #listeners = new Set<(state: AccountState) => void>();
  readonly #factListeners = new Set<(fact: AccountFact) => void>();
  #state: AccountState;

  constructor(state: AccountState) {
    this.#state = state;
  }

  getState(): AccountState {
    return this.#state;
  }

  set(state: AccountState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  /** Changes where linking stands; what was asked for is done with it. */
  setStanding(change: Partial<StripeAccountStanding>): void {
    if (this.#state.status !== 'ready') return;
    const standing = { ...this.#state.standing, ...change };
    this.set({ ...this.#state, standing, task: { status: 'idle' }, visit: null });
  }

  tell(fact: AccountFact): void {
    for (const listener of this.#factListeners) listener(fact);
  }

  subscribe(listener: (state: AccountState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  subscribeFacts(listener: (fact: AccountFact) => void): () => void {
    this.#factListeners.add(listener);
    return () => this.#factListeners.delete(listener);
  }

  refresh(): Promise<void> {
    return Promise.resolve();
  }

  askStripe(): Promise<void> {
    return Promise.resolve();
  }

  /** There is no Stripe behind a staged session: it is as though the new tab had stayed closed. */
  link(strategy: LinkStrategy, _options?: VisitOptions): Promise<StripeVisit | null> {
    return this.#visit(strategy);
  }

  openRequirements(_options?: Pick<VisitOptions, 'returnTo'>): Promise<StripeVisit | null> {
    return this.#visit('requirements');
  }

  leaveVisit(): void {
    this.setStanding({});
  }

  confirm(account: string): Promise<void> {
    if (this.#state.status !== 'ready' || this.#state.standing.parked?.id !== account)
      return Promise.resolve();
    const { parkedAt: _, ...facts } = this.#state.standing.parked;
    this.setStanding({
      parked: null,
      account: anAccount({ ...facts, linkedAt: NOON, checkedAt: NOON }),
      canTestPayment: true,
    });
    return Promise.resolve();
  }

  discard(_account: string): Promise<void> {
    this.setStanding({ parked: null });
    return Promise.resolve();
  }

  remove(_clinicName: string): Promise<void> {
    this.setStanding({ account: null, lastRemoval: { by: 'admin', at: NOON }, canTestPayment: false });
    return Promise.resolve();
  }

  testPayment(): Promise<void> {
    this.setStanding({ testPayment: aTestPayment({ at: NOON }) });
    return Promise.resolve();
  }

  dismissFailure(): void {
    this.setStanding({});
  }

  #visit(purpose: OpenVisit['purpose']): Promise<null> {
    if (this.#state.status === 'ready')
      this.set({ ...this.#state, visit: { purpose, url: 'https://connect.stripe.com/', since: NOON } });
    return Promise.resolve(null);
  }
}

export class StagedClinicsStore implements ClinicsStore {
  readonly #state: ClinicsState;

  constructor(state: ClinicsState) {
    this.#state = state;
  }

  getState(): ClinicsState {
    return this.#state;
  }

  subscribe(_listener: (state: ClinicsState) => void): () => void {
    return () => {};
  }

  refresh(): Promise<void> {
    return Promise.resolve();
  }
}
