import type { AccessToken } from '../contract/gateway-session.ts';
import type { PaymentsErrorCode } from '../errors.ts';
import { PaymentsError } from '../errors.ts';
import type { HostContext } from '../session/host-port.ts';
import { HostConnection } from './host-connection.ts';
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
import { HostNotifications } from './host-notification.ts';
import { HostRelay, RELAY_MAX_BYTES } from './host-relay.ts';
import { watchVisibility } from './host-visibility.ts';
import { copyJson, isObject } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { once } from './once.ts';
import { readTrustworthyUrl } from './origins.ts';
import { readCount, readFact, readMinHeight, readNotification, readToken } from './payloads.ts';
import { BEFORE_CLOSE_TIMEOUT, CONNECT_TIMEOUT, isId } from './protocol.ts';
import type { RelayAdapter } from './relay/relay-adapter.ts';
import type { RpcHandler } from './rpc.ts';

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
export type { RelayAdapter } from './relay/relay-adapter.ts';

/** The host's own drawer. Each may be left out; a promise is waited for. */
export interface HostPanel {
  /** Shows it; `focus` is false when the person did not ask. Return false when it may not open now. */
  open?(options: { readonly focus: boolean }): unknown;
  close?(): unknown;
  focus?(): unknown;
}

export interface PaymentsHostOptions {
  /** Where the gateway is, e.g. `https://pay.example.com`. */
  readonly gateway: string;
  readonly hostId: string;
  /**
   * Asks your backend for an access token for this person in this call. `force`: the last one was refused, do
   * not answer from a cache.
   */
  getToken(options: { readonly force: boolean }): Promise<AccessToken>;
  readonly context: CallContext;
  /** The call's data channel. Without it the gateway's event stream does the same, a little later. */
  readonly relay?: RelayAdapter;
  readonly panel?: HostPanel;
  /** Milliseconds; 10 s unless said. */
  readonly connectTimeout?: number;
}

/** What is there from `mount` to `unmount`. */
interface Mounted {
  readonly container: HTMLElement;
  readonly end: AbortController;
  readonly notifications: HostNotifications;
  readonly relay: HostRelay | null;
  readonly stopWatching: () => void;
}

const NOTIFICATIONS_REMEMBERED = 500;

/**
 * Payments in a video call page: makes the frame, connects to it, and does for it what only the host's page
 * can. Mount it when the call starts, in a panel that may be closed; do not move the frame.
 *
 * Throws `INVALID_CONFIGURATION` for options that cannot work.
 */
export class PaymentsHost extends EventTarget {
  readonly #options: PaymentsHostOptions;
  readonly #gateway: URL;
  readonly #isNewNotification = once(NOTIFICATIONS_REMEMBERED);
  readonly #fetching = new Map<boolean, Promise<AccessToken>>();
  #context: CallContext;
  #sent: HostContext | null = null;
  #mounted: Mounted | null = null;
  #connected: Promise<void> = Promise.resolve();
  #connection: HostConnection | null = null;
  #frame: HTMLIFrameElement | null = null;
  #stopWatchingFrame = (): void => {};
  #clearFailure = (): void => {};
  #isVisible = false;
  #busy = false;
  /** Whether the document that is loaded now has said that it is busy, or that it is not. */
  #hasSaidBusy = false;
  /** Told when an unmount that waits for the end of a payment has happened. */
  #leaving: (() => void)[] = [];

