// A program that does not include this folder whole finds the types by this line alone.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./postmate.d.ts" />
import Postmate from 'postmate';
import type { ParentAPI } from 'postmate';

import type { PaymentsErrorCode } from '../errors.ts';
import { PaymentsError } from '../errors.ts';
import { addRoute, releaseHandshake, removeRoute } from './host-router.ts';
import type { Route } from './host-router.ts';
import type { Json, JsonObject } from './json.ts';
import {
  CHANNEL,
  chooseVersion,
  PLUGIN_ID,
  POSTMATE_TYPE,
  PROTOCOL_VERSIONS,
  readEnvelope,
  SDK_VERSION,
  toWireError,
} from './protocol.ts';
import type { Address, Envelope, Message } from './protocol.ts';
import type { Watch } from './host-watch.ts';
import { rateLimit } from './rate-limit.ts';
import { RpcEndpoint } from './rpc.ts';
import type { RpcHandler } from './rpc.ts';
import { SYSTEM_TIMERS } from './timers.ts';

export interface HostConnectionOptions {
  readonly url: URL;
  /** Milliseconds, for each load of the frame. */
  readonly timeout: number;
  readonly handlers: ReadonlyMap<string, RpcHandler>;
  /** Puts the frame into the document, before it has an address. */
  readonly placeFrame: (frame: HTMLIFrameElement) => void;
  /** What a document is welcomed with: the first, and each later load of it. */
  readonly welcome: () => { readonly caps: Readonly<Record<string, JsonObject>>; readonly context: Json };
  readonly onConnected: () => void;
  readonly onEvent: (name: string, data: Json | undefined) => void;
  readonly watch?: Watch | null;
  /** The connection has closed by itself, and the frame is gone. */
  readonly onFailed: (error: PaymentsError) => void;
}

const KNOCK_EVERY = 250;
/** A page whose `load` is kept waiting by a slow picture can be reached long before. */
const KNOCK_ANYWAY_AFTER = 3_000;
/** Hellos that one frame may say: in a second, and at once. A document says it twice a second. */
const HELLO_RATE = 5;
const HELLO_BURST = 20;

/**
 * One frame with the plugin page, from its making to its end: knocks until the page answers, welcomes it, and
 * welcomes it again whenever it has loaded anew.
 */
export class HostConnection {
  readonly #options: HostConnectionOptions;
  readonly #iid = crypto.randomUUID();
  #frame: HTMLIFrameElement | null = null;
  #route: Route | null = null;
  #api: ParentAPI | null = null;
  #rpc: RpcEndpoint | null = null;
  readonly #admitHello = rateLimit(HELLO_RATE, HELLO_BURST, SYSTEM_TIMERS.now);
  #sid = '';
  #stopKnocking = (): void => {};
  #stopDeadline = (): void => {};
  #isClosed = false;

  constructor(options: HostConnectionOptions) {
    this.#options = options;
    void this.#open();
  }

  /** The conversation with the document that is loaded now. */
  get rpc(): RpcEndpoint | null {
    return this.#rpc;
  }

