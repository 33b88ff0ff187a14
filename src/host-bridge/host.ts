import type { PaymentsErrorCode } from '../errors.ts';
import { PaymentsError } from '../errors.ts';
import { completeContext, watchPreferences } from './host-context.ts';
import type { CallContext } from './host-context.ts';
import { findPluginPage } from './host-embedding.ts';
import {
  BadgeChangedEvent,
  BusyChangedEvent,
  ConnectionFailedEvent,
  PaymentNotificationEvent,
  PaymentReceivedEvent,
  PaymentRequestedEvent,
  ReadyEvent,
} from './host-events.ts';
import type { PaymentsHostEventMap } from './host-events.ts';
import { showFailure } from './host-failure.ts';
import type { HostFrame } from './host-frame.ts';
import type { HostListener, HostOffers } from './host-services.ts';
import { readTrustworthyUrl } from './origins.ts';
import { CONNECT_TIMEOUT, isId } from './protocol.ts';

export type { AccessToken } from '../contract/gateway-session.ts';
export type { Person, Role } from '../contract/roles.ts';
export type { PaymentsErrorCode } from '../errors.ts';
export { PaymentsError } from '../errors.ts';
export type { Participant, PaymentNotification } from '../session/host-port.ts';
export type { CallContext } from './host-context.ts';
export {
  BadgeChangedEvent,
  BusyChangedEvent,
  ConnectionFailedEvent,
  PaymentNotificationEvent,
  PaymentReceivedEvent,
  PaymentRequestedEvent,
  ReadyEvent,
} from './host-events.ts';
export type { PaymentsHostEventMap } from './host-events.ts';
export type { HostPanel } from './host-services.ts';
export type { ObservedMessage } from './host-watch.ts';
export type { RelayAdapter } from './relay/relay-adapter.ts';

export interface PaymentsHostOptions extends HostOffers {
  /** Where the gateway is, e.g. `https://pay.example.com`. */
  readonly gateway: string;
  /** The host's id at the gateway, `h_…`: whoever runs the gateway gives it. */
  readonly hostId: string;
  /** Who is in which call, and how it looks. */
  readonly context: CallContext;
  /** Milliseconds; 10 s unless said. */
  readonly connectTimeout?: number;
}

/**
 * Payments in a video call page: makes the frame, connects to it, and does for it what only the host's page
 * can. Mount it when the call starts, in a panel that may be closed; do not move the frame.
 *
 * Throws `INVALID_CONFIGURATION` for options that cannot work.
 */
export class PaymentsHost extends EventTarget {
  readonly #options: PaymentsHostOptions;
  readonly #gateway: URL;
  #context: CallContext;
  #container: HTMLElement | null = null;
  #end = new AbortController();
  #connected: Promise<void> = Promise.resolve();
  #hasFailed = false;
  #frame: HostFrame | null = null;
  #clearFailure = (): void => {};
  #busy = false;
  /** Told when an unmount that waits for the end of a payment has happened. */
  #leaving: (() => void)[] = [];

  constructor(options: PaymentsHostOptions) {
    super();
    const gateway = readTrustworthyUrl(options.gateway);
    if (!gateway || !options.hostId) {
      throw misuse('"gateway" must be an https address (http only on loopback names), "hostId" a text');
    }
    this.#options = options;
    this.#gateway = gateway;
    this.#context = checkContext(options.context);
  }

  /** Somebody is paying in the frame: keep it, even when the call ends. */
  get busy(): boolean {
    return this.#busy;
  }

