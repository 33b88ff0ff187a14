import type { GatewaySession } from '../contract/gateway-session.ts';
import type { PaymentRequest } from '../contract/payment-request.ts';
import { PaymentsError } from '../errors.ts';
import type { PaymentsErrorCode } from '../errors.ts';
import type { Clock, Pauses } from './clock.ts';
import { isPassing, toPaymentsError } from './failure.ts';
import type { GatewayClient } from './gateway-client.ts';
import type { HostContext, HostPort, PaymentHint } from './host-port.ts';
import { LiveUpdates } from './live-updates.ts';
import type { Page } from './page.ts';
import { loadCode } from './load-code.ts';
import type { ReadinessWatch } from './readiness-watch.ts';
import { agree, startUp } from './start-up.ts';
import type { ConnectionState } from './state.ts';
import type { StreamSlots } from './stream-slots.ts';

export interface ConnectionOptions {
  readonly port: HostPort;
  readonly gateway: GatewayClient;
  readonly clock: Clock;
  readonly pauses: Pauses;
  readonly page: Page;
  readonly slots: StreamSlots;
  readonly signal: AbortSignal;
  readonly isPaying: () => boolean;
  readonly onState: (connection: ConnectionState) => void;
  /** Resolves when the words are there; never rejects. */
  readonly onLocale: (locale: string) => Promise<void>;
  /** Resolves when all that this person's page needs is there. */
  readonly onSession: (session: GatewaySession) => Promise<void>;
  readonly onPanelVisible: (visible: boolean) => void;
  /** What there is, in full; `enter` makes the connection ready and has to be called once it is taken in. */
  readonly onSnapshot: (
    session: GatewaySession,
    requests: readonly PaymentRequest[],
    enter: () => void,
  ) => void;
  readonly onRequests: (requests: readonly PaymentRequest[]) => void;
  /** Host and token speak of different people: nothing that was known may be shown on. */
  readonly onMismatch: () => void;
}

