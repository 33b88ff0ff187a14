import type { FrameSettings, FromFrame } from '../protocol.ts';
import { Emitter } from './emitter.ts';
import { FrameLink, type FrameLinkOptions, notMounted } from './frame-link.ts';
import { IntegrationError } from './integration-error.ts';

export interface ElementContext {
  readonly origin: string;
  /** The group's part of the settings. */
  readonly settings: () => Omit<FrameSettings, 'element'>;
  /** Called once, when it is destroyed. */
  readonly destroyed: () => void;
}

export interface ElementKind {
  /** Stripe's name, e.g. `payment`. */
  readonly type: string;
  readonly page: FrameLinkOptions['page'];
  readonly title: string;
  readonly events: readonly string[];
}

const DESTROYED =
  'This Element has already been destroyed. Please create a new one. You can retrieve an existing element by using `elements.getElement()`.';

/** What all elements share: a frame in the page, its life, its events (by name, as the published type has them). */
export abstract class SimulatedElement<Events extends object = object> {
  readonly #kind: ElementKind;
  readonly #context: ElementContext;
  readonly #emitter = new Emitter();
  #link: FrameLink | null = null;
  #holder: HTMLElement | null = null;
  #isDestroyed = false;

  constructor(kind: ElementKind, context: ElementContext) {
    this.#kind = kind;
    this.#context = context;
  }

  protected abstract elementSettings(): FrameSettings['element'];
  /** What only this kind of element understands. */
  protected abstract received(message: FromFrame): void;

  /** Its frame; throws when it is in no page. */
  get link(): FrameLink {
    if (!this.#link) throw notMounted();
    return this.#link;
  }

  get isMounted(): boolean {
    return this.#link !== null;
  }

  /** As the frame and the sheet get them. */
  get frameSettings(): FrameSettings {
    return { ...this.#context.settings(), element: this.elementSettings() };
  }

  mount(target: string | HTMLElement): void {
    if (this.#isDestroyed) throw new IntegrationError(DESTROYED);
    const holder = findHolder(target);
    if (holder.getRootNode() instanceof ShadowRoot) {
      throw new IntegrationError(
        'Elements cannot be mounted in a ShadowRoot. Please mount in the Light DOM.',
      );
    }
    if (holder === this.#holder && this.#link) return;
    this.unmount();
    const link = new FrameLink({
      origin: this.#context.origin,
      page: this.#kind.page,
      title: this.#kind.title,
      settings: () => this.frameSettings,
      received: (message) => this.#handleFrame(message),
    });
    this.#link = link;
    this.#holder = holder;
    holder.classList.add('StripeElement', 'StripeElement--empty');
    holder.replaceChildren(link.iframe);
    if (this.#kind.events.includes('loaderstart')) queueMicrotask(() => this.#emit('loaderstart'));
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
    if (this.#isDestroyed) throw new IntegrationError(DESTROYED);
    this.unmount();
    this.#isDestroyed = true;
    this.#context.destroyed();
  }

  on<Name extends keyof Events & string>(type: Name, handler: (event: Events[Name]) => unknown): this {
    this.#checkEvent('on', type, handler);
    this.#emitter.add(type, handler);
    return this;
  }

  once<Name extends keyof Events & string>(type: Name, handler: (event: Events[Name]) => unknown): this {
    this.#checkEvent('once', type, handler);
    this.#emitter.add(type, handler, true);
    return this;
  }

  off<Name extends keyof Events & string>(type: Name, handler?: (event: Events[Name]) => unknown): this {
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

  /** Tells the frame of changed settings. */
  refresh(): void {
    this.#link?.send({ type: 'update', settings: this.frameSettings });
  }

  protected emit<Name extends keyof Events & string>(
    type: Name,
    event: Omit<Events[Name], 'elementType'>,
  ): void {
    this.#emit(type, event);
  }

  protected hears(type: keyof Events & string): boolean {
    return this.#emitter.has(type);
  }

  #emit(type: string, more: object = {}): void {
    this.#emitter.emit(type, { elementType: this.#kind.type, ...more });
  }

  #handleFrame(message: FromFrame): void {
    switch (message.type) {
      case 'loaderror':
        return this.#emit('loaderror', { error: message.error });
      case 'focus':
      case 'blur':
        this.#holder?.classList.toggle('StripeElement--focus', message.type === 'focus');
        return this.#emit(message.type);
      case 'escape':
        return this.#emit('escape');
      case 'change':
        this.#holder?.classList.toggle('StripeElement--empty', message.empty);
        this.#holder?.classList.toggle('StripeElement--complete', message.complete);
        return this.received(message);
      default:
        return this.received(message);
    }
  }

  #checkEvent(method: string, type: string, handler: unknown): void {
    const { events } = this.#kind;
    if (!events.includes(type)) {
      throw new IntegrationError(
        `Invalid value for ${method}(): event name should be one of ${events.join(', ')}. You specified: ${type}.`,
      );
    }
    if (typeof handler !== 'function') {
      throw new IntegrationError(`Missing value for ${method}(): handler should be a function.`);
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
