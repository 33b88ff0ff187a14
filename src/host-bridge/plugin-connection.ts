// A program that does not include this folder whole finds the types by this line alone.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./postmate.d.ts" />
import Postmate from 'postmate';

import type { PaymentsErrorCode } from '../errors.ts';
import { PaymentsError } from '../errors.ts';
import { installChildGate } from './child-gate.ts';
import type { Json } from './json.ts';
import { readTrustworthyUrl } from './origins.ts';
import {
  CHANNEL,
  CONNECT_TIMEOUT,
  fromWireError,
  PLUGIN_ID,
  PROTOCOL_VERSIONS,
  readEnvelope,
  SDK_VERSION,
} from './protocol.ts';
import type { Address, Envelope, Message } from './protocol.ts';
import { RpcEndpoint } from './rpc.ts';
import type { RequestOptions, RpcHandler } from './rpc.ts';
import type { Timers } from './timers.ts';

/** The child side of postmate, or a test's own. Resolves once a host has shaken hands. */
export type OpenChannel = (
  model: Record<string, unknown>,
) => Promise<{ emit(name: string, data: unknown): void }>;

export const openPostmate: OpenChannel = (model) => new Postmate.Model(model);

export interface PluginConnectionOptions {
  readonly allowedOrigins: readonly string[];
  readonly window: Window;
  readonly connectTimeout?: number;
  readonly timers: Timers;
  readonly openChannel: OpenChannel;
  readonly handlers: ReadonlyMap<string, RpcHandler>;
  readonly onWelcome: (context: Json) => void;
  readonly onEvent: (name: string, data: Json | undefined) => void;
  readonly onClosed: (code: PaymentsErrorCode) => void;
}

const HELLO_EVERY = 500;

/** Finds the host behind the gate, agrees on a version with it, and stays in touch over the page cache. */
export class PluginConnection {
  readonly #options: PluginConnectionOptions;
  readonly #connectTimeout: number;
  readonly #shutGate: () => void;
  /** Told whenever the waiting for a welcome may be over. */
  readonly #waiting = new Set<() => void>();
  #post: ((envelope: Envelope) => void) | null = null;
  #address: Address = { v: 1, iid: '', sid: crypto.randomUUID() };
  #rpc: RpcEndpoint | null = null;
  #caps: object = {};
  #helloUntil = 0;
  #stopHello: (() => void) | null = null;
  /** Why there is no connection, when it is known. */
  #error: PaymentsError | null = null;
  #closed = false;