  /**
   * Puts the frame into `container`, which may be hidden. Resolves once connected; `ready` follows when the
   * frame shows the state of things. What goes wrong is said in the container, with a button to try again;
   * calling this again tries again too.
   *
   * Rejects with `ORIGIN_NOT_ALLOWED`, `GATEWAY_UNREACHABLE`, `GATEWAY_UNEXPECTED`, `CONNECT_TIMEOUT`,
   * `VERSION_UNSUPPORTED`, `PLUGIN_UNKNOWN`, or `DESTROYED` when unmounted meanwhile.
   */
  mount(container: HTMLElement): Promise<void> {
    if (this.#container) {
      if (container !== this.#container) {
        return Promise.reject(
          misuse('mounted elsewhere, and moving the frame would reload it: unmount it first'),
        );
      }
      this.#left();
      return this.#hasFailed ? this.#connect(container) : this.#connected;
    }
    this.#container = container;
    this.#end = new AbortController();
    watchPreferences(() => this.#frame?.update(), this.#end.signal);
    return this.#connect(container);
  }

  /**
   * Tells the frame what has changed; what is left out stays. Throws `INVALID_CONFIGURATION` for what cannot be
   * told, and keeps what was.
   */
  updateContext(patch: Partial<CallContext>): void {
    const before = this.#context;
    this.#context = checkContext({ ...before, ...patch });
    try {
      this.#frame?.update();
    } catch (error) {
      this.#context = before;
      throw error;
    }
  }

  /** Asks the frame whether the panel may be closed: false while a payment is being confirmed. */
  async canClose(): Promise<boolean> {
    return (await this.#frame?.canClose()) ?? true;
  }

  /**
   * What the frame finds of why payments do not work: `diagnose({payments})` asks it. Undefined where there is no
   * frame yet. Rejects when the frame does not answer, or is of a version that cannot.
   */
  diagnoseFrame(options: { readonly locale?: string } = {}): Promise<unknown> {
    return Promise.resolve(this.#frame?.diagnose(options.locale));
  }

  /**
   * Removes the frame and everything else. While `busy` it waits for the payment's outcome, unless `force`;
   * mounting again in the same container calls it off. Resolves when it is done. Harmless when not mounted.
   */
  unmount({ force = false }: { readonly force?: boolean } = {}): Promise<void> {
    if (!this.#container) return Promise.resolve();
    if (this.#busy && !force) return new Promise((resolve) => void this.#leaving.push(resolve));
    this.#container = null;
    this.#end.abort();
    this.#frame?.close();
    this.#frame = null;
    this.#clearFailure();
    this.#left();
    return Promise.resolve();
  }

  override addEventListener<K extends keyof PaymentsHostEventMap>(
    type: K,
    listener: ((event: PaymentsHostEventMap[K]) => void) | null,
    options?: AddEventListenerOptions | boolean,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: AddEventListenerOptions | boolean,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: AddEventListenerOptions | boolean,
  ): void {
    super.addEventListener(type, listener, options);
  }

  #connect(container: HTMLElement): Promise<void> {
    this.#clearFailure();
    this.#hasFailed = false;
    this.#connected = this.#open(container, this.#end.signal);
    return this.#connected;
  }

  async #open(container: HTMLElement, signal: AbortSignal): Promise<void> {
    const timeout = this.#options.connectTimeout ?? CONNECT_TIMEOUT;
    try {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
      const [url, { HostFrame }] = await Promise.all([
        findPluginPage(this.#gateway, this.#options.hostId, limit),
        // Loaded while the gateway is asked: a page whose calls take no payment does without.
        inTime(import('./host-frame.ts'), limit),
      ]);
      signal.throwIfAborted();
      this.#frame ??= new HostFrame({
        container,
        offers: this.#options,
        listener: this.#listener,
        getContext: (isVisible) => completeContext(this.#context, isVisible),
        onLost: (error) => this.#fail(container, error),
      });
      await this.#frame.open(url, timeout, signal);
    } catch (cause) {
      if (signal.aborted) throw new PaymentsError('DESTROYED', 'PaymentsHost was unmounted.');
      const error =
        cause instanceof PaymentsError ? cause : new PaymentsError('INTERNAL', String(cause), { cause });
      this.#fail(container, error);
      throw error;
    }
  }

  #fail(container: HTMLElement, { code }: PaymentsError): void {
    // An unmount that waited for the end of a payment has happened by now.
    if (container !== this.#container) return;
    const { locale } = completeContext(this.#context, false);
    this.#hasFailed = true;
    this.#clearFailure = showFailure(container, code, locale, () => {
      this.#connect(container).catch(() => {
        // Said in the container, and by the event.
      });
    });
    this.dispatchEvent(new ConnectionFailedEvent(code));
  }

  readonly #listener: HostListener = {
    // A newer frame may know codes that this version does not.
    onOutcome: (code) =>
      this.dispatchEvent(
        code === null ? new ReadyEvent() : new ConnectionFailedEvent(code as PaymentsErrorCode),
      ),
    onBusy: (busy) => this.#setBusy(busy),
    onBadge: (count) => this.dispatchEvent(new BadgeChangedEvent(count)),
    onFact: ({ name, requestId }) => {
      const FactEvent = name === 'payment-requested' ? PaymentRequestedEvent : PaymentReceivedEvent;
      this.dispatchEvent(new FactEvent(requestId));
    },
    onNotification: (notification) => this.dispatchEvent(new PaymentNotificationEvent(notification)),
  };

  #setBusy(busy: boolean): void {
    if (busy === this.#busy) return;
    this.#busy = busy;
    this.dispatchEvent(new BusyChangedEvent(busy));
    if (!busy && this.#leaving.length > 0) void this.unmount();
  }

  #left(): void {
    for (const resolve of this.#leaving.splice(0)) resolve();
  }
}

/** An import cannot be called off, and may never end. */
function inTime<T>(loading: Promise<T>, limit: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    loading.then(resolve, reject);
    limit.addEventListener('abort', () => {
      // After what else waits for the limit, and knows better what was missing.
      setTimeout(() =>
        reject(new PaymentsError('CONNECT_TIMEOUT', 'A script did not arrive.', { retryable: true })),
      );
    });
  });
}

function misuse(message: string): PaymentsError {
  return new PaymentsError('INVALID_CONFIGURATION', `PaymentsHost: ${message}.`);
}

function checkContext(context: CallContext): CallContext {
  const isCall = context.callId === null || isId(context.callId);
  if (isCall && isId(context.self?.id) && Array.isArray(context.participants)) return context;
  throw misuse('"context" needs callId, role, self {id} and participants');
}
