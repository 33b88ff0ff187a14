import { PaymentsError } from '../errors.ts';
import type { HostContext } from '../session/host-port.ts';
import { HostConnection } from './host-connection.ts';
import { HostServices } from './host-services.ts';
import type { HostListener, HostOffers } from './host-services.ts';
import { createWatch } from './host-watch.ts';
import type { Watch } from './host-watch.ts';
import { watchVisibility } from './host-visibility.ts';
import { copyJson, isObject } from './json.ts';
import type { JsonObject } from './json.ts';
import { readContext } from './payloads.ts';
import { BEFORE_CLOSE_TIMEOUT } from './protocol.ts';

/** It asks for a token, for the gateway and for Stripe.js, each with a limit of its own. */
const DIAGNOSIS_TIMEOUT = 15_000;

export interface HostFrameOptions {
  readonly container: HTMLElement;
  readonly offers: HostOffers;
  readonly listener: HostListener;
  getContext(isVisible: boolean): HostContext;
  /** The frame was lost after it had connected; `open` may be called again. */
  onLost(error: PaymentsError): void;
}

/** What there is of payments in the host's page from `mount` to `unmount`: the frame, and what serves it. */
export class HostFrame {
  readonly #options: HostFrameOptions;
  readonly #services: HostServices;
  readonly #watch: Watch | null;
  #connection: HostConnection | null = null;
  #frame: HTMLIFrameElement | null = null;
  #stopWatching = (): void => {};
  #isVisible = false;
  /** What the frame was told last. */
  #sent: (HostContext & JsonObject) | null = null;
  /** Whether the document that is loaded now has said that it is busy, or that it is not. */
  #hasSaidBusy = false;

  constructor(options: HostFrameOptions) {
    this.#options = options;
    const { listener, offers } = options;
    this.#watch = offers.observe ? createWatch(offers.observe) : null;
    this.#services = new HostServices(offers, this.#watch, {
      ...listener,
      onOutcome: (code) => {
        // A document that has loaded anew and says nothing of a payment has none.
        if (!this.#hasSaidBusy) listener.onBusy(false);
        listener.onOutcome(code);
      },
      onBusy: (busy) => {
        this.#hasSaidBusy = true;
        listener.onBusy(busy);
      },
      onMinHeight: (height) => {
        if (this.#frame) this.#frame.style.minHeight = `${height}px`;
      },
      onRelayed: (message) => this.#connection?.rpc?.emit('relay.message', message),
      getColorScheme: () => this.#colorScheme(),
    });
  }

  /** Makes the frame; resolves once it is connected. */
  open(url: URL, timeout: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      let isConnected = false;
      signal.addEventListener('abort', () => reject(new PaymentsError('DESTROYED', 'Unmounted.')));
      this.#connection = new HostConnection({
        url,
        timeout,
        handlers: this.#services.handlers,
        placeFrame: (frame) => this.#placeFrame(frame),
        welcome: () => {
          this.#sent = this.#context();
          return { caps: this.#services.caps, context: this.#sent };
        },
        onConnected: () => {
          this.#hasSaidBusy = false;
          isConnected = true;
          resolve();
        },
        onEvent: (name, data) => this.#services.handleEvent(name, data),
        watch: this.#watch,
        onFailed: (error) => {
          this.#drop();
          if (isConnected) this.#options.onLost(error);
          else reject(error);
        },
      });
    });
  }

  /** Tells the frame what has changed. Throws `INVALID_CONFIGURATION` for a context that cannot be told. */
  update(): void {
    const before = this.#sent;
    if (!before) return;
    const context = this.#context();
    if (JSON.stringify(before) === JSON.stringify(context)) return;
    this.#sent = context;
    if (this.#frame) this.#frame.style.colorScheme = this.#colorScheme();
    const identify = ({ callId, role, self }: HostContext): string => JSON.stringify([callId, role, self.id]);
    const rpc = this.#connection?.rpc;
    if (identify(before) !== identify(context)) {
      this.#services.forgetTokens();
      rpc?.emit('token.revoked', {});
    }
    rpc?.emit('context.changed', context);
  }

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

  /** Undefined where nobody is connected. */
  async diagnose(locale: string | undefined): Promise<unknown> {
    return this.#connection?.rpc?.request('diagnose', { locale }, { timeout: DIAGNOSIS_TIMEOUT });
  }

  close(): void {
    this.#connection?.close();
    this.#drop();
    this.#services.close();
  }

  /** No more than is asked for of what the page's own objects hold. */
  #context(): HostContext & JsonObject {
    try {
      const context = readContext(this.#options.getContext(this.#isVisible));
      // Copied, a context is itself again.
      if (context) return copyJson(context) as HostContext & JsonObject;
    } catch {
      // Too large: the words below say it.
    }
    throw new PaymentsError('INVALID_CONFIGURATION', '"context" has wrong ids, or does not fit into 64 KiB.');
  }

  #colorScheme(): string {
    const { mode } = this.#options.getContext(this.#isVisible).theme;
    return mode === 'contrast' ? 'light dark' : mode;
  }

  #placeFrame(frame: HTMLIFrameElement): void {
    this.#frame = frame;
    frame.title = 'Payments';
    frame.allow = 'payment *; publickey-credentials-get *; clipboard-write';
    frame.referrerPolicy = 'strict-origin';
    frame.style.cssText = 'display:block;width:100%;height:100%;border:0';
    frame.style.colorScheme = this.#colorScheme();
    this.#options.container.append(frame);
    this.#stopWatching = watchVisibility(frame, (isVisible, isGone) => {
      this.#isVisible = isVisible;
      if (isGone) this.#connection?.fail('DESTROYED', 'The frame has been taken out of the page.');
      else this.update();
    });
  }

  #drop(): void {
    this.#stopWatching();
    this.#connection = this.#frame = this.#sent = null;
    this.#isVisible = false;
    this.#options.listener.onBusy(false);
  }
}
