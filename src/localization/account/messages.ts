import type {
  AccountHealth,
  LinkStrategy,
  VisitOutcome,
  WalletDomain,
} from '../../contract/stripe-account.ts';
import type { Explanation } from '../messages.ts';

/** A state in a word or two, and what to do about it. */
export interface HealthWords extends Explanation {
  readonly short: string;
}

/** One of the ways to link. */
export interface WayWords {
  readonly title: string;
  readonly text: string;
  /** Instead of `text`, where it is not there. */
  readonly off: string;
}

/** What *Configure > Client Payments* says. */
export interface AccountWords {
  readonly account: {
    readonly loading: string;
    readonly stale: string;
    readonly help: string;
    /** Where it has no name yet. */
    readonly yourClinic: string;
    readonly notEnabled: {
      readonly heading: (clinic: string) => string;
      readonly text: string;
      readonly form: string;
    };

    readonly link: {
      readonly heading: string;
      readonly lead: (clinic: string) => string;
      readonly ways: string;
      readonly way: Readonly<Record<LinkStrategy, WayWords>>;
      readonly noWay: Explanation;
      /** Where the clinic's currency does not say it. */
      readonly country: string;
      readonly chooseCountry: string;
      readonly go: string;
      readonly going: string;
      readonly afterwards: string;
      readonly setAside: string;
      readonly setAsideText: string;
      readonly goOnWith: (account: string) => string;
    };
    /** Told why the last visit to Stripe brought no account. */
    readonly visit: Readonly<Record<VisitOutcome, Explanation>>;
    readonly removedBy: Readonly<
      Record<
        'admin' | 'stripe' | 'operator',
        { readonly reason: (when: string) => string; readonly advice: string }
      >
    >;
    readonly waiting: {
      readonly heading: string;
      readonly text: string;
      readonly blocked: string;
      readonly again: string;
      readonly stop: string;
      /** In one line, beside a linked account. */
      readonly short: string;
    };

    readonly parked: {
      readonly heading: string;
      readonly text: (clinic: string) => string;
      readonly unfinished: Explanation;
      readonly use: string;
      readonly using: string;
      readonly notThis: string;
      readonly discarding: string;
    };

    readonly health: Readonly<Record<AccountHealth | 'not_linked', HealthWords>>;
    /** How many things Stripe asks for; by when, if it says so. */
    readonly due: (count: number, deadline: string | null) => string;
    readonly dueSoon: string;
    readonly finish: string;
    readonly opening: string;
    readonly edit: string;
    readonly facts: {
      readonly id: string;
      readonly country: string;
      readonly origin: string;
      readonly origins: Readonly<Record<LinkStrategy | 'provisioned', string>>;
      readonly linked: string;
      readonly checked: string;
      readonly noName: string;
    };

    readonly remove: {
      readonly open: string;
      readonly heading: string;
      readonly requests: (count: number) => string;
      readonly history: string;
      readonly access: Readonly<Record<LinkStrategy | 'provisioned', string>>;
      readonly again: string;
      readonly type: (clinic: string) => string;
      readonly mismatch: (clinic: string) => string;
      readonly confirm: string;
      readonly keep: string;
      readonly removing: string;
      readonly removingText: string;
    };

    readonly wallets: {
      readonly heading: string;
      readonly text: string;
      readonly state: Readonly<Record<WalletDomain['state'], string>>;
    };
    readonly test: {
      readonly heading: string;
      readonly text: string;
      readonly start: string;
      readonly again: string;
      readonly pending: string;
      readonly succeeded: (amount: string, when: string) => string;
      readonly failed: (when: string) => string;
      readonly see: string;
    };

    readonly clinics: {
      readonly heading: string;
      readonly text: string;
      readonly none: string;
      readonly notEnabled: string;
      /** Before the way to the request form. */
      readonly ask: string;
    };

    readonly checkNow: string;
    readonly checkingNow: string;
    readonly checking: string;
    /** What went wrong with something that was asked for. */
    readonly problem: Explanation;
    readonly changedMeanwhile: Explanation;
    readonly inUse: Explanation;
    readonly wayOff: Explanation;

    /** Spoken once by the session's announcer: full sentences. */
    readonly announcements: {
      readonly returned: (account: string) => string;
      readonly linked: (account: string, clinic: string) => string;
      readonly changed: (account: string, state: string) => string;
      readonly removed: (clinic: string) => string;
      readonly testSucceeded: string;
      readonly testFailed: string;
    };
  };
}
