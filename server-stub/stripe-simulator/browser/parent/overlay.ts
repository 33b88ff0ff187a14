/** As Stripe's: above all that is not in the browser's top layer. */
const ABOVE_ALL = '2147483647';

export interface Overlay {
  readonly iframe: HTMLIFrameElement;
  /** Takes it away and gives the focus back. */
  close(): void;
}

export interface OverlayOptions {
  readonly address: string;
  readonly title: string;
  readonly label: string;
  /** Pixels. */
  readonly height: number;
}

/** A frame of the simulator's over the whole page. Set through style objects, for pages with a strict policy. */
export function openOverlay({ address, title, label, height }: OverlayOptions): Overlay {
  const focused = document.activeElement;
  const overlay = document.createElement('div');
  const iframe = document.createElement('iframe');
  iframe.src = address;
  iframe.title = title;
  Object.assign(overlay.style, {
    alignItems: 'center',
    background: 'rgba(10, 16, 30, 0.6)',
    display: 'flex',
    inset: '0',
    justifyContent: 'center',
    overflow: 'auto',
    position: 'fixed',
    zIndex: ABOVE_ALL,
  });
  Object.assign(iframe.style, {
    background: '#fff',
    border: '0',
    borderRadius: '8px',
    boxShadow: '0 16px 48px rgba(0, 0, 0, 0.35)',
    colorScheme: 'light only',
    height: `${height}px`,
    margin: 'auto',
    minHeight: `${height}px`,
    width: 'min(400px, 100%)',
  });
  overlay.setAttribute('role', 'dialog');
  overlay.setAttribute('aria-modal', 'true');
  overlay.setAttribute('aria-label', label);
  overlay.append(iframe);
  iframe.addEventListener('load', () => iframe.focus());
  document.body.append(overlay);
  return {
    iframe,
    close() {
      if (!overlay.isConnected) return;
      overlay.remove();
      if (focused instanceof HTMLElement) focused.focus();
    },
  };
}
