/** What a session watches of its document. */
export interface Page {
  isHidden(): boolean;
  /** Returns the way to stop. */
  onVisibility(listener: () => void): () => void;
  /** Somebody turned to its window. Returns the way to stop. */
  onFocus(listener: () => void): () => void;
  /** The network came back. Returns the way to stop. */
  onOnline(listener: () => void): () => void;
}

/** The document that the code runs in; made when a session starts, so that importing touches nothing. */
export function browserPage(): Page {
  return {
    isHidden: () => document.visibilityState === 'hidden',
    onVisibility: (listener) => listen(document, 'visibilitychange', listener),
    onFocus: (listener) => listen(window, 'focus', listener),
    onOnline: (listener) => listen(window, 'online', listener),
  };
}

function listen(target: EventTarget, type: string, listener: () => void): () => void {
  target.addEventListener(type, listener);
  return () => target.removeEventListener(type, listener);
}
