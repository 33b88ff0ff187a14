import type { AccessToken } from '../contract/gateway-session.ts';
import type { PaymentsErrorCode } from '../errors.ts';
import type {
  HostContext,
  HostFact,
  HostPort,
  PaymentHint,
  PaymentNotification,
} from '../session/host-port.ts';

export interface MockHostOptions {
  /** As the host's backend would: `() => gateway.token({…})`. */
  readonly getToken: (options: { readonly force: boolean }) => AccessToken | Promise<AccessToken>;
  /** What the host says of the call, where it differs from a clinician's, `clinician-1` in `call-1`. */
  readonly context?: Partial<HostContext>;
}

/**
 * The page around a plugin page, for tests without one: what a `PaymentSession` takes as `port`. It notes what
 * the session tells it, and says what the test wants it to.
 */
export class MockHost implements HostPort {
  readonly kind = 'bridge';
  readonly facts: HostFact[] = [];
  readonly notifications: PaymentNotification[] = [];
  /** Hints that the session gave to be relayed, and to whom. */
  readonly hints: (PaymentHint & { readonly to?: string })[] = [];
  badge = 0;
  busy = false;
  minHeight: number | null = null;
  /** How often the panel was asked for. Set `opensPanel` to refuse. */
  panelRequests = 0;
  opensPanel = true;
  /** `null` once the session has said that it is ready; else the code that it failed with, or undefined. */
  outcome: PaymentsErrorCode | null | undefined = undefined;
  closed = false;
  readonly #options: MockHostOptions;
  readonly #contextListeners = new Set<(context: HostContext) => void>();
  readonly #hintListeners = new Set<(hint: PaymentHint) => void>();
  readonly #closedListeners = new Set<(code: PaymentsErrorCode) => void>();
  #context: HostContext;
  #token: AccessToken | null = null;

  constructor(options: MockHostOptions) {
    this.#options = options;
    this.#context = {
      callId: 'call-1',
      callState: 'active',
      role: 'clinician',
      self: { id: 'clinician-1' },
      participants: [],
      locale: 'en-AU',
      theme: { mode: 'light', tokens: {} },
      panel: { visible: true },
      ...options.context,
    };
  }

  get context(): HostContext {
    return this.#context;
  }

  /** The host says something new of the call. */
  updateContext(patch: Partial<HostContext>): void {
    this.#context = { ...this.#context, ...patch };
    for (const listener of this.#contextListeners) listener(this.#context);
  }

  /** Another participant's page has relayed a hint. */
  relay(requestId: string): void {
    for (const listener of this.#hintListeners) listener({ requestId });
  }

  /** The connection is lost for good. */
  lose(code: PaymentsErrorCode = 'HOST_GONE'): void {
    for (const listener of this.#closedListeners) listener(code);
  }

  connect(): Promise<HostContext> {
    return Promise.resolve(this.#context);
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

  async getToken({ force = false }: { force?: boolean } = {}): Promise<AccessToken> {
    if (force || !this.#token) this.#token = await this.#options.getToken({ force });
    return this.#token;
  }

  sendHint(hint: PaymentHint, to?: string): void {
    this.hints.push({ ...hint, ...(to !== undefined && { to }) });
  }

  openPanel(): Promise<boolean> {
    this.panelRequests += 1;
    if (this.opensPanel) this.updateContext({ panel: { visible: true } });
    return Promise.resolve(this.opensPanel);
  }

  notify(notification: PaymentNotification): void {
    this.notifications.push(notification);
  }

  setBadge(count: number): void {
    this.badge = count;
  }

  setBusy(busy: boolean): void {
    this.busy = busy;
  }

  setMinHeight(height: number | null): void {
    this.minHeight = height;
  }

  report(fact: HostFact): void {
    this.facts.push(fact);
  }

  ready(): void {
    this.outcome = null;
  }

  fail(code: PaymentsErrorCode): void {
    this.outcome = code;
  }

  close(): void {
    this.closed = true;
  }
}

function add<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