  constructor(options: PluginConnectionOptions) {
    const own = options.window;
    this.#options = options;
    this.#connectTimeout = options.connectTimeout ?? CONNECT_TIMEOUT;
    const allowedOrigins = new Set(options.allowedOrigins.map(readOrigin));
    const refuse = (): void =>
      this.#fail(new PaymentsError('ORIGIN_NOT_ALLOWED', 'Not a page that may host us.'));
    this.#shutGate = installChildGate({
      window: own,
      allowedOrigins,
      onBound: (iid) => (this.#address = { ...this.#address, iid }),
      onKnock: () => this.#hello(),
      onRefused: refuse,
    });
    if (own.parent === own) {
      this.#fail(new PaymentsError('NOT_EMBEDDED', 'This page works only inside a video call page.'));
      return;
    }
    // Chromium and Safari say who frames us before anybody has spoken.
    const framedBy = own.location.ancestorOrigins?.[0];
    if (framedBy !== undefined && !allowedOrigins.has(framedBy)) refuse();
    own.addEventListener('pagehide', this.#handlePageHide);
    own.addEventListener('pageshow', this.#handlePageShow);
    // postmate looks names up in the model with `in`: there may be none but ours.
    const model: Record<string, unknown> = Object.create(null);
    model[CHANNEL] = (data: unknown) => this.#receive(data);
    void this.#openChannel(model);
  }

  /** Resolves once welcomed. May be called again after it has rejected with a retryable error. */
  async connect(signal: AbortSignal): Promise<void> {
    let release = (): void => {};
    try {
      await new Promise<void>((resolve, reject) => {
        const settle = (): void => {
          if (this.#error) reject(this.#error);
          else if (signal.aborted) reject(new PaymentsError('CANCELLED', 'Connecting was cancelled.'));
          else if (this.#rpc) resolve();
        };
        const stopTimer = this.#options.timers.after(this.#connectTimeout, () =>
          reject(new PaymentsError('CONNECT_TIMEOUT', 'No host page has connected.', { retryable: true })),
        );
        release = () => {
          stopTimer();
          signal.removeEventListener('abort', settle);
          this.#waiting.delete(settle);
        };
        signal.addEventListener('abort', settle);
        this.#waiting.add(settle);
        settle();
        this.#greet();
      });
    } finally {
      release();
    }
  }

  supports(capability: string): boolean {
    return this.#rpc !== null && Object.hasOwn(this.#caps, capability);
  }

  request(method: string, params?: unknown, options?: RequestOptions): Promise<Json | undefined> {
    if (this.#rpc) return this.#rpc.request(method, params, options);
    return Promise.reject(
      this.#error ?? new PaymentsError('HOST_GONE', 'Not connected.', { retryable: true }),
    );
  }

  emit(name: string, data?: unknown): void {
    this.#rpc?.emit(name, data);
  }

  close(): void {
    this.#send({ k: 'bye' });
    this.#end('DESTROYED');
  }

  async #openChannel(model: Record<string, unknown>): Promise<void> {
    const channel = await this.#options.openChannel(model);
    this.#post = (envelope) => channel.emit(CHANNEL, envelope);
    this.#greet();
  }

  #send(message: Message): void {
    if (!this.#closed) this.#post?.({ ...this.#address, ...message });
  }

  /** Says hello until somebody answers, or nobody has: the host may start to listen later than we speak. */
  #greet(): void {
    this.#helloUntil = this.#options.timers.now() + this.#connectTimeout;
    if (!this.#stopHello && !this.#rpc) this.#hello();
  }

  #hello(): void {
    this.#stopGreeting();
    if (!this.#post) return;
    this.#send({ k: 'hello', versions: PROTOCOL_VERSIONS, plugin: PLUGIN_ID, sdk: SDK_VERSION });
    const { after, now } = this.#options.timers;
    if (!this.#rpc && !this.#error && now() < this.#helloUntil) {
      this.#stopHello = after(HELLO_EVERY, () => this.#hello());
    }
  }

  #stopGreeting(): void {
    this.#stopHello?.();
    this.#stopHello = null;
  }

  #receive(data: unknown): void {
    const envelope = readEnvelope(data);
    const { iid, sid } = this.#address;
    if (!envelope || this.#closed || envelope.iid !== iid || envelope.sid !== sid) return;
    if (envelope.k === 'welcome') this.#welcome(envelope.version, envelope.caps, envelope.context);
    else if (envelope.k === 'refuse') this.#fail(fromWireError(envelope.error));
    else if (envelope.k === 'bye') this.#end('HOST_GONE');
    else this.#rpc?.receive(envelope);
  }

  #welcome(version: number, caps: object, context: Json): void {
    if (this.#rpc) return;
    if (!PROTOCOL_VERSIONS.includes(version)) {
      this.#fail(new PaymentsError('VERSION_UNSUPPORTED', `The host speaks ${version}.`));
      return;
    }
    this.#caps = caps;
    this.#rpc = new RpcEndpoint({
      address: this.#address,
      send: (envelope) => {
        this.#post?.(envelope);
        return true;
      },
      handlers: this.#options.handlers,
      onEvent: this.#options.onEvent,
      timers: this.#options.timers,
    });
    this.#error = null;
    this.#stopGreeting();
    this.#options.onWelcome(context);
    this.#settleWaiting();
  }

  #fail(error: PaymentsError): void {
    if (this.#rpc) return;
    this.#error = error;
    this.#stopGreeting();
    this.#settleWaiting();
  }

  #end(code: PaymentsErrorCode): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#shutGate();
    this.#rpc?.close(code);
    this.#rpc = null;
    this.#fail(new PaymentsError(code, 'The connection to the host page has ended.'));
    const own = this.#options.window;
    own.removeEventListener('pagehide', this.#handlePageHide);
    own.removeEventListener('pageshow', this.#handlePageShow);
    this.#options.onClosed(code);
  }

  #settleWaiting(): void {
    for (const settle of this.#waiting) settle();
  }

  #handlePageHide = (): void => {
    this.#send({ k: 'bye' });
  };

  /** Back from the browser's page cache: for the host this is another load of the document. */
  #handlePageShow = (event: PageTransitionEvent): void => {
    if (!event.persisted) return;
    this.#rpc?.close('PLUGIN_RELOADED');
    this.#rpc = null;
    this.#address = { ...this.#address, sid: crypto.randomUUID() };
    this.#greet();
  };
}

function readOrigin(origin: string): string {
  if (readTrustworthyUrl(origin)?.origin === origin) return origin;
  throw new PaymentsError(
    'INVALID_CONFIGURATION',
    `Expected an origin like "https://call.example.com" (http only on loopback names), got "${origin}".`,
  );
}
