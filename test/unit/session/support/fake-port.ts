import type { AccessToken } from '../../../../src/contract/gateway-session.ts';
import type { PaymentsErrorCode } from '../../../../src/errors.ts';
import type {
  HostContext,
  HostFact,
  HostPort,
  PaymentHint,
  PaymentNotification,
} from '../../../../src/session/host-port.ts';
import { CALL, CLINICIAN, PATIENT } from './payment-request.ts';

export function hostContext(changes: Partial<HostContext> = {}): HostContext {
  return {
    callId: CALL,
    callState: 'active',
    role: 'clinician',
    self: CLINICIAN,
    participants: [{ ...PATIENT, role: 'patient' }],
    locale: 'en-AU',
    theme: { mode: 'light', tokens: {} },
    panel: { visible: true },
    ...changes,
  };
}

/** A host page that notes what it is told. */
export class FakePort implements HostPort {
  readonly kind = 'bridge';
  readonly told: (readonly [what: string, value?: unknown])[] = [];
  readonly #contextListeners = new Set<(context: HostContext) => void>();
  readonly #hintListeners = new Set<(hint: PaymentHint) => void>();
  readonly #closedListeners = new Set<(code: PaymentsErrorCode) => void>();
  context: HostContext;
  connectError: Error | null = null;
  isClosed = false;

  constructor(context: Partial<HostContext> = {}) {
    this.context = hostContext(context);
  }

  get listeners(): number {
    return this.#contextListeners.size + this.#hintListeners.size + this.#closedListeners.size;
  }

  heard(what: string): unknown[] {
    return this.told.filter(([name]) => name === what).map(([, value]) => value);
  }

  setContext(change: Partial<HostContext>): void {
    this.context = { ...this.context, ...change };
    for (const listener of this.#contextListeners) listener(this.context);
  }

  relay(requestId: string): void {
    for (const listener of this.#hintListeners) listener({ requestId });
  }

  lose(code: PaymentsErrorCode): void {
    for (const listener of this.#closedListeners) listener(code);
  }

  connect(): Promise<HostContext> {
    return this.connectError ? Promise.reject(this.connectError) : Promise.resolve(this.context);
  }

  onContext(listener: (context: HostContext) => void): () => void {
    return add(this.#contextListeners, listener);
  }

  onHint(listener: (hint: PaymentHint) => void): () => void {
    return add(this.#hintListeners, listener);
  }

  onClosed(listener: (code: PaymentsErrorCode) => void): () => void {
    return add(this.#closedListeners, listener);
  }

  getToken(): Promise<AccessToken> {
    return Promise.resolve({ token: 'secret-token', expiresAt: Number.MAX_SAFE_INTEGER });
  }

  sendHint(hint: PaymentHint, to?: string): void {
    this.told.push(['hint', { ...hint, to }]);
  }

  openPanel(): Promise<boolean> {
    this.told.push(['openPanel']);
    return Promise.resolve(true);
  }

  notify(notification: PaymentNotification): void {
    this.told.push(['notify', notification]);
  }

  setBadge(count: number): void {
    this.told.push(['badge', count]);
  }

  setBusy(busy: boolean): void {
    this.told.push(['busy', busy]);
  }

  setMinHeight(height: number | null): void {
    this.told.push(['minHeight', height]);
  }

  report(fact: HostFact): void {
    this.told.push(['report', fact]);
  }

  ready(): void {
    this.told.push(['ready']);
  }

  fail(code: PaymentsErrorCode): void {
    this.told.push(['fail', code]);
  }

  close(): void {
    this.isClosed = true;
  }
}

function add<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
