import type { AccessRequestStatus } from '../../contract/access-request.ts';

/** What can be wrong with a field of the request form. */
export type AccessProblem =
  | 'organisationMissing'
  | 'clinicsMissing'
  | 'clinicNameMissing'
  | 'clinicRefMissing'
  | 'clinicTwice'
  | 'stripeMissing'
  | 'nameMissing'
  | 'emailMissing'
  | 'emailWrong'
  | 'useMissing'
  | 'managerMissing'
  | 'managerNameMissing'
  | 'managerEmailMissing'
  | 'termsMissing'
  | 'tooLong';

/** What the request form says, and the page behind its shared link. */
export interface AccessWords {
  readonly access: {
    readonly title: string;
    readonly titleCorrect: string;
    readonly intro: string;
    readonly help: string;
    /** Headings of the form's five points. */
    readonly organisation: string;
    readonly clinics: string;
    readonly contact: string;
    readonly manager: string;
    readonly agreement: string;

    readonly organisationName: string;
    readonly clinicsHint: string;
    readonly clinicName: string;
    readonly clinicRef: string;
    readonly clinicRefHint: string;
    readonly addClinic: string;
    readonly removeClinic: (name: string) => string;
    readonly alreadyEnabled: string;
    readonly allEnabled: string;
    readonly nothingToAsk: string;
    /** Of a clinic by its name; without one, of the clinic that is being typed. */
    readonly hasStripe: (clinic: string) => string;
    readonly yes: string;
    readonly notYet: string;
    readonly stripeHint: string;
    readonly contactName: string;
    readonly email: string;
    readonly phone: string;
    readonly expectedUse: string;
    readonly expectedUseHint: string;
    readonly managerHint: string;
    readonly iAm: string;
    readonly somebodyElse: string;
    readonly managerName: string;
    readonly managerEmail: string;
    readonly managerNote: string;
    readonly managerLocked: string;
    readonly agree: string;
    readonly terms: string;
    readonly send: string;
    readonly sendMe: string;
    readonly saveCorrection: string;
    readonly sending: string;
    readonly checking: string;
    readonly back: string;
    readonly fix: (count: number) => string;
    readonly problem: Readonly<Record<AccessProblem, string>>;
    readonly alreadyRequested: string;
    readonly deskUnreachable: string;
    readonly decidedMeanwhile: string;

    readonly status: Readonly<Record<AccessRequestStatus, string>>;
    readonly waitingFor: (name: string) => string;
    readonly waitingText: (name: string) => string;
    readonly shareTitle: (name: string) => string;
    readonly shareText: string;
    readonly makeLink: string;
    readonly newLink: string;
    readonly linkLabel: string;
    readonly copy: string;
    readonly copied: string;
    readonly copyByHand: string;
    readonly linkUntil: (time: string) => string;
    readonly linkOut: (time: string) => string;
    readonly notForMe: (name: string, time: string) => string;
    readonly sentTitle: string;
    readonly sentText: string;
    readonly ticketOpening: string;
    readonly ticket: string;
    readonly ticketLink: string;
    readonly raisedBy: (name: string) => string;
    readonly approvedTitle: string;
    readonly approvedText: string;
    readonly approvedNext: string;
    readonly declinedTitle: string;
    readonly declinedText: string;
    readonly askAgain: string;
    readonly askMore: string;
    readonly correct: string;
    readonly withdraw: string;
    readonly withdrawing: string;
    readonly confirmWithdraw: string;
    readonly keep: string;
    readonly withdrawn: string;
    readonly readOnly: string;
    readonly others: string;
    readonly details: string;
    readonly stripeYes: string;
    readonly stripeNo: string;
    readonly sentOn: (date: string) => string;

    /** Spoken once, when it happens while the page is open. */
    readonly spoken: Readonly<Record<AccessRequestStatus, string>>;

    /** The page behind the shared link. */
    readonly shared: {
      readonly title: string;
      readonly intro: (requester: string, organisation: string) => string;
      readonly whatHappens: string;
      /** It was corrected while they read it. */
      readonly corrected: string;
      readonly raise: (name: string) => string;
      readonly raising: string;
      readonly refuse: string;
      readonly refuseAsk: string;
      readonly refuseYes: string;
      readonly keep: string;
      readonly raised: string;
      readonly raisedText: (ticket: string) => string;
      readonly raisedOpening: string;
      readonly refused: string;
      readonly refusedText: string;
      readonly closed: string;
      readonly closedText: Readonly<Record<Exclude<AccessRequestStatus, 'waiting'>, string>>;
      readonly ended: string;
      readonly endedText: string;
      readonly noLink: string;
      readonly noLinkText: string;
      readonly failed: string;
      readonly failedText: string;
      readonly tryAgain: string;
      readonly loading: string;
      readonly validUntil: (time: string) => string;
    };
  };
}
