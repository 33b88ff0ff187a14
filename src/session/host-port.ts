import type { AccessToken } from '../contract/gateway-session.ts';
import type { Person, Role } from '../contract/roles.ts';
import type { PaymentsErrorCode } from '../errors.ts';

export type ThemeMode = 'light' | 'dark' | 'contrast';

/** A participant of the call. `role` is the host's word: a display hint, never an authority. */
export interface Participant extends Person {
  readonly role: Role;
}

/** What the host says of the call and of how things should look. */
export interface HostContext {
  readonly callId: string | null;
  readonly callState: 'waiting' | 'active' | 'ended';
  readonly role: Role;
  readonly self: Person;
  readonly participants: readonly Participant[];
  /** BCP 47. */
  readonly locale: string;
  readonly theme: {
    readonly mode: ThemeMode;
    /** `--payment-*` properties to set on the plugin's root. */
    readonly tokens: Readonly<Record<string, string>>;
  };
  readonly panel: { readonly visible: boolean };
}

/** "Something changed, ask the server": never more than that. */
export interface PaymentHint {
  readonly requestId: string;
}

/** One pop-up, in words that are ready to show. */
export interface PaymentNotification {
  /** The payment request's id: one pop-up per payment. */
  readonly id: string;
  readonly kind: 'payment-received';
  /** In the context's language and locale. */
  readonly title: string;
  readonly body: string;
  readonly dismissLabel: string;
}

/** Facts that the host may want to hear of. Hints: a host confirms them from its own backend. */
export type HostFact =
  | { readonly name: 'payment-requested'; readonly requestId: string }
  | { readonly name: 'payment-received'; readonly requestId: string };

/**
 * How a session reaches the page that it serves: over the bridge (in the call's iframe) or directly
 * (in the host's own page). Methods that only make sense in a frame do nothing elsewhere.
 */
export interface HostPort {
  readonly kind: 'bridge' | 'direct';
  /** Resolves with the first context; rejects with a coded `PaymentsError`. */
  connect(signal: AbortSignal): Promise<HostContext>;
  /** Called with the whole new context after each change. Returns the way to stop. */
  onContext(listener: (context: HostContext) => void): () => void;
  /** Called for each hint that another participant's page relayed. */
  onHint(listener: (hint: PaymentHint) => void): () => void;
  /** Called when the connection to the host is lost for good. */
  onClosed(listener: (code: PaymentsErrorCode) => void): () => void;
  /** `force`: the last one was refused. Parallel callers share one request. */
  getToken(options?: { force?: boolean }): Promise<AccessToken>;
  /** Best effort, never throws: the event stream says the same a little later. */
  sendHint(hint: PaymentHint, to?: string): void;
  /** Asks for the panel to be shown; focus is not moved. Resolves false when the host would not. */
  openPanel(): Promise<boolean>;
  /** Asks the host to draw the pop-up in its own page. */
  notify(notification: PaymentNotification): void;
  /** How many things wait for this person, 0 to clear. */
  setBadge(count: number): void;
  /** While true the host keeps the frame, and asks before it closes the panel. */
  setBusy(busy: boolean): void;
  /** The least height, in CSS pixels, that the content needs now; null for no wish. */
  setMinHeight(height: number | null): void;
  report(fact: HostFact): void;
  /** The first snapshot of state is there (or is not, with the code why). */
  ready(): void;
  fail(code: PaymentsErrorCode): void;
  /** What the host's page may ask of this one, besides what the bridge itself answers. Only where there is a bridge. */
  answer?(method: 'diagnose', handler: (params: unknown) => Promise<unknown>): void;
  close(): void;
}
