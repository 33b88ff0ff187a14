import type { ApiIdentity } from '../api-client.ts';
import { type FrameSettings, type FromFrame, open, seal, type ToFrame } from '../protocol.ts';

/** The page that frames us; the browser tells us its origin with each message, this is what it must be. */
const parentOrigin = new URLSearchParams(location.search).get('parent') ?? '';

export function post(message: FromFrame): void {
  if (window.parent !== window && parentOrigin !== '') {
    window.parent.postMessage(seal(message), parentOrigin);
  }
}

/** Opens the talk with the page: exact origin, exact window, both ways. */
export function connect(receive: (message: ToFrame) => void | Promise<void>): void {
  if (window.parent === window || parentOrigin === '') return;
  window.addEventListener('message', (event) => {
    if (event.source !== window.parent || event.origin !== parentOrigin) return;
    const message = open<ToFrame>(event.data, [
      'init',
      'update',
      'validate',
      'confirm',
      'email',
      'focus',
      'blur',
      'clear',
      'collapse',
    ]);
    if (message) void receive(message);
  });
  document.addEventListener('focusin', () => post({ type: 'focus' }));
  document.addEventListener('focusout', (event) => {
    if (event.relatedTarget === null) post({ type: 'blur' });
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') post({ type: 'escape' });
  });
  new ResizeObserver(() => {
    post({ type: 'height', height: Math.ceil(document.body.getBoundingClientRect().height) });
  }).observe(document.body);
  post({ type: 'hello' });
}

export function identityOf({ locale, publishableKey, stripeAccount }: FrameSettings): ApiIdentity {
  return { origin: location.origin, publishableKey, stripeAccount, locale };
}
