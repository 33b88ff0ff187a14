import type { KeyValueStore } from '../session-memory.ts';
import type { AccessDraft } from './access-state.ts';

interface Kept {
  readonly draft: AccessDraft | null;
  /** Of the form that was sent under it and has no answer yet. */
  readonly sent: { readonly key: string; readonly form: string } | null;
}

const NOTHING: Kept = { draft: null, sent: null };

/** The form as typed, and the key that it was sent under, over a reload of the tab. */
export class DraftMemory {
  readonly #storage: KeyValueStore | null;
  #name: string | null = null;
  #kept: Kept = NOTHING;

  constructor(storage: KeyValueStore | null) {
    this.#storage = storage;
  }

  get draft(): AccessDraft | null {
    return this.#kept.draft;
  }

  /** From here on it is known whose form it is. */
  open(organisationRef: string, clinicRef: string | null): void {
    this.#name = `payments:access:${JSON.stringify([organisationRef, clinicRef])}`;
    try {
      // Only this code writes here, in this shape.
      const kept: Partial<Kept> | null = JSON.parse(this.#storage?.getItem(this.#name) ?? 'null');
      this.#kept = { ...NOTHING, ...kept };
    } catch {
      this.#kept = NOTHING;
    }
  }

  setDraft(draft: AccessDraft | null): void {
    this.#keep({ ...this.#kept, draft });
  }

  /** The same form keeps its key, also over a reload; another form is another request. */
  keyFor(form: string): string {
    const { sent } = this.#kept;
    if (sent?.form === form) return sent.key;
    const key = crypto.randomUUID();
    this.#keep({ ...this.#kept, sent: { key, form } });
    return key;
  }

  clear(): void {
    this.#keep(NOTHING);
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    if (this.#name === null) return;
    try {
      this.#storage?.setItem(this.#name, JSON.stringify(kept));
    } catch {
      // Full, or refused: a reload will find less, everything else goes on.
    }
  }
}
