import type { AccessToken } from '../contract/gateway-session.ts';
import type { PaymentsErrorCode } from '../errors.ts';
import { PaymentsError } from '../errors.ts';
import type {
  HostContext,
  HostFact,
  HostPort,
  PaymentHint,
  PaymentNotification,
} from '../session/host-port.ts';
import { isObject } from './json.ts';
import type { Json } from './json.ts';
import { readContext, readHint, readToken } from './payloads.ts';
import { openPostmate, PluginConnection } from './plugin-connection.ts';
import type { OpenChannel } from './plugin-connection.ts';
import { RELAY_TIMEOUT } from './protocol.ts';
import type { RpcHandler } from './rpc.ts';
import { SYSTEM_TIMERS } from './timers.ts';
import type { Timers } from './timers.ts';
import { TokenCache } from './token-cache.ts';

export interface BridgePortOptions {
  /** Exact origins of the pages that may be our host, e.g. `https://call.example.com`. */
  readonly allowedOrigins: readonly string[];
  readonly window?: Window;
  /** Milliseconds that one `connect` waits; 10 s unless said. */
  readonly connectTimeout?: number;
}

/** Milliseconds. */
const RESIZE_EVERY = 100;

/** What is replaced in tests. */
export interface PluginBridgeParts {
  readonly timers?: Timers;
  readonly openChannel?: OpenChannel;
}

/** The plugin page's end of the bridge: how a session in the call's iframe reaches the page around it. */
export class PluginBridge implements HostPort {
  readonly kind = 'bridge';
  readonly #connection: PluginConnection;
  readonly #handlers = new Map<string, RpcHandler>([['panel.beforeClose', () => ({ block: this.#busy })]]);
  readonly #tokens = new TokenCache((force) => this.#fetchToken(force));
  /** The last of each event that says how things stand: a host that welcomes us again has to hear them. */
  readonly #standing = new Map<string, unknown>();
  readonly #contextListeners = new Set<(context: HostContext) => void>();
  readonly #hintListeners = new Set<(hint: PaymentHint) => void>();
  readonly #closedListeners = new Set<(code: PaymentsErrorCode) => void>();
  readonly #timers: Timers;
  #height: number | null = null;
  #toldHeight: number | null = null;
  #stopResize: (() => void) | null = null;
  #busy = false;
  #context: HostContext | null = null;

