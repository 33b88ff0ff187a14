import type { PaymentNotification } from '../session/host-port.ts';
import { SYSTEM_TIMERS } from './timers.ts';

/** How long a pop-up stays at least, in milliseconds of being seen: nobody has to read in a hurry. */
const SHOWN_FOR = 20_000;

const STYLES = `
:host{all:initial;position:fixed;inset:auto 0 0 auto;z-index:2147483647;display:block;margin:0;border:0;
padding:0;background:none;overflow:visible;font:1rem/1.4 system-ui,sans-serif}
[part=card]{display:flex;align-items:start;gap:.75rem;box-sizing:border-box;width:min(24rem,100vw - 1.5rem);
margin:0 .75rem .75rem;padding:.875rem;border:1px solid color-mix(in srgb,CanvasText 16%,Canvas);
border-radius:.75rem;background:Canvas;color:CanvasText;box-shadow:0 .5rem 2rem #0005;overflow-wrap:anywhere}
[part=card]::before{content:'✓'/'';flex:none;width:2rem;border-radius:50%;background:#1a9c5b33;
color:light-dark(#0b7446,#66d9a3);font:700 1.125rem/2rem system-ui,sans-serif;text-align:center}
div div{flex:1}b,span{display:block}b{font-weight:650}
span{display:-webkit-box;overflow:hidden;-webkit-box-orient:vertical;-webkit-line-clamp:3;
font-size:.9375rem;color:color-mix(in srgb,CanvasText 72%,Canvas)}
button{all:unset;flex:none;width:2rem;height:2rem;border-radius:.5rem;font-size:1rem;line-height:2rem;
text-align:center;cursor:pointer}
button:hover{background:color-mix(in srgb,CanvasText 10%,Canvas)}
button:focus-visible{outline:2px solid}
@media(prefers-reduced-motion:no-preference){[part=card]{animation:in .2s}@keyframes in{from{opacity:0;translate:0 1rem}}}`;

/** The pop-ups of one call, in the corner of the host's page. Its status region is there from the start. */
export class HostNotifications {
  readonly #root = document.createElement('div');
  readonly #region = document.createElement('div');
  readonly #dismissals = new Set<() => void>();

  constructor() {
    const shadow = this.#root.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    shadow.adoptedStyleSheets = [sheet];
    this.#region.role = 'status';
    shadow.append(this.#region);
    this.#root.popover = 'manual';
    document.body.append(this.#root);
  }

  show({ title, body, dismissLabel }: PaymentNotification, colorScheme: string): void {
    this.#root.style.colorScheme = colorScheme;
    const card = element('div', '');
    card.dir = 'auto';
    card.setAttribute('part', 'card');
    const text = element('div', '');
    const button = element('button', '✕');
    button.ariaLabel = dismissLabel;
    text.append(element('b', title), element('span', body));
    card.append(text, button);
    const stopTimer = runWhileSeen(card, () => dismiss());
    const dismiss = (): void => {
      stopTimer();
      card.remove();
      this.#dismissals.delete(dismiss);
    };
    this.#dismissals.add(dismiss);
    button.addEventListener('click', dismiss);
    card.addEventListener('keydown', (event) => event.key === 'Escape' && dismiss());
    this.#raise();
    this.#region.append(card);
  }

  close(): void {
    for (const dismiss of this.#dismissals) dismiss();
    this.#root.remove();
  }

  /** Above a dialog or a full-screen video that came later: the last one shown is on top. */
  #raise(): void {
    if (this.#root.matches(':popover-open')) this.#root.hidePopover();
    this.#root.showPopover();
  }
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, text: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** Runs `done` once the card has been seen long enough: not hidden with its page, not held by pointer or focus. */
function runWhileSeen(card: HTMLElement, done: () => void): () => void {
  const { now, after } = SYSTEM_TIMERS;
  let left = SHOWN_FOR;
  let startedAt = 0;
  let stopTimer: (() => void) | null = null;
  const update = (): void => {
    if (stopTimer) left -= now() - startedAt;
    stopTimer?.();
    startedAt = now();
    stopTimer = document.hidden || card.matches(':hover,:focus-within') ? null : after(left, done);
  };
  // A leaving focus still matches `:focus-within` while its event runs.
  const updateSoon = (): void => queueMicrotask(() => card.isConnected && update());
  for (const name of ['pointerenter', 'pointerleave', 'focusin', 'focusout']) {
    card.addEventListener(name, updateSoon);
  }
  document.addEventListener('visibilitychange', update);
  update();
  return () => {
    stopTimer?.();
    document.removeEventListener('visibilitychange', update);
  };
}