  constructor(options: PaymentsHostOptions) {
    super();
    const gateway = readTrustworthyUrl(options.gateway);
    if (!gateway || !options.hostId) {
      throw misuse(`"gateway" must be an https address (http only on loopback names), "hostId" a text`);
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
   * frame shows the state of things. What goes wrong is said in the container, with a button to try again.
   *
   * Rejects with `ORIGIN_NOT_ALLOWED`, `GATEWAY_UNREACHABLE`, `GATEWAY_UNEXPECTED`, `CONNECT_TIMEOUT`,
   * `VERSION_UNSUPPORTED`, `PLUGIN_UNKNOWN`, or `DESTROYED` when unmounted meanwhile.
   */
  mount(container: HTMLElement): Promise<void> {
    if (this.#mounted) {
      if (container !== this.#mounted.container) {
        return Promise.reject(
          misuse('Mounted elsewhere: moving the frame would reload it. Unmount it first'),
        );
      }
      this.#left();
      return this.#connected;
    }
    const { relay } = this.#options;
    const forward = (message: JsonObject): void => this.#connection?.rpc?.emit('relay.message', message);
    this.#mounted = {
      container,
      end: new AbortController(),
      notifications: new HostNotifications(),
      relay: relay ? new HostRelay(relay, forward) : null,
      stopWatching: watchPreferences(() => this.#pushContext()),
    };
    return this.#connect(this.#mounted);
  }

  /** Tells the frame what has changed; what is left out stays. */
  updateContext(patch: Partial<CallContext>): void {
    this.#context = checkContext({ ...this.#context, ...patch });
    this.#pushContext();
  }

  /** Asks the frame whether the panel may be closed: false while a payment is being confirmed. */
  async canClose(): Promise<boolean> {
    try {
      const options = { timeout: BEFORE_CLOSE_TIMEOUT };
      const answer = await this.#connection?.rpc?.request('panel.beforeClose', null, options);
      return !isObject(answer) || answer.block !== true;
    } catch {
      // Closing only hides the frame: one that does not answer may not keep the panel open.
      return true;
    }
  }

  /**
   * Removes the frame and everything else. While `busy` it waits for the payment's outcome, unless `force`;
   * mounting again in the same container calls it off. Resolves when it is done. Harmless when not mounted.
   */
  unmount({ force = false }: { readonly force?: boolean } = {}): Promise<void> {
    const mounted = this.#mounted;
    if (!mounted) return Promise.resolve();
    if (this.#busy && !force) return new Promise((resolve) => void this.#leaving.push(resolve));
    this.#mounted = null;
    mounted.end.abort();
    this.#connection?.close();
    this.#dropFrame();
    this.#clearFailure();
    mounted.notifications.close();
    mounted.relay?.close();
    mounted.stopWatching();
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

  #connect(mounted: Mounted): Promise<void> {
    this.#clearFailure();
    this.#connected = this.#open(mounted);
    return this.#connected;
  }

  async #open(mounted: Mounted): Promise<void> {
    const { signal } = mounted.end;
    const timeout = this.#options.connectTimeout ?? CONNECT_TIMEOUT;
    let url: URL;
    try {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
      url = await findPluginPage(this.#gateway, this.#options.hostId, limit);
    } catch (error) {
      if (signal.aborted) throw unmounted();
      // `findPluginPage` rejects with nothing else.
      this.#fail(mounted, error as PaymentsError);
      throw error;
    }
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(unmounted()));
      const { caps, handlers } = this.#offer(mounted);
      this.#connection = new HostConnection({
        url,
        timeout,
        handlers,
        placeFrame: (frame) => this.#placeFrame(frame, mounted.container),
        welcome: () => {
          this.#sent = this.#fullContext();
          return { caps, context: copyJson(this.#sent) };
        },
        onConnected: () => {
          this.#hasSaidBusy = false;
          resolve();
        },
        onEvent: (name, data) => this.#handleEvent(name, data, mounted),
        onFailed: (error) => {
          reject(error);
          this.#fail(mounted, error);
        },
      });
    });
  }

  /** What this page can do for the frame, and how. */
  #offer({ relay }: Mounted): { caps: Record<string, JsonObject>; handlers: Map<string, RpcHandler> } {
    const caps: Record<string, JsonObject> = { token: {}, notify: {} };
    const handlers = new Map<string, RpcHandler>([
      ['token.get', (params) => this.#getToken(isObject(params) && params.force === true)],
    ]);
    for (const name of ['open', 'close', 'focus'] as const) {
      if (!this.#options.panel?.[name]) continue;
      caps[`panel.${name}`] = {};
      handlers.set(`panel.${name}`, async (params) => {
        const focus = isObject(params) && params.focus === true;
        return { done: (await this.#options.panel?.[name]?.({ focus })) !== false };
      });
    }
    if (relay) {
      caps.relay = { maxBytes: RELAY_MAX_BYTES };
      handlers.set('relay.send', (params) => relay.send(params));
    }
    return { caps, handlers };
  }

  #placeFrame(frame: HTMLIFrameElement, container: HTMLElement): void {
    this.#frame = frame;
    frame.title = 'Payments';
    frame.allow = 'payment *; publickey-credentials-get *; clipboard-write';
    frame.referrerPolicy = 'strict-origin';
    frame.style.cssText = 'display:block;width:100%;height:100%;border:0';
    frame.style.colorScheme = this.#colorScheme();
    container.append(frame);
    this.#stopWatchingFrame = watchVisibility(frame, (isVisible, isGone) => {
      this.#isVisible = isVisible;
      if (isGone) this.#connection?.fail('DESTROYED', 'The frame has been taken out of the page.');
      else this.#pushContext();
    });
  }