  constructor(options: BridgePortOptions, parts: PluginBridgeParts = {}) {
    this.#timers = parts.timers ?? SYSTEM_TIMERS;
    this.#connection = new PluginConnection({
      ...options,
      window: options.window ?? window,
      timers: this.#timers,
      openChannel: parts.openChannel ?? openPostmate,
      handlers: this.#handlers,
      onWelcome: (context) => this.#handleWelcome(context),
      onEvent: (name, data) => this.#handleEvent(name, data),
      onClosed: (code) => this.#handleClosed(code),
    });
  }

  async connect(signal: AbortSignal): Promise<HostContext> {
    await this.#connection.connect(signal);
    if (this.#context) return this.#context;
    throw new PaymentsError(
      'INVALID_CONFIGURATION',
      "The host page's context says neither who nor which call.",
    );
  }

  onContext(listener: (context: HostContext) => void): () => void {
    return subscribe(this.#contextListeners, listener);
  }

  onHint(listener: (hint: PaymentHint) => void): () => void {
    return subscribe(this.#hintListeners, listener);
  }

  onClosed(listener: (code: PaymentsErrorCode) => void): () => void {
    return subscribe(this.#closedListeners, listener);
  }

  getToken(options?: { force?: boolean }): Promise<AccessToken> {
    return this.#tokens.get(options);
  }

  sendHint({ requestId }: PaymentHint, to?: string): void {
    if (!this.#connection.supports('relay')) return;
    const message = { messageId: crypto.randomUUID(), type: 'payment-changed', data: { requestId }, to };
    this.#connection.request('relay.send', message, { timeout: RELAY_TIMEOUT }).catch(() => {
      // A hint is best effort: the event stream says the same a little later.
    });
  }

  async openPanel(): Promise<boolean> {
    if (!this.#connection.supports('panel.open')) return false;
    try {
      const answer = await this.#connection.request('panel.open', { focus: false });
      return isObject(answer) && answer.done === true;
    } catch {
      // Whatever kept the panel shut, the caller shows what it has where it can.
      return false;
    }
  }

  notify(notification: PaymentNotification): void {
    this.#connection.emit('notify.toast', notification);
  }

  setBadge(count: number): void {
    this.#state('notify.badge', { count });
  }

  setBusy(busy: boolean): void {
    this.#busy = busy;
    this.#state('busy.changed', { busy });
  }

  setMinHeight(height: number | null): void {
    this.#height = height;
    if (!this.#stopResize) this.#tellHeight();
  }

  report({ name, requestId }: HostFact): void {
    this.#connection.emit('payment.fact', { name, requestId });
  }

  ready(): void {
    this.#state('outcome', { code: null });
  }

  fail(code: PaymentsErrorCode): void {
    this.#state('outcome', { code });
  }

  answer(method: string, handler: RpcHandler): void {
    this.#handlers.set(method, handler);
  }

  close(): void {
    this.#connection.close();
  }

  #state(name: string, data: unknown): void {
    this.#standing.set(name, data);
    this.#connection.emit(name, data);
  }

  /** The first at once, the last of those that follow a little later: a size may depend on the one that it is given. */
  #tellHeight(): void {
    this.#stopResize = null;
    const height = this.#height;
    if (height === this.#toldHeight) return;
    this.#toldHeight = height;
    this.#state('panel.resize', { height });
    this.#stopResize = this.#timers.after(RESIZE_EVERY, () => this.#tellHeight());
  }

  #handleWelcome(context: Json): void {
    this.#setContext(context);
    for (const [name, data] of this.#standing) this.#connection.emit(name, data);
    if (!this.#context) this.fail('INVALID_CONFIGURATION');
  }

  #handleEvent(name: string, data: Json | undefined): void {
    if (name === 'token.revoked') this.#tokens.clear();
    if (name === 'context.changed' && data !== undefined) this.#setContext(data);
    const hint =
      name === 'relay.message' && isObject(data) && data.type === 'payment-changed' && readHint(data.data);
    if (hint) for (const listener of this.#hintListeners) listener(hint);
  }

  #handleClosed(code: PaymentsErrorCode): void {
    this.#tokens.clear();
    this.#stopResize?.();
    for (const listener of this.#closedListeners) listener(code);
  }

  #setContext(value: Json): void {
    const context = readContext(value);
    if (!context) return;
    this.#context = context;
    for (const listener of this.#contextListeners) listener(context);
  }

  async #fetchToken(force: boolean): Promise<AccessToken> {
    const token = readToken(await this.#connection.request('token.get', { force }));
    if (!token) throw new PaymentsError('TOKEN_UNAVAILABLE', 'The host page answered with no token.');
    return token;
  }
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

const BRIDGES = Symbol.for('video-call-payments.bridges');

/**
 * The port of this document's session to the page that frames it. Call it first in the page's first script:
 * it stands guard from this moment on. A document has one bridge; asking again gives the same.
 *
 * Throws `INVALID_CONFIGURATION` for an origin that is not one. `connect` rejects with `NOT_EMBEDDED`,
 * `ORIGIN_NOT_ALLOWED`, `VERSION_UNSUPPORTED`, `PLUGIN_UNKNOWN`, `CANCELLED`, or `CONNECT_TIMEOUT`, after
 * which it may be called again.
 */
export function bridgePort(options: BridgePortOptions): HostPort {
  const own = options.window ?? window;
  // Two copies of this package in one document have to share it: postmate answers a host only once.
  const shared: { [BRIDGES]?: WeakMap<Window, HostPort> } & object = globalThis;
  const bridges = (shared[BRIDGES] ??= new WeakMap());
  const bridge = bridges.get(own) ?? new PluginBridge(options);
  bridges.set(own, bridge);
  return bridge;
}
