import type { CreateRefund } from '../../../src/contract/records.ts';
import type {
  RecordFilters,
  RecordsOf,
  RecordsState,
  RecordsStore,
  RefundDraft,
} from '../../../src/session/configure/records-state.ts';
import { aRecord, openedRecord } from './records-samples.ts';

/** Records in a given state, without a gateway; it goes on where that is plain, so that buttons do something. */
export class StagedRecordsStore implements RecordsStore {
  readonly #listeners = new Set<(state: RecordsState) => void>();
  #state: RecordsState;

  constructor(state: RecordsState) {
    this.#state = state;
  }

  set(change: Partial<RecordsState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener(this.#state);
  }

  getState(): RecordsState {
    return this.#state;
  }

  subscribe(listener: (state: RecordsState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  show(_of: RecordsOf): void {}

  lastClinic(_participantId: string): string | null {
    return null;
  }

  setFilters(change: Partial<RecordFilters>): void {
    this.set({ filters: { ...this.#state.filters, ...change } });
  }

  refresh(): Promise<void> {
    return Promise.resolve();
  }

  nextPage(): void {
    this.#turn(1);
  }

  previousPage(): void {
    this.#turn(-1);
  }

  #turn(by: number): void {
    const { list } = this.#state;
    if (list.status === 'ready')
      this.set({ list: { ...list, value: { ...list.value, page: list.value.page + by } } });
  }

  openRecord(id: string): void {
    const { list } = this.#state;
    const request = list.status === 'ready' ? list.value.items.find((item) => item.id === id) : undefined;
    this.set({ open: openedRecord(aRecord(request && { request })) });
  }

  closeRecord(): void {
    this.set({ open: null });
  }

  setRefundDraft(draft: RefundDraft | null): void {
    const { open } = this.#state;
    if (open) this.set({ open: { ...open, draft } });
  }

  refund(body: CreateRefund): Promise<void> {
    const { open } = this.#state;
    if (open) this.set({ open: { ...open, refund: { status: 'sending', body } } });
    return Promise.resolve();
  }

  exportCsv(): Promise<Blob | null> {
    this.set({ export: { status: 'working' } });
    return Promise.resolve(null);
  }
}
