import type { PaymentRequest } from '../../contract/payment-request.ts';
import type { CreateRefund, PaymentRecord } from '../../contract/records.ts';
import { toPaymentsError } from '../failure.ts';
import { isRequestPage } from '../gateway-shapes.ts';
import { StateCell } from '../state-cell.ts';
import { KeepFresh } from './keep-fresh.ts';
import { LoadedPart } from './loaded.ts';
import { pauseOf } from './records-freshness.ts';
import { LastClinic, RecordsMemory, type UnansweredRefund } from './records-memory.ts';
import { listQuery, localTimeZone, query, reportRange, USUAL_FILTERS } from './records-query.ts';
import { isRecord, isReport } from './records-shapes.ts';
import type {
  OpenRecord,
  RecordFilters,
  RecordsOf,
  RecordsState,
  RecordsStore,
  RefundDraft,
} from './records-state.ts';
import { newRefund, sendRefund } from './refund-sending.ts';
import type { ConfigureParts } from './stores.ts';

/** Milliseconds that the next letter is waited for. */
const TYPING = 300;

const LOADING = { status: 'loading' } as const;

/** One clinic's payments as an admin looks back at them. Answers that come too late are left aside. */
export class GatewayRecordsStore implements RecordsStore {
  readonly #parts: ConfigureParts;
  readonly #cell = new StateCell<RecordsState>({
    filters: USUAL_FILTERS,
    list: LOADING,
    report: LOADING,
    open: null,
    export: { status: 'idle' },
  });
  #of: RecordsOf | null = null;
  #memory: RecordsMemory;
  #stopping = new AbortController();
  /** Where each page that was turned begins; the last is the one shown. */
  #cursors: readonly (string | null)[] = [null];
  #next: string | null = null;
  #typing = () => {};
  readonly #lastClinic: LastClinic;
  readonly #fresh: KeepFresh;
  readonly #list = new LoadedPart(
    () => this.getState().list,
    (list) => this.#set({ list }),
  );
  readonly #report = new LoadedPart(
    () => this.getState().report,
    (report) => this.#set({ report }),
  );
  readonly #record = new LoadedPart<PaymentRecord>(
    () => this.getState().open?.record ?? LOADING,
    (record) => this.#setOpen((open) => ({ ...open, record })),
  );

  constructor(parts: ConfigureParts) {
    this.#parts = parts;
    this.#memory = new RecordsMemory(null, { participantId: '', clinic: null });
    this.#lastClinic = new LastClinic(parts.storage);
    this.#fresh = new KeepFresh({
      parts,
      read: () => this.#readShown(),
      pause: () => this.#of && pauseOf(this.getState()),
    });
    parts.signal.addEventListener('abort', () => this.#stop());
  }

  getState(): RecordsState {
    return this.#cell.get();
  }

  subscribe(listener: (state: RecordsState) => void): () => void {
    const stop = this.#cell.listeners.add(listener);
    const stopLooking = this.#fresh.look();
    return () => {
      stop();
      stopLooking();
    };
  }

  lastClinic(participantId: string): string | null {
    return this.#lastClinic.get(participantId);
  }

  show(of: RecordsOf): void {
    if (this.#of?.participantId === of.participantId && this.#of.clinic === of.clinic) return;
    this.#stop();
    this.#stopping = new AbortController();
    this.#of = of;
    this.#lastClinic.set(of);
    this.#memory = new RecordsMemory(this.#parts.storage, of);
    this.#cursors = [null];
    const { filters, openId, unanswered, draft } = this.#memory.value;
    this.#set({ filters, list: LOADING, report: LOADING, open: null, export: { status: 'idle' } });
    void this.refresh();
    const reopened = unanswered?.requestId ?? openId;
    if (reopened !== null) this.openRecord(reopened);
    if (draft && openId === reopened) this.setRefundDraft(draft);
    if (unanswered) void this.#send(unanswered, 'checking');
  }

  setFilters(change: Partial<RecordFilters>): void {
    const before = this.getState().filters;
    const filters = { ...before, ...change };
    this.#memory.set({ filters });
    this.#set({ filters });
    this.#cursors = [null];
    this.#typing();
    const isTyping = change.q !== undefined && change.q !== before.q;
    this.#typing = this.#parts.clock.after(isTyping ? TYPING : 0, () => void this.#readList());
    if (PERIOD_AND_PERSON.some((name) => filters[name] !== before[name])) void this.#readReport();
  }

  async refresh(): Promise<void> {
    await Promise.all([this.#readList(), this.#readReport(), this.#readRecord()]);
    this.#fresh.schedule();
  }

  /** What is on the screen. A search is not made again by itself: it may look through all that there is. */
  async #readShown(): Promise<void> {
    if (!this.#of) return;
    const { open, filters, list } = this.getState();
    const isSearch = filters.q.trim() !== '' && list.status === 'ready' && list.trouble === null;
    if (open) await this.#readRecord();
    else await Promise.all([isSearch ? null : this.#readList(), this.#readReport()]);
  }

  nextPage(): void {
    if (this.#next === null) return;
    this.#cursors = [...this.#cursors, this.#next];
    void this.#readList();
  }

  previousPage(): void {
    if (this.#cursors.length === 1) return;
    this.#cursors = this.#cursors.slice(0, -1);
    void this.#readList();
  }

  openRecord(id: string): void {
    this.#memory.set({ openId: id });
    this.#record.drop();
    this.#set({ open: { id, record: LOADING, draft: null, refund: { status: 'idle' } } });
    void this.#readRecord();
  }

  closeRecord(): void {
    this.#memory.set({ openId: null, draft: null });
    this.#record.drop();
    this.#set({ open: null });
  }

  /** An answer was quicker than the next reading. */
  #showAnswer(request: PaymentRequest): void {
    const { list } = this.getState();
    if (list.status !== 'ready') return;
    const items = list.value.items.map((item) =>
      item.id === request.id && item.revision < request.revision ? request : item,
    );
    this.#set({ list: { ...list, value: { ...list.value, items } } });
  }

  setRefundDraft(draft: RefundDraft | null): void {
    this.#memory.set({ draft });
    this.#setOpen((open) => ({
      ...open,
      draft,
      refund: open.refund.status === 'done' && draft ? { status: 'idle' } : open.refund,
    }));
  }

  async refund(body: CreateRefund): Promise<void> {
    const { open } = this.getState();
    if (!open || open.refund.status === 'sending' || open.refund.status === 'checking') return;
    await this.#send(newRefund(open.id, body), 'sending');
  }

  async #send(sent: UnansweredRefund, status: 'sending' | 'checking'): Promise<void> {
    const { signal } = this.#stopping;
    const show = (refund: OpenRecord['refund']) =>
      this.#setOpen((open) => (open.id === sent.requestId ? { ...open, refund } : open));
    show({ status, body: sent.body });
    const outcome = await sendRefund(sent, {
      parts: this.#parts,
      memory: this.#memory,
      signal,
      onChecking: ({ body }) => show({ status: 'checking', body }),
    });
    if (!outcome || signal.aborted) return;
    if (outcome.ok) {
      this.#setOpen((open) => (open.id === sent.requestId ? { ...open, draft: null } : open));
      show({ status: 'done', refund: outcome.answer.refund });
      this.#showAnswer(outcome.answer.request);
    } else show({ status: 'rejected', error: outcome.error });
    await Promise.all([this.#readRecord(), this.#readReport()]);
  }

  async exportCsv(): Promise<Blob | null> {
    if (this.getState().export.status === 'working') return null;
    this.#set({ export: { status: 'working' } });
    const { filters } = this.getState();
    const fields = listQuery(filters, this.#clinic, this.#parts.clock.now());
    fields.set('timeZone', localTimeZone());
    try {
      const file = await this.#parts.gateway.download(
        `/payment-requests?${fields}`,
        'text/csv',
        this.#stopping.signal,
      );
      this.#set({ export: { status: 'idle' } });
      return file;
    } catch (cause) {
      this.#set({ export: { status: 'failed', error: toPaymentsError(cause) } });
      return null;
    }
  }

  async #readList(): Promise<void> {
    const { filters } = this.getState();
    const fields = listQuery(filters, this.#clinic, this.#parts.clock.now());
    fields.set('limit', '25');
    // Said even when all is asked for: it is what makes them records, and not a call's requests.
    if (!fields.has('from')) fields.set('from', '0');
    const cursor = this.#cursors.at(-1);
    if (cursor) fields.set('cursor', cursor);
    const page = this.#cursors.length;
    await this.#list.read(async () => {
      const answer = await this.#parts.gateway.ask(`/payment-requests?${fields}`, isRequestPage);
      this.#next = answer.nextCursor;
      return { items: answer.items, page, hasNext: answer.nextCursor !== null };
    });
  }

  async #readReport(): Promise<void> {
    const { filters } = this.getState();
    const { from, to } = reportRange(filters, this.#parts.clock.now());
    const fields = query({
      clinic: this.#clinic,
      clinician: filters.clinician,
      from: String(from),
      to: String(to),
      timeZone: localTimeZone(),
    });
    await this.#report.read(() => this.#parts.gateway.ask(`/payment-reports?${fields}`, isReport));
  }

  async #readRecord(): Promise<void> {
    const { open } = this.getState();
    if (!open) return;
    const path = `/payment-requests/${encodeURIComponent(open.id)}/history`;
    await this.#record.read(() => this.#parts.gateway.ask(path, isRecord));
  }

  get #clinic(): string | null {
    return this.#of?.clinic ?? null;
  }

  #stop(): void {
    this.#stopping.abort();
    for (const part of [this.#list, this.#report, this.#record]) part.drop();
    this.#typing();
  }

  #setOpen(change: (open: OpenRecord) => OpenRecord): void {
    const { open } = this.getState();
    if (open) this.#set({ open: change(open) });
  }

  #set(change: Partial<RecordsState>): void {
    if (!this.#parts.signal.aborted) this.#cell.patch(change);
  }
}

/** What the totals go by, beside the clinic. */
const PERIOD_AND_PERSON = ['period', 'from', 'to', 'clinician'] as const;
