import { isObject } from '../../host-bridge/json.ts';
import type { StripeAccountStanding } from '../../contract/stripe-account.ts';
import type { PaymentsError } from '../../errors.ts';
import { toPaymentsError } from '../failure.ts';
import { StateCell } from '../state-cell.ts';
import type { ConfigureParts, ReadableStore } from './stores.ts';

export type AccountState =
  | { readonly status: 'loading' }
  | { readonly status: 'unavailable'; readonly error: PaymentsError }
  | {
      readonly status: 'ready';
      readonly standing: StripeAccountStanding;
      /** Why the last reading brought nothing newer; what is shown may be out of date. */
      readonly trouble: PaymentsError | null;
    };

export interface AccountStore extends ReadableStore<AccountState> {
  /** Asks the gateway where linking stands. */
  refresh(): Promise<void>;
}

/** Where the linking of one clinic's Stripe account stands, as the gateway says. */
export class GatewayAccountStore implements AccountStore {
  readonly #parts: ConfigureParts;
  readonly #cell = new StateCell<{ readonly account: AccountState }>({ account: { status: 'loading' } });

  constructor(parts: ConfigureParts) {
    this.#parts = parts;
    void this.refresh();
  }

  getState(): AccountState {
    return this.#cell.get().account;
  }

  subscribe(listener: (state: AccountState) => void): () => void {
    return this.#cell.listeners.add(({ account }) => listener(account));
  }

  async refresh(): Promise<void> {
    try {
      const standing = await this.#parts.gateway.ask('/stripe-account', isStanding);
      this.#set({ status: 'ready', standing, trouble: null });
    } catch (cause) {
      const error = toPaymentsError(cause);
      const before = this.getState();
      this.#set(before.status === 'ready' ? { ...before, trouble: error } : { status: 'unavailable', error });
    }
  }

  #set(account: AccountState): void {
    if (!this.#parts.signal.aborted) this.#cell.patch({ account });
  }
}

function isStanding(value: unknown): value is StripeAccountStanding {
  return isObject(value) && isObject(value['clinic']) && isObject(value['strategies']);
}