  #dropFrame(): void {
    this.#stopWatchingFrame();
    this.#connection = this.#frame = this.#sent = null;
    this.#isVisible = false;
    this.#setBusy(false);
  }

  #fail(mounted: Mounted, { code }: PaymentsError): void {
    this.#dropFrame();
    const retry = (): void => {
      this.#connect(mounted).catch(() => {
        // Said in the container, and by the event.
      });
    };
    this.#clearFailure = showFailure(mounted.container, code, this.#fullContext().locale, retry);
    this.dispatchEvent(new ConnectionFailedEvent(code));
  }

  #fullContext(): HostContext {
    return completeContext(this.#context, this.#isVisible);
  }

  #colorScheme(): string {
    const { mode } = this.#fullContext().theme;
    return mode === 'contrast' ? 'light dark' : mode;
  }

  #pushContext(): void {
    const context = this.#fullContext();
    const before = this.#sent;
    if (!before || JSON.stringify(before) === JSON.stringify(context)) return;
    this.#sent = context;
    if (this.#frame) this.#frame.style.colorScheme = this.#colorScheme();
    const isSamePerson =
      before.callId === context.callId && before.role === context.role && before.self.id === context.self.id;
    if (!isSamePerson) this.#connection?.rpc?.emit('token.revoked');
    this.#connection?.rpc?.emit('context.changed', context);
  }

  #getToken(force: boolean): Promise<AccessToken> {
    const fetching =
      this.#fetching.get(force) ?? this.#askToken(force).finally(() => this.#fetching.delete(force));
    this.#fetching.set(force, fetching);
    return fetching;
  }

  async #askToken(force: boolean): Promise<AccessToken> {
    try {
      const token = readToken(await this.#options.getToken({ force }));
      if (token) return token;
    } catch (error) {
      // It is the host's own: where the host looks for its errors, and not across the bridge.
      reportError(error);
    }
    throw new PaymentsError('TOKEN_UNAVAILABLE', 'The host page has no token.', { retryable: true });
  }

  #handleEvent(name: string, data: Json | undefined, { notifications }: Mounted): void {
    if (!isObject(data)) return;
    if (name === 'outcome') this.#handleOutcome(data.code);
    if (name === 'busy.changed') {
      this.#hasSaidBusy = true;
      this.#setBusy(data.busy === true);
    }
    if (name === 'notify.badge') this.dispatchEvent(new BadgeChangedEvent(readCount(data.count)));
    if (name === 'panel.resize' && this.#frame) {
      this.#frame.style.minHeight = `${readMinHeight(data.height)}px`;
    }
    const fact = name === 'payment.fact' && readFact(data);
    if (fact) {
      const FactEvent = fact.name === 'payment-requested' ? PaymentRequestedEvent : PaymentReceivedEvent;
      this.dispatchEvent(new FactEvent(fact.requestId));
    }
    const notification = name === 'notify.toast' && readNotification(data);
    if (notification && this.#isNewNotification(notification.id)) {
      const isWanted = this.dispatchEvent(new PaymentNotificationEvent(notification));
      if (isWanted) notifications.show(notification, this.#colorScheme());
    }
  }

  #handleOutcome(code: unknown): void {
    // A document that has loaded anew and says nothing of a payment has none.
    if (!this.#hasSaidBusy) this.#setBusy(false);
    if (code === null) this.dispatchEvent(new ReadyEvent());
    // A newer frame may know codes that this version does not.
    else if (isId(code)) this.dispatchEvent(new ConnectionFailedEvent(code as PaymentsErrorCode));
  }

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

function misuse(message: string): PaymentsError {
  return new PaymentsError('INVALID_CONFIGURATION', `PaymentsHost: ${message}.`);
}

function unmounted(): PaymentsError {
  return new PaymentsError('DESTROYED', 'PaymentsHost was unmounted.');
}

function checkContext(context: CallContext): CallContext {
  if (isId(context.self?.id) && Array.isArray(context.participants) && context.callId !== undefined)
    return context;
  throw misuse('"context" needs callId, role, self {id} and participants');
}
