import { connectionError } from '../api-client.ts';
import {
  type ConfirmParams,
  type FrameAnswer,
  type FrameSettings,
  type FromFrame,
  open,
  seal,
  type ToFrame,
} from '../protocol.ts';
import { IntegrationError } from './integration-error.ts';

export interface FrameLinkOptions {
  /** The simulator's origin. */
  readonly origin: string;
  /** Below `/frames/`. */
  readonly page: 'card' | 'express' | 'email';
  readonly title: string;
  readonly settings: () => FrameSettings;
  readonly received: (message: FromFrame) => void;
}

/** The frame's own call to the API ends after 30 s; past this, the frame itself is gone. */
const ANSWER_WITHIN_MS = 40_000;
const HELLO_WITHIN_MS = 15_000;
/** A frame that has loaded says hello at once, unless what has loaded is the browser's error page. */
const HELLO_AFTER_LOAD_MS = 2000;

/** One frame of an element in the page, and the talk with it: exact origin, exact window, both ways. */
export class FrameLink {
  readonly iframe = document.createElement('iframe');
  readonly #options: FrameLinkOptions;
  readonly #waiting = new Map<
    number,
    { answer: (answer: FrameAnswer) => void; fail: (error: Error) => void }
  >();
  #nextId = 1;
  #greeted = false;
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(options: FrameLinkOptions) {
    this.#options = options;
    const { iframe } = this;
    iframe.src = `${options.origin}/frames/${options.page}?parent=${encodeURIComponent(location.origin)}`;
    iframe.title = options.title;
    iframe.allow = 'payment *; publickey-credentials-get *';
    iframe.setAttribute('scrolling', 'no');
    // Room for the focus ring, which must not be cut at the frame's edge. Set through the style object:
    // a page whose policy forbids style attributes allows this.
    Object.assign(iframe.style, {
      border: '0',
      colorScheme: 'light only',
      display: 'block',
      height: '1px',
      margin: '-4px',
      minWidth: 'calc(100% + 8px)',
      overflow: 'hidden',
      padding: '0',
      width: 'calc(100% + 8px)',
    });
    iframe.addEventListener('load', () => this.#expectHello(HELLO_AFTER_LOAD_MS));
    window.addEventListener('message', this.#handleMessage);
    this.#expectHello(HELLO_WITHIN_MS);
  }

  send(message: ToFrame): void {
    if (this.#greeted) this.iframe.contentWindow?.postMessage(seal(message), this.#options.origin);
  }

  validate(): Promise<FrameAnswer> {
    return this.#ask((id) => ({ type: 'validate', id }));
  }

  confirm(params: ConfirmParams): Promise<FrameAnswer> {
    return this.#ask((id) => ({ type: 'confirm', id, params }));
  }

  close(): void {
    window.removeEventListener('message', this.#handleMessage);
    this.#clearTimers();
    this.iframe.remove();
    for (const { fail } of this.#waiting.values()) fail(notMounted());
    this.#waiting.clear();
  }

  #ask(message: (id: number) => ToFrame): Promise<FrameAnswer> {
    if (!this.#greeted) return Promise.resolve({ error: connectionError(this.#options.settings().locale) });
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        resolve({ error: connectionError(this.#options.settings().locale) });
      }, ANSWER_WITHIN_MS);
      const settle = () => {
        clearTimeout(timer);
        this.#waiting.delete(id);
      };
      this.#waiting.set(id, {
        answer: (answer) => (settle(), resolve(answer)),
        fail: (error) => (settle(), reject(error)),
      });
      this.send(message(id));
    });
  }

  readonly #handleMessage = (event: MessageEvent<unknown>): void => {
    if (event.origin !== this.#options.origin || event.source !== this.iframe.contentWindow) return;
    const message = open<FromFrame>(event.data, [
      'hello',
      'ready',
      'focus',
      'blur',
      'escape',
      'loaderror',
      'height',
      'pressed',
      'change',
      'answer',
    ]);
    if (!message) return;
    switch (message.type) {
      case 'hello':
        // Also after the element was moved in the page, which loads the frame again.
        this.#greeted = true;
        this.#clearTimers();
        return this.send({ type: 'init', settings: this.#options.settings() });
      case 'height':
        this.iframe.style.height = `${message.height}px`;
        return;
      case 'answer':
        return this.#waiting.get(message.id)?.answer(message.answer);
      default:
        return this.#options.received(message);
    }
  };

  #expectHello(withinMs: number): void {
    if (this.#greeted) return;
    const timer = setTimeout(() => {
      if (this.#greeted) return;
      this.#clearTimers();
      this.#options.received({
        type: 'loaderror',
        error: connectionError(this.#options.settings().locale),
      });
    }, withinMs);
    this.#timers.push(timer);
  }

  #clearTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}

export function notMounted(): IntegrationError {
  return new IntegrationError(
    'We could not retrieve data from the specified Element. Please make sure the Element you are attempting to use is still mounted.',
  );
}
