import { isObject } from '../../host-bridge/json.ts';
import type { ClinicList, ClinicStanding } from '../../contract/stripe-account.ts';
import type { PaymentsError } from '../../errors.ts';
import { isPassing, toPaymentsError } from '../failure.ts';
import { StateCell } from '../state-cell.ts';
import { KeepFresh } from './keep-fresh.ts';
import type { ConfigureParts, ReadableStore } from './stores.ts';

export type ClinicsState =
  | { readonly status: 'loading' }
  | { readonly status: 'unavailable'; readonly error: PaymentsError }
  | {
      readonly status: 'ready';
      readonly clinics: readonly ClinicStanding[];
      /** Why the last reading brought nothing newer. */
      readonly trouble: PaymentsError | null;
    };

export interface ClinicsStore extends ReadableStore<ClinicsState> {
  refresh(): Promise<void>;
}

/** Milliseconds between tries while the gateway does not answer. */
const RETRY = 3_000;

/** The clinics that an administrator answers for, and how each stands. */
export class GatewayClinicsStore implements ClinicsStore {
  readonly #parts: ConfigureParts;
  readonly #cell = new StateCell<{ readonly clinics: ClinicsState }>({ clinics: { status: 'loading' } });
  readonly #fresh: KeepFresh;

  constructor(parts: ConfigureParts) {
    this.#parts = parts;
    this.#fresh = new KeepFresh({ parts, read: () => this.#read(), pause: () => this.#pause() });
  }

  getState(): ClinicsState {
    return this.#cell.get().clinics;
  }

  subscribe(listener: (state: ClinicsState) => void): () => void {
    const stop = this.#cell.listeners.add(({ clinics }) => listener(clinics));
    const stopLooking = this.#fresh.look();
    return () => {
      stop();
      stopLooking();
    };
  }

  refresh(): Promise<void> {
    return this.#fresh.read();
  }

  async #read(): Promise<void> {
    try {
      const { items } = await this.#parts.gateway.ask('/clinics', isClinicList);
      this.#set({ status: 'ready', clinics: items, trouble: null });
    } catch (cause) {
      const error = toPaymentsError(cause);
      const before = this.getState();
      this.#set(before.status === 'ready' ? { ...before, trouble: error } : { status: 'unavailable', error });
    }
  }

  #set(clinics: ClinicsState): void {
    if (!this.#parts.signal.aborted) this.#cell.patch({ clinics });
  }

  #pause(): number | null {
    const state = this.getState();
    if (state.status === 'loading') return null;
    const error = state.status === 'ready' ? state.trouble : state.error;
    return error && isPassing(error) ? RETRY : null;
  }
}

function isClinicList(value: unknown): value is ClinicList {
  return isObject(value) && Array.isArray(value['items']) && value['items'].every(isClinic);
}

function isClinic(value: unknown): value is ClinicStanding {
  return isObject(value) && typeof value['ref'] === 'string' && typeof value['name'] === 'string';
}
