import type { PaymentRequest } from '../../contract/payment-request.ts';
import type {
  CreateRefund,
  PaymentRecord,
  PaymentReport,
  RecordStatus,
  Refund,
  RefundReason,
} from '../../contract/records.ts';
import type { PaymentsError } from '../../errors.ts';
import type { ReadableStore } from './stores.ts';

/** Something that the gateway is asked for, and asked again. */
export type Loaded<Value> =
  | { readonly status: 'loading' }
  | { readonly status: 'unavailable'; readonly error: PaymentsError }
  | {
      readonly status: 'ready';
      readonly value: Value;
      /** Newer is on its way. */
      readonly refreshing: boolean;
      /** Why the last reading brought nothing newer; what is shown may be out of date. */
      readonly trouble: PaymentsError | null;
    };

export const PERIODS = ['today', 'days7', 'days30', 'days90', 'custom'] as const;
export type Period = (typeof PERIODS)[number];

export interface RecordFilters {
  /** What somebody typed. */
  readonly q: string;
  /** Empty: all. */
  readonly status: RecordStatus | '';
  /** A person's id, by the host; empty: everybody. */
  readonly clinician: string;
  readonly period: Period;
  /** `YYYY-MM-DD`, both days included; for `custom`, empty: as far as there is. */
  readonly from: string;
  readonly to: string;
}

export interface RecordsPage {
  readonly items: readonly PaymentRequest[];
  /** From 1. */
  readonly page: number;
  readonly hasNext: boolean;
}

/** A refund typed and not sent: kept over a reload, and when it is refused. */
export interface RefundDraft {
  readonly amount: string;
  readonly reason: RefundReason;
}

/** Where the refund of the payment that is open stands. */
export type RefundState =
  | { readonly status: 'idle' }
  | { readonly status: 'sending' | 'checking'; readonly body: CreateRefund }
  | { readonly status: 'rejected'; readonly error: PaymentsError }
  | { readonly status: 'done'; readonly refund: Refund };

export interface OpenRecord {
  readonly id: string;
  readonly record: Loaded<PaymentRecord>;
  /** Null: the form is not open. */
  readonly draft: RefundDraft | null;
  readonly refund: RefundState;
}

export type Export =
  { readonly status: 'idle' | 'working' } | { readonly status: 'failed'; readonly error: PaymentsError };

export interface RecordsState {
  readonly filters: RecordFilters;
  readonly list: Loaded<RecordsPage>;
  readonly report: Loaded<PaymentReport>;
  /** The payment whose story is shown; null for the list. */
  readonly open: OpenRecord | null;
  readonly export: Export;
}

/** Whose records are looked at, and by whom: what was typed is kept for them alone. */
export interface RecordsOf {
  readonly participantId: string;
  /** The host's reference of a clinic; null: the one of the token. */
  readonly clinic: string | null;
}

export interface RecordsStore extends ReadableStore<RecordsState> {
  /** Begins, or begins again for somebody else; for the same it does nothing. */
  show(of: RecordsOf): void;
  /** The clinic that this person looked at last, by the host's reference, also before a reload. */
  lastClinic(participantId: string): string | null;
  /** A change of what is typed waits a moment for the next letter. */
  setFilters(change: Partial<RecordFilters>): void;
  refresh(): Promise<void>;
  nextPage(): void;
  previousPage(): void;
  openRecord(id: string): void;
  closeRecord(): void;
  /** Null closes the form. */
  setRefundDraft(draft: RefundDraft | null): void;
  /** Made once, however often and over whatever it is asked; never rejects. */
  refund(body: CreateRefund): Promise<void>;
  /** All that the filters let through, as CSV; null when it did not arrive. */
  exportCsv(): Promise<Blob | null>;
}
