/** Runs in every document of a test, before its own scripts: what is said and what is left behind is counted. */
export interface Spy {
  /** What outlives a frame if nobody takes it away: listeners of the window, the document and media queries … */
  listeners(): number;
  /** … timeouts and intervals … */
  timers(): number;
  /** … and observers. */
  observers(): number;
  /** The data of each message that this window was sent. */
  readonly messages: unknown[];
}

declare global {
  interface Window {
    spy: Spy;
  }
}

type Listener = EventListenerOrEventListenerObject | null;

/** `uncaught` and `console`: read again by the test, in whichever frame and document it was. */
function report(kind: string, parts: readonly unknown[]): void {
  const text = parts.map((part) => (part instanceof Error ? String(part) : JSON.stringify(part))).join(' ');
  void fetch('/report', { method: 'POST', mode: 'no-cors', body: `${kind} ${text}` });
}

function countListeners(): () => number {
  const counted = new Map<EventTarget, Map<string, Map<Listener, () => void>>>();
  const isCounted = (target: EventTarget): boolean =>
    target === window || target === document || target instanceof MediaQueryList;
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const forget = (target: EventTarget, key: string, listener: Listener): void => {
    counted.get(target)?.get(key)?.delete(listener);
  };
  const keyOf = (type: string, options: AddEventListenerOptions | boolean | undefined): string =>
    `${type} ${typeof options === 'object' ? options.capture === true : options === true}`;

  EventTarget.prototype.addEventListener = function (this: EventTarget | undefined, type, listener, options) {
    const target = this ?? window;
    addEventListener.call(target, type, listener, options);
    if (!isCounted(target) || !listener) return;
    const key = keyOf(type, options);
    const types = counted.get(target) ?? new Map<string, Map<Listener, () => void>>();
    counted.set(
      target,
      types.set(
        key,
        (types.get(key) ?? new Map()).set(listener, () => {}),
      ),
    );
    const { signal } = typeof options === 'object' ? options : {};
    if (signal) addEventListener.call(signal, 'abort', () => forget(target, key, listener));
  };
  EventTarget.prototype.removeEventListener = function (
    this: EventTarget | undefined,
    type,
    listener,
    options,
  ) {
    const target = this ?? window;
    removeEventListener.call(target, type, listener, options);
    forget(target, keyOf(type, typeof options === 'object' ? { ...options } : options), listener);
  };
  return () =>
    [...counted.values()].flatMap((types) => [...types.values()]).reduce((n, { size }) => n + size, 0);
}

function countTimers(): () => number {
  const running = new Set<unknown>();
  const { setTimeout, clearTimeout, setInterval, clearInterval } = window;
  Object.assign(window, {
    setTimeout(run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]): unknown {
      const id = setTimeout(() => {
        running.delete(id);
        run(...args);
      }, ms);
      running.add(id);
      return id;
    },
    setInterval(run: () => void, ms?: number): unknown {
      const id = setInterval(run, ms);
      running.add(id);
      return id;
    },
    clearTimeout(id: number): void {
      running.delete(id);
      clearTimeout(id);
    },
    clearInterval(id: number): void {
      running.delete(id);
      clearInterval(id);
    },
  });
  return () => running.size;
}

function countObservers(): () => number {
  const observing = new Set<unknown>();
  for (const { prototype } of [IntersectionObserver, MutationObserver, ResizeObserver]) {
    const { observe, disconnect } = prototype as {
      observe: (...args: unknown[]) => void;
      disconnect: () => void;
    };
    Object.assign(prototype, {
      observe(...args: unknown[]) {
        observing.add(this);
        observe.apply(this, args);
      },
      disconnect() {
        observing.delete(this);
        disconnect.call(this);
      },
    });
  }
  return () => observing.size;
}

const messages: unknown[] = [];
// A copy: the gate takes parts away. Before the gate: Firefox runs capturing listeners first, Chromium the first ones.
addEventListener('message', ({ data }) => void messages.push(structuredClone(data)), true);
addEventListener('error', ({ error, message }) => report('uncaught', [error ?? message]));
addEventListener('unhandledrejection', ({ reason }) => report('uncaught', [reason]));
document.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) =>
  report('blocked', [violatedDirective, blockedURI]),
);
for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const) {
  const print = console[name];
  console[name] = (...parts: unknown[]) => {
    report('console', parts);
    print(...parts);
  };
}
window.spy = {
  listeners: countListeners(),
  timers: countTimers(),
  observers: countObservers(),
  messages,
};
