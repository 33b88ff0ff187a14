import type { PaymentEventKind, RecordStatus, RefundReason, RefundStatus } from '../../contract/records.ts';
import type { AmountProblem } from '../amount-input.ts';
import type { Explanation } from '../messages.ts';

/** Why a refund was refused, as the gateway's codes have it. */
export type RefundTrouble =
  'not_refundable' | 'refund_too_large' | 'refund_disputed' | 'refund_balance_too_low' | 'account_not_ready';

/** What the screens of `<payment-records>` say. */
export interface RecordsWords {
  readonly records: {
    readonly title: string;
    readonly clinic: string;
    /** What has to be there before a payment can be asked for. */
    readonly missing: Readonly<Record<'clinic_not_enabled' | 'account_not_linked', Explanation>>;
    readonly openForm: string;

    readonly search: string;
    readonly searchHint: string;
    readonly period: string;
    readonly periods: Readonly<Record<'today' | 'days7' | 'days30' | 'days90' | 'custom', string>>;
    readonly from: string;
    readonly to: string;
    readonly status: string;
    readonly anyStatus: string;
    readonly clinician: string;
    readonly anybody: string;
    readonly clear: string;

    /** The four sums. */
    readonly taken: string;
    readonly givenBack: string;
    readonly net: string;
    readonly payments: string;

    readonly chart: string;
    /** `from` and `to` are days. */
    readonly chartOf: (from: string, to: string) => string;
    /** What one day, or one week, had; spoken as one moves along the chart. */
    readonly dayFacts: (facts: {
      day: string;
      taken: string;
      count: number;
      refunded: string | null;
    }) => string;
    readonly week: (day: string) => string;
    readonly showTable: string;
    readonly day: string;
    readonly noPayments: string;

    readonly caption: string;
    readonly amount: string;
    readonly what: string;
    readonly patient: string;
    readonly askedBy: string;
    readonly asked: string;
    readonly openRecord: (description: string, amount: string) => string;
    readonly statuses: Readonly<Record<RecordStatus, string>>;
    readonly partlyRefunded: string;
    readonly empty: Explanation;
    readonly emptyFiltered: Explanation;
    readonly updating: string;
    readonly outOfDate: string;
    readonly previous: string;
    readonly next: string;
    readonly page: (page: number) => string;
    readonly pages: string;
    readonly download: string;
    readonly downloading: string;
    readonly downloadFailed: string;

    readonly back: string;
    readonly stripe: string;
    readonly history: string;
    readonly by: (name: string) => string;
    readonly byGateway: string;
    readonly events: Readonly<Record<PaymentEventKind, string>>;
    readonly eventRefund: (event: string, amount: string) => string;
    readonly closing: Readonly<Record<'cancelled' | 'refused' | 'expired', string>>;
    readonly atStripe: string;
    readonly bankSaid: (code: string) => string;
    readonly dispute: string;
    readonly disputeState: Readonly<Record<'open' | 'won' | 'lost', string>>;
    readonly reference: string;
    readonly refundable: string;
    readonly callId: string;
    readonly charge: string;

    readonly refunds: string;
    readonly refund: string;
    readonly refundTitle: string;
    readonly refundAmount: string;
    readonly refundOf: (most: string) => string;
    readonly reason: string;
    readonly reasons: Readonly<Record<RefundReason, string>>;
    /** `card` is where it goes, e.g. `Visa •••• 4242`. */
    readonly refundText: (facts: { name: string; amount: string; card: string }) => string;
    readonly refundSubmit: (amount: string) => string;
    readonly refundSending: string;
    readonly refundChecking: string;
    readonly refundDone: (amount: string) => string;
    readonly refundPending: (amount: string) => string;
    readonly refundFailed: string;
    readonly keep: string;
    readonly amountProblem: Readonly<Record<AmountProblem, string>>;
    readonly amountTooLarge: (most: string) => string;
    readonly refundTrouble: Readonly<Record<RefundTrouble, Explanation>>;
    readonly refundStatuses: Readonly<Record<RefundStatus, string>>;
    readonly madeAtStripe: string;
  };
}
