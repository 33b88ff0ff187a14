/** Runs in every frame of a test, before its own scripts: what is said and what is left behind is counted. */
export interface Spy {
  /** Message listeners of this window that are there now. */
  listeners(): number;
  /** Intervals that run now. */
  intervals(): number;
  /** The data of each message that this window was sent. */
  readonly messages: unknown[];
}

declare global {
  interface Window {
    spy: Spy;
  }
}

export function installSpy(): void {
  const listeners = new Set<unknown>();
  const intervals = new Set<unknown>();
  const messages: unknown[] = [];
  const addEventListener = window.addEventListener.bind(window);
  const removeEventListener = window.removeEventListener.bind(window);
  const setInterval = window.setInterval.bind(window);
  const clearInterval = window.clearInterval.bind(window);
  // A copy: the gate takes parts away.
  addEventListener('message', (event) => {
    if (event instanceof MessageEvent) messages.push(structuredClone(event.data));
  });
  window.addEventListener = (...args: Parameters<Window['addEventListener']>) => {
    if (args[0] === 'message') listeners.add(args[1]);
    addEventListener(...args);
  };
  window.removeEventListener = (...args: Parameters<Window['removeEventListener']>) => {
    if (args[0] === 'message') listeners.delete(args[1]);
    removeEventListener(...args);
  };
  Object.assign(window, {
    setInterval(...args: Parameters<typeof setInterval>): unknown {
      const id = setInterval(...args);
      intervals.add(id);
      return id;
    },
    clearInterval(id: Parameters<typeof clearInterval>[0]): void {
      intervals.delete(id);
      clearInterval(id);
    },
  });
  window.spy = { listeners: () => listeners.size, intervals: () => intervals.size, messages };
}
