import type { GatewaySession } from '../../../src/contract/gateway-session.ts';
import type { PaymentRequest } from '../../../src/contract/payment-request.ts';
import { defaultLocalization } from '../../../src/localization/load.ts';
import type { HostContext } from '../../../src/session/host-port.ts';
import type {
  CardFormOptions,
  CheckoutState,
  PaymentFact,
  RequestEntry,
  SessionState,
  SessionStore,
} from '../../../src/session/state.ts';

export const CLINICIAN = { id: 'clinician-1', displayName: 'Dr Mei Chen' };
export const PATIENT = { id: 'patient-1', displayName: 'Alex Nguyen' };
const NOON = Date.UTC(2026, 10, 23, 1, 0);

export function aGatewaySession(change: Partial<GatewaySession> = {}): GatewaySession {
  return {
    role: 'clinician',
    participantId: CLINICIAN.id,
    callId: 'call-1',
    clinic: { name: 'Harbour Street Clinic' },
    payments: { ready: true },
    currency: 'aud',
    limits: { minimum: 50, maximum: 1_000_000 },
    publishableKey: 'pk_test_sim_0',
    stripeAccount: 'acct_1',
    environment: 'simulated',
    now: NOON,
    ...change,
  };
}

export function aContext(change: Partial<HostContext> = {}): HostContext {
  return {
    callId: 'call-1',
    callState: 'active',
    role: 'clinician',
    self: CLINICIAN,
    participants: [
      { ...CLINICIAN, role: 'clinician' },
      { ...PATIENT, role: 'patient' },
    ],
    locale: 'en-AU',
    theme: { mode: 'light', tokens: {} },
    panel: { visible: true },
    ...change,
  };
}

const FACTS = {
  id: 'pr_1',
  revision: 1,
  callId: 'call-1',
  clinic: { name: 'Harbour Street Clinic' },
  amount: 8500,
  currency: 'aud',
  description: 'Consultation fee',
  payer: PATIENT,
  requestedBy: CLINICIAN,
  createdAt: NOON,
  updatedAt: NOON,
  expiresAt: NOON + 3_600_000,
  amountRefunded: 0,
  lastAttempt: null,
} as const;

type Change = Partial<Omit<PaymentRequest, 'status'>>;

export function requested(
  change: Change & Partial<Pick<PaymentRequest & { status: 'requested' }, 'activity' | 'closingAs'>> = {},
): PaymentRequest {
  return { ...FACTS, status: 'requested', closingAs: null, activity: null, ...change };
}

export function paid(change: Change = {}): PaymentRequest {
  return {
    ...FACTS,
    status: 'paid',
    updatedAt: NOON + 60_000,
    payment: {
      paidAt: NOON + 60_000,
      method: 'card',
      cardBrand: 'visa',
      cardLast4: '4242',
      receiptUrl: 'https://pay.stripe.com/receipts/1',
      chargeId: 'ch_3SimHarbour',
    },
    ...change,
  };
}

export function ended(
  status: Exclude<PaymentRequest['status'], 'requested' | 'paid'>,
  change: Change = {},
): PaymentRequest {
  return { ...FACTS, status, ...change };
}

export function anEntry(
  request: PaymentRequest,
  checkout: CheckoutState = { status: 'idle' },
  change: Partial<RequestEntry> = {},
): RequestEntry {
  return { request, checkout, pending: null, actionError: null, ...change };
}

export function aReadyState(change: Partial<SessionState> = {}): SessionState {
  return {
    connection: { status: 'ready', session: aGatewaySession(), context: aContext() },
    localization: defaultLocalization,
    requests: [],
    creation: { status: 'idle' },
    draft: { amount: '', description: '', payerId: null },
    notifications: [],
    ...change,
  };
}

export function aPatientState(
  change: Partial<SessionState> = {},
  mode: HostContext['theme']['mode'] = 'light',
) {
  return aReadyState({
    connection: {
      status: 'ready',
      session: aGatewaySession({ role: 'patient', participantId: PATIENT.id }),
      context: aContext({ role: 'patient', self: PATIENT, theme: { mode, tokens: {} } }),
    },
    ...change,
  });
}

/** A session whose state a test sets by hand, and which remembers what was asked of it. */
export class FakeSession implements SessionStore {
  readonly calls: { readonly name: string; readonly args: readonly unknown[] }[] = [];
  readonly listeners = new Set<(state: SessionState) => void>();
  readonly factListeners = new Set<(fact: PaymentFact) => void>();
  /** What `createRequest` comes to. */
  createAnswer: () => Promise<string | null> = () => Promise.resolve(null);
  beginAnswer: (form: CardFormOptions) => Promise<void> = () => Promise.resolve();
  #state: SessionState;
  #email = '';

  constructor(state: SessionState = aReadyState()) {
    this.#state = state;
  }

  set(change: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.listeners) listener(this.#state);
  }

  /** Changes what this page does with the first request. */
  setCheckout(checkout: CheckoutState): void {
    const [first, ...rest] = this.#state.requests;
    if (first) this.set({ requests: [{ ...first, checkout }, ...rest] });
  }

  tell(fact: PaymentFact): void {
    for (const listener of this.factListeners) listener(fact);
  }

  callsOf(name: string): (readonly unknown[])[] {
    return this.calls.filter((call) => call.name === name).map(({ args }) => args);
  }

  getState(): SessionState {
    return this.#state;
  }

  subscribe(listener: (state: SessionState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  subscribeFacts(listener: (fact: PaymentFact) => void): () => void {
    this.factListeners.add(listener);
    return () => this.factListeners.delete(listener);
  }

  retry(): void {
    this.#note('retry');
  }

  setDraft(draft: Parameters<SessionStore['setDraft']>[0]): void {
    this.#note('setDraft', draft);
    this.set({ draft: { ...this.#state.draft, ...draft } });
  }

  createRequest(body: Parameters<SessionStore['createRequest']>[0]): Promise<string | null> {
    this.#note('createRequest', body);
    return this.createAnswer();
  }

  cancelRequest(id: string): Promise<void> {
    this.#note('cancelRequest', id);
    return Promise.resolve();
  }

  refuseRequest(id: string): Promise<void> {
    this.#note('refuseRequest', id);
    return Promise.resolve();
  }

  putOff(id: string): void {
    this.#note('putOff', id);
  }

  markSeen(id: string): void {
    this.#note('markSeen', id);
  }

  beginCheckout(id: string, form: CardFormOptions): Promise<void> {
    this.#note('beginCheckout', id, form);
    return this.beginAnswer(form);
  }

  updateCardForm(id: string, looks: CardFormOptions['looks']): void {
    this.#note('updateCardForm', id, looks);
  }

  pay(id: string, email: string): Promise<void> {
    this.#note('pay', id, email);
    return Promise.resolve();
  }

  leaveCheckout(id: string): void {
    this.#note('leaveCheckout', id);
  }

  getEmail(): string {
    return this.#email;
  }

  setEmail(email: string): void {
    this.#email = email;
  }

  dismissNotification(id: string): void {
    this.#note('dismissNotification', id);
    this.set({ notifications: this.#state.notifications.filter((notification) => notification.id !== id) });
  }

  setNotificationOutlet(present: boolean): void {
    this.#note('setNotificationOutlet', present);
  }

  #note(name: string, ...args: unknown[]): void {
    this.calls.push({ name, args });
  }
}