  /** Removes the frame and every listener and timer. */
  close(code: PaymentsErrorCode = 'DESTROYED'): void {
    if (this.#isClosed) return;
    this.#send({ k: 'bye' });
    this.#isClosed = true;
    this.#rpc?.close(code);
    this.#rpc = null;
    this.#stopKnocking();
    this.#stopDeadline();
    this.#frame?.removeEventListener('load', this.#handleLoad);
    if (!this.#api && this.#route) releaseHandshake(this.#route.origin);
    if (this.#route) removeRoute(this.#route);
    this.#frame?.remove();
  }

  fail(code: PaymentsErrorCode, message: string): void {
    if (this.#isClosed) return;
    this.close(code);
    this.#options.onFailed(new PaymentsError(code, message, { retryable: true }));
  }

  async #open(): Promise<void> {
    const { url } = this.#options;
    const hook = {
      appendChild: (frame: HTMLIFrameElement): void => {
        this.#frame = frame;
        this.#route = {
          frame,
          origin: url.origin,
          isHandshaking: true,
          receive: (value) => this.#receive(value),
        };
        addRoute(this.#route);
        this.#options.placeFrame(frame);
        frame.addEventListener('load', this.#handleLoad);
      },
    };
    const opening = new Postmate({ container: hook, url: url.href, model: { iid: this.#iid } });
    // postmate would knock by itself from each load on, and after a second load for ever.
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- it is what postmate has set.
    if (this.#frame) this.#frame.onload = null;
    this.#expectHello(KNOCK_ANYWAY_AFTER);
    this.#api = await opening;
    // It hears every frame of the origin, and calls what it finds under the names that they say.
    window.removeEventListener('message', this.#api.listener);
  }

  #expectHello(knockAfter: number): void {
    this.#stopDeadline();
    this.#stopDeadline = SYSTEM_TIMERS.after(this.#options.timeout, () =>
      this.fail('CONNECT_TIMEOUT', 'The payments page did not answer.'),
    );
    this.#knock(knockAfter);
  }

  #knock(delay: number): void {
    this.#stopKnocking();
    this.#stopKnocking = SYSTEM_TIMERS.after(delay, () => {
      const handshake = { postmate: 'handshake', type: POSTMATE_TYPE, model: { iid: this.#iid } };
      this.#frame?.contentWindow?.postMessage(handshake, this.#options.url.origin);
      this.#knock(KNOCK_EVERY);
    });
  }

  /** A later one is a reload or a moved frame, or no news at all: the hello that answers tells. */
  #handleLoad = (): void => {
    this.#expectHello(0);
  };

  #receive(value: unknown): void {
    const envelope = readEnvelope(value);
    if (envelope?.iid !== this.#iid) return;
    this.#options.watch?.envelope('in', envelope);
    if (envelope.k === 'hello') {
      if (this.#admitHello()) this.#handleHello(envelope);
    } else if (envelope.k === 'bye' && envelope.sid === this.#sid) {
      this.#rpc?.close('PLUGIN_RELOADED');
      this.#expectHello(KNOCK_ANYWAY_AFTER);
    } else this.#rpc?.receive(envelope);
  }

  #handleHello({ sid, versions, plugin }: Extract<Envelope, { k: 'hello' }>): void {
    this.#stopKnocking();
    this.#stopDeadline();
    const isNew = sid !== this.#sid;
    if (isNew) this.#rpc?.close('PLUGIN_RELOADED');
    this.#sid = sid;
    try {
      const version = chooseVersion(versions);
      if (version === undefined || plugin !== PLUGIN_ID) {
        const code = version === undefined ? 'VERSION_UNSUPPORTED' : 'PLUGIN_UNKNOWN';
        const message = `Host speaks ${PROTOCOL_VERSIONS.join()}, plugin "${plugin}" ${versions.join()}.`;
        throw new PaymentsError(code, message);
      }
      // The same document may ask again: its welcome can have been lost, and a second one changes nothing.
      this.#send({ k: 'welcome', version, sdk: SDK_VERSION, ...this.#options.welcome() });
    } catch (cause) {
      const error = toWireError(cause);
      this.#send({ k: 'refuse', error });
      this.fail(error.code, error.message);
      return;
    }
    if (!isNew) return;
    this.#rpc = new RpcEndpoint({
      address: this.#address,
      send: (reply) => this.#post(reply),
      handlers: this.#options.handlers,
      onEvent: this.#options.onEvent,
    });
    this.#options.onConnected();
  }

  get #address(): Address {
    return { v: 1, iid: this.#iid, sid: this.#sid };
  }

  #send(message: Message): void {
    if (this.#sid) this.#post({ ...this.#address, ...message });
  }

  #post(envelope: Envelope): boolean {
    const target = this.#frame?.contentWindow;
    if (!target || !this.#api || this.#isClosed) return false;
    // postmate keeps the window that it was made with; a moved frame has a new one.
    this.#api.child = target;
    this.#api.call(CHANNEL, envelope);
    this.#options.watch?.envelope('out', envelope);
    return true;
  }
}
