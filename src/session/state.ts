import type { GatewaySession } from '../contract/gateway-session.ts';
import type { PaymentRequest } from '../contract/payment-request.ts';
import type { PaymentsError } from '../errors.ts';
import type { Localization } from '../localization/localization.ts';
import type { ConfigureStores } from './configure/stores.ts';
import type { HostContext, PaymentNotification } from './host-port.ts';

/** Where the session stands with its host and the gateway. */
export type ConnectionState =
  | { readonly status: 'connecting' }
  | { readonly status: 'ready'; readonly session: GatewaySession; readonly context: HostContext }
  /** It was ready; the gateway does not answer now. What is shown may be out of date; retried with back-off. */
  | { readonly status: 'reconnecting'; readonly session: GatewaySession; readonly context: HostContext }
  /** It never got ready, or may not go on. `retryAt` (UTC milliseconds) when it tries again by itself. */
  | { readonly status: 'unavailable'; readonly error: PaymentsError; readonly retryAt: number | null }
  | { readonly status: 'closed' };

/** What the patient does with one request, in this page. */
export type CheckoutState =
  | { readonly status: 'idle' }
  /** Credentials and Stripe.js are being fetched, or the card form is being drawn. */
  | { readonly status: 'preparing' }
  /** Email and card can be typed. `problem`: why the last try did not go through. `wallets`: their buttons are there. */
  | { readonly status: 'details'; readonly problem: CheckoutProblem | null; readonly wallets?: true }
  /** Stripe has the card; its bank may be asking. Nothing can be changed now. */
  | { readonly status: 'confirming' }
  /** The outcome is unknown: the gateway is being asked. */
  | { readonly status: 'checking' }
  /** The card form could not be shown; `retry` may help. */
  | { readonly status: 'unavailable'; readonly error: PaymentsError };

export interface CheckoutProblem {
  readonly kind: 'declined' | 'authentication_failed' | 'incomplete' | 'error';
  /** Stripe's code, e.g. `card_declined`. */
  readonly code: string;
  /** Stripe's decline code, e.g. `insufficient_funds`. */
  readonly declineCode?: string;
}

/** What this page has asked of a request and not yet heard back. */
export type PendingAction = 'cancelling' | 'refusing';

/** A request, and what this page is doing with it. */
export interface RequestEntry {
  readonly request: PaymentRequest;
  readonly checkout: CheckoutState;
  readonly pending: PendingAction | null;
  /** What the last action on it came to, when it did not work. */
  readonly actionError: PaymentsError | null;
}

/** The clinician's form, as it is kept over a reload. Amount as typed. */
export interface RequestDraft {
  readonly amount: string;
  readonly description: string;
  readonly payerId: string | null;
}

/** The sending of a new request. */
export type CreationState =
  | { readonly status: 'idle' }
  | { readonly status: 'sending' }
  /** No answer: it may have been saved. The same key is sent again, with back-off, until the gateway answers. */
  | { readonly status: 'checking' }
  /** Refused; `error.field` names the field when one is wrong. The draft is kept. */
  | { readonly status: 'rejected'; readonly error: PaymentsError };

export interface SessionState {
  readonly connection: ConnectionState;
  readonly localization: Localization;
  /** Newest first. */
  readonly requests: readonly RequestEntry[];
  readonly creation: CreationState;
  readonly draft: RequestDraft;
  /** Pop-ups that this document should show now, oldest first. */
  readonly notifications: readonly PaymentNotification[];
}

export type PaymentFactName =
  | 'payment-requested'
  | 'payment-received'
  | 'payment-refused'
  | 'payment-cancelled'
  | 'payment-expired'
  | 'attempt-failed';

/** Something that happened to a request while this session looked. Never what the first snapshot already held. */
export interface PaymentFact {
  readonly name: PaymentFactName;
  /** As it is since then. */
  readonly request: PaymentRequest;
}

/** What the store looks like to an element; `PaymentSession` is the real one, a test may pass another. */
export interface SessionStore {
  getState(): SessionState;
  /** Called after each change. Returns the way to stop. */
  subscribe(listener: (state: SessionState) => void): () => void;
  /** Called once for each fact, after the state that holds it. Returns the way to stop. */
  subscribeFacts(listener: (fact: PaymentFact) => void): () => void;

  /** Tries again at once what is waiting for its next try. */
  retry(): void;

  setDraft(draft: Partial<RequestDraft>): void;
  /** Sends a request; a second call while one is being sent joins it. Resolves with its id, or null when it was refused. */
  createRequest(body: {
    amount: number;
    description: string;
    payerId?: string;
    reference?: string;
  }): Promise<string | null>;
  cancelRequest(id: string): Promise<void>;

  refuseRequest(id: string): Promise<void>;
  /** "Not now": the clinician is told, the request stays. */
  putOff(id: string): void;
  markSeen(id: string): void;
  /**
   * Opens card entry in `mount`, a connected node outside any shadow root; `looks` are Stripe Appearance values.
   * One card form per request and document: a second caller is told so by `CARD_FORM_MISPLACED`.
   */
  beginCheckout(id: string, form: CardFormOptions): Promise<void>;
  /** The theme changed. */
  updateCardForm(id: string, looks: CardFormLooks): void;
  /** Pays with what the card form holds. `email` is checked by the caller, for words beside the field. */
  pay(id: string, email: string): Promise<void>;
  /** Back from card entry to the request. Not while Stripe is confirming. */
  leaveCheckout(id: string): void;
  /** The email as typed, kept over a reload. Never sent anywhere but to Stripe as the receipt's address. */
  getEmail(): string;
  setEmail(email: string): void;

  /** What an element of a *Configure* page looks at, fetched at first use; all elements share it. */
  openStore<Name extends keyof ConfigureStores>(name: Name): Promise<ConfigureStores[Name]>;

  dismissNotification(id: string): void;
  /** A toast element is there (or is gone) to show notifications in this document. */
  setNotificationOutlet(present: boolean): void;
}

/** The part of Stripe's Appearance API that we derive from the element's computed style. */
export interface CardFormLooks {
  readonly theme: 'stripe' | 'night';
  readonly variables: Readonly<Record<string, string>>;
  /** By Stripe's class names, e.g. `.Input:focus`. */
  readonly rules?: Readonly<Record<string, Record<string, string>>>;
}

export interface CardFormOptions {
  readonly mount: HTMLElement;
  readonly looks: CardFormLooks;
  /** Without it there are no wallet buttons. */
  readonly wallets?: WalletOptions;
}

export interface WalletOptions {
  /** For the buttons: a connected node outside any shadow root. */
  readonly mount: HTMLElement;
  /** The address typed for the receipt, if it is one; null leaves it to the wallet's own. */
  readonly typedEmail: () => string | null;
}
