import { CHANNEL, isId, isPostmateMessage, POSTMATE_TYPE } from './protocol.ts';
import { isObject } from './json.ts';

export interface ChildGateOptions {
  readonly window: Window;
  /** Exact origins whose pages may be the host. */
  readonly allowedOrigins: ReadonlySet<string>;
  /** The one handshake that is let through; `iid` is what the host calls this frame. */
  readonly onBound: (iid: string) => void;
  /** The host that is bound knocks again: it may have lost us. */
  readonly onKnock: () => void;
  /** Our parent page wanted to connect, and is not on the list. It gets no answer. */
  readonly onRefused: (origin: string) => void;
}

/**
 * Stands before postmate in the plugin's window, because postmate answers whoever speaks first. Lets through
 * one handshake from the parent window with an allowed origin, then calls of our one function from it, and
 * nothing else: a stranger gets no reply, and postmate never sees what they sent.
 *
 * It must be the first listener, and a capturing one: Chromium runs a window's listeners in the order of
 * registration, Firefox the capturing ones first.
 *
 * Returns the way to shut it: from then on nothing reaches postmate, whose own listeners cannot be removed.
 */
export function installChildGate({
  window: own,
  allowedOrigins,
  onBound,
  onKnock,
  onRefused,
}: ChildGateOptions): () => void {
  let bound: { readonly origin: string; readonly iid: string } | null = null;
  let shut = false;

  function admit(event: MessageEvent, data: Readonly<Record<string, unknown>>): boolean {
    if (shut || data.type !== POSTMATE_TYPE || event.source !== own.parent || own.parent === own)
      return false;
    if (!allowedOrigins.has(event.origin)) {
      if (data.postmate === 'handshake' && !bound) onRefused(event.origin);
      return false;
    }
    if (bound && event.origin !== bound.origin) return false;
    if (data.postmate === 'call') return bound !== null && data.property === CHANNEL;
    if (data.postmate !== 'handshake') return false;
    const iid = isObject(data.model) ? data.model.iid : undefined;
    if (!isId(iid)) return false;
    if (bound) {
      if (iid === bound.iid) onKnock();
      return false;
    }
    bound = { origin: event.origin, iid };
    onBound(iid);
    return true;
  }

  own.addEventListener(
    'message',
    (event) => {
      const data: unknown = event.data;
      if (isPostmateMessage(data)) {
        if (!admit(event, data)) event.stopImmediatePropagation();
        // postmate copies the host's model over ours, function by function.
        else Reflect.deleteProperty(data, 'model');
      } else if (!bound && (data === null || data === undefined)) {
        // postmate reads a property of whatever comes before the handshake.
        event.stopImmediatePropagation();
      }
    },
    true,
  );

  return () => {
    shut = true;
  };
}
