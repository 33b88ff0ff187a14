import { passingEnglish } from './words.en.ts';
import { passingItalian } from './words.it.ts';

/** What is told of one thing that passed: what, and why it exists at all. */
export interface Saying {
  readonly text: string;
  readonly why: string;
}

export type Step = 'start' | 'request' | 'pay' | 'confirm' | 'received';

/** What the gateway does at Stripe to link a clinic's account and to leave it again. */
export type LinkingCall =
  'lets-in' | 'leaves' | 'opens' | 'leads' | 'asks-how' | 'domain' | 'domains' | 'refunds';

/** `name`: of the person whose side it is. Words in code style (`status`, `type`, `code`) are the protocols' own. */
export interface PassingWords {
  readonly steps: Readonly<Record<Step, string>>;
  readonly bridge: {
    readonly hello: (name: string) => Saying;
    readonly welcome: (name: string) => Saying;
    readonly asksToken: (name: string) => Saying;
    readonly givesToken: (name: string) => Saying;
    readonly ready: (name: string) => Saying;
    readonly failed: (name: string, code: string) => Saying;
    readonly busy: (name: string, busy: boolean) => Saying;
    readonly opensPanel: (name: string) => Saying;
    readonly sendsHint: (name: string) => Saying;
    readonly givesHint: (name: string) => Saying;
    readonly requested: (name: string) => Saying;
    readonly received: (name: string) => Saying;
    readonly popUp: (name: string) => Saying;
    readonly context: (name: string) => Saying;
    readonly mayClose: (name: string) => Saying;
    readonly answers: (name: string, method: string) => Saying;
    readonly refuses: (name: string, method: string, code: string) => Saying;
    readonly small: (name: string, event: string) => Saying;
  };
  readonly relay: {
    readonly sent: (name: string, other: string) => Saying;
    readonly heard: (name: string, other: string) => Saying;
  };
  readonly events: {
    readonly opened: (name: string) => Saying;
    readonly closed: (name: string) => Saying;
    readonly sent: (name: string, status: string) => Saying;
    readonly doing: (name: string, activity: string) => Saying;
  };
  readonly gateway: {
    readonly mints: () => Saying;
    readonly mayFrame: () => Saying;
    readonly session: (name: string) => Saying;
    readonly asks: (name: string) => Saying;
    readonly reads: (name: string) => Saying;
    readonly checkout: (name: string) => Saying;
    readonly activity: (name: string) => Saying;
    readonly settle: (name: string) => Saying;
    readonly cancel: (name: string) => Saying;
    readonly refuse: (name: string) => Saying;
    readonly other: (name: string | null, call: string) => Saying;
    readonly keeps: (amount: string) => Saying;
    readonly repeats: (amount: string) => Saying;
    readonly moves: (status: string) => Saying;
    readonly paid: () => Saying;
    readonly notes: (text: string) => Saying;
    readonly ended: () => Saying;
    readonly back: () => Saying;
  };
  readonly stripe: {
    readonly creates: (amount: string, key: string) => Saying;
    readonly repeats: (key: string) => Saying;
    readonly reads: (status: string) => Saying;
    readonly cancels: () => Saying;
    readonly confirms: (outcome: string) => Saying;
    readonly looks: (status: string) => Saying;
    readonly linking: Readonly<Record<LinkingCall, Saying>>;
    readonly other: (caller: 'gateway' | 'browser' | null, call: string) => Saying;
    readonly cut: (call: string) => Saying;
  };
  readonly webhook: {
    readonly taken: (type: string) => Saying;
    readonly again: (type: string) => Saying;
    readonly ignored: (type: string) => Saying;
    readonly delivered: (type: string, attempt: number) => Saying;
    readonly lost: (type: string) => Saying;
    readonly missed: (type: string, attempt: number) => Saying;
  };
  /** A payment request's status, and what its payer is doing, by the gateway's words for them. */
  readonly status: Readonly<Record<string, string>>;
  readonly activity: Readonly<Record<string, string>>;
}

export function passingWordsFor(locale: string): PassingWords {
  return locale.startsWith('it') ? passingItalian : passingEnglish;
}
