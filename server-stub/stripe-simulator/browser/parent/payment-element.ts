import type { FrameSettings, FromFrame } from '../protocol.ts';
import { Emitter } from './emitter.ts';
import { FrameLink, notMounted } from './frame-link.ts';
import { IntegrationError } from './integration-error.ts';

type Handler = (event: unknown) => void;

export interface PaymentElementOptions {
  readonly origin: string;
  readonly settings: () => Omit<FrameSettings, 'readOnly'>;
  readonly readOnly: boolean;
  /** Called once, when it is destroyed. */
  readonly destroyed: () => void;
}

const EVENTS = [
  'ready',
  'change',
  'focus',
  'blur',
  'escape',
  'loaderror',
  'loaderstart',
  'carddetailschange',
  'savedpaymentmethodupdate',
  'savedpaymentmethodremove',
  'availablepaymentmethodschange',
];

/** `elements.create('payment')`: three card fields in a frame of the simulator. */
export class PaymentElement {
  readonly #options: PaymentElementOptions;
  readonly #emitter = new Emitter();
  #readOnly: boolean;
  #link: FrameLink | null = null;
  #holder: HTMLElement | null = null;
  #isDestroyed = false;

  constructor(options: PaymentElementOptions) {
    this.#options = options;
    this.#readOnly = options.readOnly;
  }

  /** Its frame; throws when it is in no page. */
  get link(): FrameLink {
    if (!this.#link) throw notMounted();
    return this.#link;
  }

  mount(target: string | HTMLElement): void {
    if (this.#isDestroyed) {
      throw new IntegrationError(
        'This Element has already been destroyed. Please create a new one. You can retrieve an existing element by using `elements.getElement()`.',
      );
    }
    const holder = findHolder(target);
    if (holder.getRootNode() instanceof ShadowRoot) {
      throw new IntegrationError(
        'Elements cannot be mounted in a ShadowRoot. Please mount in the Light DOM.',
      );
    }
    if (holder === this.#holder && this.#link) return;
    this.unmount();
    const link = new FrameLink({
      origin: this.#options.origin,
      settings: () => this.#settings(),
      received: (message) => this.#handleFrame(message),
    });
    this.#link = link;
    this.#holder = holder;
    holder.classList.add('StripeElement', 'StripeElement--empty');
    holder.replaceChildren(link.iframe);
    queueMicrotask(() => this.#emit('loaderstart'));
  }

  unmount(): void {
    this.#link?.close();
    this.#link = null;
    this.#holder?.classList.remove(
      'StripeElement',
      'StripeElement--empty',
      'StripeElement--complete',
      'StripeElement--focus',
    );
    this.#holder = null;
  }

  destroy(): void {
    if (this.#isDestroyed) {
      throw new IntegrationError(
        'This Element has already been destroyed. Please create a new one. You can retrieve an existing element by using `elements.getElement()`.',
      );
    }
    this.unmount();
    this.#isDestroyed = true;
    this.#options.destroyed();
  }

  update(options: { readonly readOnly?: boolean } = {}): this {
    if (options.readOnly !== undefined) this.#readOnly = options.readOnly;
    this.refresh();
    return this;
  }

  /** Tells the frame of changed settings. */
  refresh(): void {
    this.#link?.send({ type: 'update', settings: this.#settings() });
  }

  on(type: string, handler: Handler): this {
    checkEvent('on', type, handler);
    this.#emitter.add(type, handler);
    return this;
  }

  once(type: string, handler: Handler): this {
    checkEvent('once', type, handler);
    this.#emitter.add(type, handler, true);
    return this;
  }

  off(type: string, handler?: Handler): this {
    this.#emitter.remove(type, handler);
    return this;
  }

  focus(): void {
    this.#link?.iframe.focus();
    this.#link?.send({ type: 'focus' });
  }

  blur(): void {
    this.#link?.send({ type: 'blur' });
  }

  clear(): void {
    this.#link?.send({ type: 'clear' });
  }

  /** With one method of payment there is nothing to fold away. */
  collapse(): this {
    return this;
  }

  #settings(): FrameSettings {
    return { ...this.#options.settings(), readOnly: this.#readOnly };
  }

  #emit(type: string, more: object = {}): void {
    this.#emitter.emit(type, { elementType: 'payment', ...more });
  }

  #handleFrame(message: FromFrame): void {
    switch (message.type) {
      case 'change':
        this.#holder?.classList.toggle('StripeElement--empty', message.empty);
        this.#holder?.classList.toggle('StripeElement--complete', message.complete);
        return this.#emit('change', {
          empty: message.empty,
          complete: message.complete,
          collapsed: false,
          value: { type: 'card' },
        });
      case 'loaderror':
        return this.#emit('loaderror', { error: message.error });
      case 'focus':
      case 'blur':
        this.#holder?.classList.toggle('StripeElement--focus', message.type === 'focus');
        return this.#emit(message.type);
      case 'ready':
      case 'escape':
        return this.#emit(message.type);
      default:
    }
  }
}

function findHolder(target: string | HTMLElement): HTMLElement {
  if (typeof target !== 'string') {
    if (target instanceof HTMLElement) return target;
    throw new IntegrationError(
      'Invalid DOM element. Make sure to call mount() with a valid DOM element or selector.',
    );
  }
  const found = document.querySelector<HTMLElement>(target);
  if (found) return found;
  throw new IntegrationError(
    `The selector you specified (${target}) applies to no DOM elements that are currently on the page. Make sure the element exists on the page before calling mount().`,
  );
}

function checkEvent(method: string, type: string, handler: unknown): void {
  if (!EVENTS.includes(type)) {
    throw new IntegrationError(
      `Invalid value for ${method}(): event name should be one of ${EVENTS.join(', ')}. You specified: ${type}.`,
    );
  }
  if (typeof handler !== 'function') {
    throw new IntegrationError(`Missing value for ${method}(): handler should be a function.`);
  }
}
