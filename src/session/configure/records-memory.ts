import type { CreateRefund } from '../../contract/records.ts';
import { isObject } from '../../host-bridge/json.ts';
import type { KeyValueStore } from '../session-memory.ts';
import { USUAL_FILTERS } from './records-query.ts';
import type { RecordFilters, RecordsOf, RefundDraft } from './records-state.ts';

/** A refund that was sent under its key, and has no answer yet. */
export interface UnansweredRefund {
  readonly requestId: string;
  readonly key: string;
  readonly body: CreateRefund;
}

/** What outlives a reload, until the browser forgets it with the tab. */
interface Remembered {
  readonly filters: RecordFilters;
  readonly openId: string | null;
  readonly draft: RefundDraft | null;
  readonly unanswered: UnansweredRefund | null;
}

const NOTHING: Remembered = { filters: USUAL_FILTERS, openId: null, draft: null, unanswered: null };

/** The clinic that somebody who may look at several has looked at last. */
export class LastClinic {
  readonly #storage: KeyValueStore | null;
  readonly #inMemory = new Map<string, string>();

  constructor(storage: KeyValueStore | null) {
    this.#storage = storage;
  }

  get(participantId: string): string | null {
    const key = keyOf(participantId);
    try {
      return this.#storage?.getItem(key) ?? this.#inMemory.get(key) ?? null;
    } catch {
      return this.#inMemory.get(key) ?? null;
    }
  }

  set({ participantId, clinic }: RecordsOf): void {
    if (clinic === null) return;
    this.#inMemory.set(keyOf(participantId), clinic);
    try {
      this.#storage?.setItem(keyOf(participantId), clinic);
    } catch {
      // Full, or refused: it is forgotten with the page.
    }
  }
}

function keyOf(participantId: string): string {
  return `payment-records-clinic:${participantId}`;
}

/** Keeps it for one person at one clinic; in memory alone where storage is refused or full. */
export class RecordsMemory {
  readonly #storage: KeyValueStore | null;
  readonly #key: string;
  #value: Remembered;

  constructor(storage: KeyValueStore | null, { participantId, clinic }: RecordsOf) {
    this.#storage = storage;
    this.#key = `payment-records:${JSON.stringify([participantId, clinic])}`;
    this.#value = { ...NOTHING, ...this.#read() };
  }

  get value(): Remembered {
    return this.#value;
  }

  set(change: Partial<Remembered>): void {
    this.#value = { ...this.#value, ...change };
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(this.#value));
    } catch {
      // Full, or refused: a reload will find less, everything else goes on.
    }
  }

  #read(): Partial<Remembered> {
    try {
      // Only this code writes here, in this shape.
      const value: unknown = JSON.parse(this.#storage?.getItem(this.#key) ?? 'null');
      return isObject(value) ? value : {};
    } catch {
      return {};
    }
  }
}
