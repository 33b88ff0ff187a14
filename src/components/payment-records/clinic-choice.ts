import type { ReactiveControllerHost } from 'lit';

import type { ClinicStanding } from '../../contract/stripe-account.ts';
import type { PaymentsError } from '../../errors.ts';
import type { StoreController } from '../shared/store-controller.ts';

export type Choice =
  | { readonly status: 'loading' }
  | { readonly status: 'unavailable'; readonly error: PaymentsError; readonly retry: () => void }
  /** The organisation has no clinics here. */
  | { readonly status: 'none' }
  | {
      readonly status: 'chosen';
      /** The host's own reference. */
      readonly ref: string;
      /** Null while it is not known how it stands. */
      readonly clinic: ClinicStanding | null;
      /** What there is to choose from; empty where the page has said which. */
      readonly among: readonly ClinicStanding[];
    };

/** The clinic that an organisation's admin looks at: the page's, or their own choice. */
export class ClinicChoice {
  readonly #host: ReactiveControllerHost & { readonly clinic: string };
  readonly #clinics: StoreController<'clinics'>;
  #chosen = '';

  constructor(
    host: ReactiveControllerHost & { readonly clinic: string },
    clinics: StoreController<'clinics'>,
  ) {
    this.#host = host;
    this.#clinics = clinics;
  }

  choose(ref: string): void {
    this.#chosen = ref;
    this.#host.requestUpdate();
  }

  /** @param last the clinic that was looked at before */
  read(last: string | null): Choice {
    const { store, error } = this.#clinics;
    const state = store?.getState();
    const clinics = state?.status === 'ready' ? state.clinics : [];
    const find = (wanted: string | null) => clinics.find(({ ref }) => ref === wanted) ?? null;
    const { clinic: said } = this.#host;
    if (said) return { status: 'chosen', ref: said, clinic: find(said), among: [] };
    if (error) return { status: 'unavailable', error, retry: () => this.#clinics.retry() };
    if (state?.status === 'unavailable')
      return { status: 'unavailable', error: state.error, retry: () => void store?.refresh() };
    if (state?.status !== 'ready') return { status: 'loading' };
    const clinic =
      find(this.#chosen) ?? find(last) ?? clinics.find(({ health }) => health !== null) ?? clinics[0];
    return clinic ? { status: 'chosen', ref: clinic.ref, clinic, among: clinics } : { status: 'none' };
  }
}
