import type { AccessRequest, AccessRequestForm, AccessScope } from '../../contract/access-request.ts';
import type { PaymentsError } from '../../errors.ts';
import type { ReadableStore } from './stores.ts';

/** One clinic of the form, as far as it is filled. */
export interface ClinicDraft {
  readonly ref: string;
  readonly name: string;
  readonly isChosen: boolean;
  /** Null: not answered. */
  readonly hasStripeAccount: boolean | null;
}

/** The request form as typed, kept over a reload of the tab. */
export interface AccessDraft {
  readonly organisationName: string;
  readonly clinics: readonly ClinicDraft[];
  readonly contactName: string;
  readonly contactEmail: string;
  readonly contactPhone: string;
  readonly expectedUse: string;
  readonly manager: 'me' | 'other' | null;
  readonly managerName: string;
  readonly managerEmail: string;
  readonly agrees: boolean;
}

export type AccessTaskName = 'sending' | 'correcting' | 'withdrawing' | 'sharing';

/** What this page has asked for, one thing at a time. */
export type AccessTask =
  | { readonly status: 'idle' }
  | { readonly status: 'pending'; readonly name: AccessTaskName }
  /** No answer: it may have been done. The same call is made again, with back-off, until the gateway answers. */
  | { readonly status: 'checking'; readonly name: AccessTaskName }
  | { readonly status: 'failed'; readonly name: AccessTaskName; readonly error: PaymentsError };

/** A link that was made in this page: the gateway shows it once. */
export interface SharedLink {
  readonly requestId: string;
  readonly url: string;
  /** UTC milliseconds. */
  readonly expiresAt: number;
}

export type AccessState =
  | { readonly status: 'loading' }
  | { readonly status: 'unavailable'; readonly error: PaymentsError }
  | {
      readonly status: 'ready';
      /** Newest first. */
      readonly requests: readonly AccessRequest[];
      readonly scope: AccessScope;
      /** Null until somebody types. */
      readonly draft: AccessDraft | null;
      readonly link: SharedLink | null;
      readonly task: AccessTask;
      /** Why the last reading brought nothing newer; what is shown may be out of date. */
      readonly trouble: PaymentsError | null;
    };

export type AccessFactName =
  | 'access-requested'
  | 'access-raised'
  | 'access-corrected'
  | 'access-approved'
  | 'access-declined'
  | 'access-withdrawn';

/** Something that happened to a request for access while this page looked. */
export interface AccessFact {
  readonly name: AccessFactName;
  /** As it is since then. */
  readonly request: AccessRequest;
}

/** Asking for the app: the form, and where each request stands. */
export interface AccessStore extends ReadableStore<AccessState> {
  /** Called once for each fact, after the state that holds it. Returns the way to stop. */
  subscribeFacts(listener: (fact: AccessFact) => void): () => void;
  refresh(): Promise<void>;
  /** Null forgets what was typed. */
  setDraft(draft: AccessDraft | null): void;
  /** Sends the form, once, however often it is tried. Resolves with its id; null when it was refused. */
  send(form: AccessRequestForm): Promise<string | null>;
  /** False when it was refused; `task` says why. */
  correct(id: string, form: AccessRequestForm): Promise<boolean>;
  withdraw(id: string): Promise<void>;
  /** Makes a link for the telehealth manager; the one before it ends. */
  share(id: string): Promise<void>;
  /** A failure was read, and is not worth showing any more. */
  dismissFailure(): void;
}