/** Stays connected to the host and the gateway: first contact, context, live updates, hints, and their troubles. */
export class Connection {
  readonly #options: ConnectionOptions;
  /** Per hinted request: whether another hint came while it was being read. */
  readonly #hinted = new Map<string, boolean>();
  #state: ConnectionState = { status: 'connecting' };
  #context: HostContext | null = null;
  #live: LiveUpdates | null = null;
  #readiness: ReadinessWatch | null = null;
  #isStartingUp = false;
  #releases: readonly (() => void)[] = [];

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  start(): void {
    const { port, page, pauses } = this.#options;
    this.#releases = [
      port.onContext((context) => this.#handleContext(context)),
      port.onHint((hint) => void this.#handleHint(hint)),
      port.onClosed((code) => this.#handleClosed(code)),
      page.onOnline(() => pauses.wake()),
    ];
    void this.#connect();
  }

  stop(): void {
    for (const release of this.#releases) release();
    this.#readiness?.stop();
    this.#stopLive();
    this.#options.port.close();
    this.#set({ status: 'closed' });
  }

  /** Tries again now, also what was given up. */
  retry(): void {
    if (this.#state.status !== 'unavailable') return;
    this.#set({ status: 'connecting' });
    if (!this.#isStartingUp) void this.#connect();
  }

  /** The gateway refused something for the clinic's sake: what is known of it is out of date. */
  async lookAtClinic(): Promise<void> {
    if (!('session' in this.#state)) return;
    await this.#watchReadiness(this.#state.session);
    await this.#readiness?.look();
  }

  /** Looks again at whether somebody is paying: then also a hidden document listens. */
  attend(): void {
    this.#live?.attend();
  }

  async #connect(): Promise<void> {
    const { port, signal, onLocale, onPanelVisible, onSnapshot } = this.#options;
    this.#isStartingUp = true;
    const started = await startUp(
      {
        ...this.#options,
        onContext: (context) => onLocale((this.#context ??= context).locale),
        onTrouble: (error, retryAt) => this.#set({ status: 'unavailable', error, retryAt }),
      },
      signal,
    );
    this.#isStartingUp = false;
    if (!started) return;
    const { session, list } = started;
    // The host may have changed its mind meanwhile.
    const context = this.#agree(this.#context ?? started.context, session);
    if (!context) return;
    onSnapshot(session, list?.items ?? [], () => {
      this.#set({ status: 'ready', session, context });
      port.ready();
    });
    this.#readiness?.stop();
    this.#readiness = null;
    if (!session.payments.ready) void this.#watchReadiness(session);
    onPanelVisible(context.panel.visible);
    if (list) this.#follow(list.streamPosition);
    else this.#stopLive();
    if (context.role !== started.context.role) void this.#connect();
  }

  #follow(position: string): void {
    this.#stopLive();
    this.#live = new LiveUpdates(
      { ...this.#options, onTrouble: (error) => this.#handleTrouble(error) },
      position,
    );
    this.#live.start();
  }

  async #watchReadiness(session: GatewaySession): Promise<void> {
    if (this.#readiness) return;
    try {
      const { ReadinessWatch } = await loadCode(() => import('./readiness-watch.ts'));
      if (this.#options.signal.aborted) return;
      const options = { ...this.#options, onChange: (latest: GatewaySession) => this.#renew(latest) };
      this.#readiness ??= new ReadinessWatch(options, session);
    } catch {
      // Without it the page goes on as it is, until it is loaded again.
    }
  }

  /** What the gateway says of the clinic has changed; who the bearer is cannot have. */
  #renew(session: GatewaySession): void {
    const state = this.#state;
    if (state.status === 'ready' || state.status === 'reconnecting') this.#set({ ...state, session });
  }

  #stopLive(): void {
    this.#live?.stop();
    this.#live = null;
  }

  #agree(context: HostContext, session: GatewaySession): HostContext | null {
    try {
      return agree(this.#options.port, context, session);
    } catch (error) {
      this.#options.onMismatch();
      this.#giveUp(toPaymentsError(error));
      return null;
    }
  }

  #giveUp(error: PaymentsError): void {
    this.#stopLive();
    this.#set({ status: 'unavailable', error, retryAt: null });
    this.#options.port.fail(error.code);
  }

  #set(state: ConnectionState): void {
    this.#state = state;
    this.#options.onState(state);
  }

  #handleTrouble(error: PaymentsError | null): void {
    const { session, context } = this.#state as Partial<Extract<ConnectionState, { status: 'ready' }>>;
    if (!session || !context) return;
    if (error && !isPassing(error)) return this.#giveUp(error);
    const status = error ? 'reconnecting' : 'ready';
    if (this.#state.status !== status) this.#set({ status, session, context });
  }

  #handleContext(context: HostContext): void {
    this.#context = context;
    void this.#options.onLocale(context.locale);
    const state = this.#state;
    if (state.status === 'unavailable' && state.error.code === 'CONTEXT_MISMATCH') {
      // It may be right now.
      this.retry();
      this.#options.pauses.wake();
    }
    if (state.status !== 'ready' && state.status !== 'reconnecting') return;
    const agreed = this.#agree(context, state.session);
    if (!agreed) return;
    this.#set({ ...state, context: agreed });
    this.#options.onPanelVisible(agreed.panel.visible);
    // What somebody may see is the gateway's word, and it may have another one now.
    if (agreed.role !== state.context.role && !this.#isStartingUp) void this.#connect();
  }

  /** A hint is worth one look at the gateway, and nothing more. */
  async #handleHint({ requestId }: PaymentHint): Promise<void> {
    if (!this.#live || typeof requestId !== 'string') return;
    const isReading = this.#hinted.has(requestId);
    this.#hinted.set(requestId, isReading);
    if (isReading) return;
    try {
      this.#options.onRequests([await this.#options.gateway.getRequest(requestId)]);
    } catch {
      // Not ours, or no answer: the stream has the truth a little later.
    }
    const again = this.#hinted.get(requestId) === true;
    this.#hinted.delete(requestId);
    if (again) await this.#handleHint({ requestId });
  }

  #handleClosed(code: PaymentsErrorCode): void {
    this.#giveUp(new PaymentsError(code, 'The connection to the host page is lost.'));
  }
}
