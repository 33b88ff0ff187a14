import type { DeclineKind, Explanation } from '../messages.ts';

/** What the patient's screens say. */
export interface PayWords {
  readonly pay: {
    readonly nothing: string;
    /** The clinic's app is not enabled; `common.otherWay` follows. */
    readonly notEnabled: string;
    readonly nothingText: string;
    readonly requested: string;
    readonly position: (index: number, count: number) => string;
    readonly askedBy: (name: string) => string;
    readonly payNow: string;
    readonly notNow: string;
    readonly putOff: (time: string) => string;
    readonly refuse: string;
    readonly confirmRefuse: (clinic: string) => string;
    readonly confirmRefuseYes: string;
    readonly confirmRefuseNo: string;
    readonly refusing: string;
    readonly closing: string;
    readonly preparing: string;
    readonly orByCard: string;
    readonly email: string;
    readonly emailHint: string;
    readonly emailEmpty: string;
    readonly emailInvalid: string;
    readonly card: string;
    readonly pay: (amount: string) => string;
    readonly paying: string;
    readonly back: string;
    readonly secure: string;
    readonly problem: Readonly<Record<DeclineKind, Explanation>>;
    readonly incomplete: string;
    readonly confirming: string;
    readonly confirmingText: string;
    readonly checking: string;
    readonly checkingText: string;
    readonly successful: string;
    readonly thanks: (clinic: string) => string;
    readonly next: string;
    readonly withdrawn: string;
    readonly withdrawnText: (clinic: string) => string;
    readonly refused: string;
    readonly refusedText: string;
    readonly expired: string;
    readonly expiredText: string;
    readonly failed: string;
    readonly failedText: string;
    readonly elsewhere: string;
  };
}
