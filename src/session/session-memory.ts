import type { CreatePaymentRequest, PaymentRequestStatus } from '../contract/payment-request.ts';
import type { RequestDraft } from './state.ts';

/** The part of `sessionStorage` that is used here. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * What must outlive a reload of the page: never a token, a client secret or anything of a card.
 * The browser forgets it with the tab.
 */
export interface Remembered {
  readonly draft: RequestDraft;
  /** Of the request that the draft will become. */
  readonly idempotencyKey: string | null;
  /** What was sent under the key and has no answer yet. */
  readonly unanswered: CreatePaymentRequest | null;
  readonly email: string;
  /** Request ids whose confirmation has no outcome yet, with the time of the attempt known before it. */
  readonly confirming: Readonly<Record<string, number | null>>;
  /** Where each request of the call stood when this page last saw it. */
  readonly statuses: Readonly<Record<string, PaymentRequestStatus>>;
}

export const EMPTY_DRAFT: RequestDraft = { amount: '', description: '', payerId: null };

const NOTHING: Remembered = {
  draft: EMPTY_DRAFT,
  idempotencyKey: null,
  unanswered: null,
  email: '',
  confirming: {},
  statuses: {},
};

/** Keeps `Remembered` for one person in one call; in memory alone where storage is refused or full. */
export class SessionMemory {
  readonly #storage: KeyValueStore | null;
  #key: string | null = null;
  #value: Remembered = NOTHING;

  constructor(storage: KeyValueStore | null) {
    this.#storage = storage;
  }

  get value(): Remembered {
    return this.#value;
  }

  /** From here on it is known whose memory it is; what was set before stays. */
  open(scope: readonly string[]): void {
    this.#key = `payments:${JSON.stringify(scope)}`;
    this.#value = { ...NOTHING, ...this.#read(this.#key), ...changedFrom(NOTHING, this.#value) };
  }

  /** Somebody else is at this page: until it is known who, nothing is. */
  forget(): void {
    this.#key = null;
    this.#value = NOTHING;
  }

  set(change: Partial<Remembered>): void {
    this.#value = { ...this.#value, ...change };
    if (this.#key === null) return;
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(this.#value));
    } catch {
      // Full, or refused: a reload will find less, everything else goes on.
    }
  }

  #read(key: string): Partial<Remembered> {
    try {
      // Only this code writes here, in this shape; a stranger's text under the key hardly is JSON.
      const value: Partial<Remembered> | null = JSON.parse(this.#storage?.getItem(key) ?? 'null');
      return { ...value };
    } catch {
      return {};
    }
  }
}

function changedFrom(base: Remembered, value: Remembered): Partial<Remembered> {
  const names = Object.keys(value) as (keyof Remembered)[];
  return Object.fromEntries(
    names.filter((name) => value[name] !== base[name]).map((name) => [name, value[name]]),
  );
}

/** The tab's storage; null where the browser refuses it (reading the property itself may throw). */
export function tabStorage(): KeyValueStore | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
