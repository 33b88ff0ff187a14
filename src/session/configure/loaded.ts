import { toPaymentsError } from '../failure.ts';
import type { Loaded } from './records-state.ts';

/** A part of a state that is read from the gateway, and read again: an answer that comes too late is left aside. */
export class LoadedPart<Value> {
  readonly #get: () => Loaded<Value>;
  readonly #put: (value: Loaded<Value>) => void;
  #turn = 0;

  constructor(get: () => Loaded<Value>, put: (value: Loaded<Value>) => void) {
    this.#get = get;
    this.#put = put;
  }

  async read(ask: () => Promise<Value>): Promise<void> {
    const turn = (this.#turn += 1);
    const put = (value: Loaded<Value>) => {
      if (turn === this.#turn) this.#put(value);
    };
    const before = this.#get();
    put(before.status === 'ready' ? { ...before, refreshing: true } : { status: 'loading' });
    try {
      put({ status: 'ready', value: await ask(), refreshing: false, trouble: null });
    } catch (cause) {
      const error = toPaymentsError(cause);
      const now = this.#get();
      put(
        now.status === 'ready'
          ? { ...now, refreshing: false, trouble: error }
          : { status: 'unavailable', error },
      );
    }
  }

  /** What is on its way is no longer wanted. */
  drop(): void {
    this.#turn += 1;
  }
}
