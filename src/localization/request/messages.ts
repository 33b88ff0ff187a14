import type { ClosingReason, PayerActivityKind, PaymentAttempt } from '../../contract/payment-request.ts';
import type { AmountProblem } from '../amount-input.ts';

/** What the clinician's screens say. */
export interface RequestWords {
  readonly request: {
    readonly title: string;
    /** The way to the request form, while the clinic is not enabled. */
    readonly accessForm: string;
    readonly amount: string;
    readonly description: string;
    readonly descriptionHint: string;
    readonly presets: string;
    readonly payer: string;
    readonly choosePayer: string;
    readonly noPatient: string;
    readonly submit: string;
    readonly sending: string;
    readonly checking: string;
    readonly another: string;
    readonly earlier: string;
    readonly amountProblem: Readonly<Record<AmountProblem, string>>;
    readonly amountTooSmall: (minimum: string) => string;
    readonly amountTooLarge: (maximum: string) => string;
    readonly descriptionEmpty: string;
    readonly descriptionTooLong: (max: number, length: number) => string;
    readonly payerMissing: string;
    readonly payerUnknown: string;

    readonly requested: string;
    readonly preparing: string;
    readonly unopened: (name: string) => string;
    readonly activity: Readonly<Record<PayerActivityKind, (name: string) => string>>;
    readonly openUntil: (time: string) => string;
    readonly attempt: Readonly<Record<PaymentAttempt['outcome'], (name: string) => string>>;
    readonly cancel: string;
    readonly cancelling: string;
    readonly confirmCancel: (name: string) => string;
    readonly keep: string;
    readonly alreadyPaid: string;
    readonly closing: Readonly<Record<ClosingReason, string>>;
    readonly processing: string;
    readonly processingText: string;
    readonly received: string;
    /** All of it was given back. */
    readonly refunded: string;
    readonly dispute: string;
    readonly disputeState: Readonly<Record<'open' | 'won' | 'lost', string>>;
    readonly cancelled: string;
    readonly refused: string;
    readonly refusedText: (name: string) => string;
    readonly expired: string;
    readonly expiredText: string;
    readonly nothingCharged: string;
    readonly failed: string;
    readonly failedText: string;
    readonly unreachable: string;
    readonly unreachableText: string;
    /** One or two words, for the list. */
    readonly short: {
      readonly open: string;
      readonly processing: string;
      readonly paid: string;
      readonly cancelled: string;
      readonly refused: string;
      readonly expired: string;
      readonly failed: string;
      readonly unreachable: string;
    };
  };
}
