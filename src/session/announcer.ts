import type { Clock } from './clock.ts';

/** Says whole sentences to people who cannot see the page. */
export interface Announcer {
  announce(sentence: string): void;
  close(): void;
}

/** Marks the region, so that two sessions, or two copies of this package, share one. */
const MARK = 'data-payments-announcer';
const KEPT = 10_000;

/** Clipped, not hidden: what is hidden is not read out. Set through CSSOM, which a strict CSP allows. */
const VISUALLY_HIDDEN: Readonly<Record<string, string>> = {
  position: 'fixed',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  'clip-path': 'inset(50%)',
  'white-space': 'nowrap',
  'pointer-events': 'none',
};

/**
 * The document's one polite live region. It is there from now on, empty: a region that comes together with its
 * words is not read out.
 */
export function liveRegion(clock: Clock): Announcer {
  const timers = new Set<() => void>();
  findRegion();
  return {
    announce(sentence) {
      const line = document.createElement('p');
      line.textContent = sentence;
      findRegion().append(line);
      // Old sentences must not be there for whoever reads the page from top to bottom.
      const stop = clock.after(KEPT, () => {
        timers.delete(stop);
        line.remove();
      });
      timers.add(stop);
    },
    close() {
      for (const stop of timers) stop();
      document.querySelector(`[${MARK}]`)?.remove();
    },
  };
}

/** Made anew when another session's `close` took it away. */
function findRegion(): Element {
  const present = document.querySelector(`[${MARK}]`);
  if (present) return present;
  const region = document.createElement('div');
  region.setAttribute(MARK, '');
  region.setAttribute('role', 'status');
  region.setAttribute('aria-live', 'polite');
  for (const [name, value] of Object.entries(VISUALLY_HIDDEN)) region.style.setProperty(name, value);
  (document.body ?? document.documentElement).append(region);
  return region;
}
