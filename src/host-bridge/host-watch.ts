import type { Json, JsonObject } from './json.ts';
import { utf8Length } from './json.ts';
import type { Envelope } from './protocol.ts';
import { redact } from './redact.ts';

/** One message that passed this page, as a log or a diagnosis may keep it: tokens and secrets are taken out. */
export interface ObservedMessage {
  /** UTC milliseconds. */
  readonly at: number;
  /** `bridge`: between this page and its payments frame. `relay`: over the call's data channel. */
  readonly via: 'bridge' | 'relay';
  /** As this page sees it. */
  readonly direction: 'in' | 'out';
  /** On the bridge the envelope's: `req`, `res`, `err`, `evt`, `hello`, `welcome`, …; on the relay `hint`. */
  readonly kind: Envelope['k'] | 'hint';
  /** The method or the event; an answer has the name of what it answers. Null for what has none. */
  readonly name: string | null;
  /** Of the message as JSON in UTF-8, before anything was taken out. */
  readonly bytes: number;
  /** The message itself. Names of people in the call are in it. */
  readonly body: JsonObject;
}

/** What the parts of the bridge tell of, where somebody observes. */
export interface Watch {
  envelope(direction: 'in' | 'out', envelope: Envelope): void;
  /** `message` has been handed to the call's data channel, or has come from it and was accepted. */
  relayed(direction: 'in' | 'out', message: JsonObject): void;
}

/** Tells `observe` of each message. What it throws is reported, and disturbs nothing. */
export function createWatch(observe: (message: ObservedMessage) => void, now = Date.now): Watch {
  /** The methods of requests that have no answer yet, by who asked and their number. */
  const asked = new Map<string, string>();

  function tell(
    via: 'bridge' | 'relay',
    direction: 'in' | 'out',
    kind: ObservedMessage['kind'],
    name: string | null,
    message: object,
  ): void {
    try {
      const bytes = utf8Length(JSON.stringify(message));
      // Whatever passed was read as JSON before.
      const body = redact(message as JsonObject) as JsonObject;
      observe({ at: now(), via, direction, kind, name, bytes, body });
    } catch (error) {
      reportError(error);
    }
  }

  function nameOf(direction: 'in' | 'out', envelope: Envelope): string | null {
    if (envelope.k === 'hello') asked.clear();
    if (envelope.k === 'evt') return envelope.name;
    if (!('id' in envelope)) return null;
    const isAnswer = envelope.k === 'res' || envelope.k === 'err';
    const isLast = isAnswer || envelope.k === 'cancel';
    const asker = isAnswer === (direction === 'in') ? 'host' : 'frame';
    const key = `${asker} ${envelope.id}`;
    if (envelope.k === 'req') asked.set(key, envelope.method);
    const name = asked.get(key) ?? null;
    if (isLast) asked.delete(key);
    return name;
  }

  return {
    envelope(direction, envelope) {
      tell('bridge', direction, envelope.k, nameOf(direction, envelope), envelope);
    },
    relayed(direction, message) {
      const { type } = message as Readonly<Record<string, Json>>;
      tell('relay', direction, 'hint', typeof type === 'string' ? type : null, message);
    },
  };
}
