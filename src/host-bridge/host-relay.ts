import { PaymentsError } from '../errors.ts';
import { copyJson, isObject, utf8Length } from './json.ts';
import type { JsonObject } from './json.ts';
import { once } from './once.ts';
import { readHint } from './payloads.ts';
import { isId, PLUGIN_ID } from './protocol.ts';
import { rateLimit } from './rate-limit.ts';
import type { RelayAdapter } from './relay/relay-adapter.ts';

/** Bytes of one message on the wire, whatever the SDK would take: Daily's 4 KB is the least, less what it adds. */
export const RELAY_MAX_BYTES = 3 * 1024;
const RATE = 10;
const BURST = 20;
const REMEMBERED = 500;

/** Keeps the relay to what it is for: small, rare, ours, once each; and the sender is who the SDK says. */
export class HostRelay {
  readonly #adapter: RelayAdapter;
  readonly #unsubscribe: () => void;
  readonly #admit: () => boolean;
  readonly #admitOwn: () => boolean;
  readonly #isNew = once(REMEMBERED);

  constructor(
    adapter: RelayAdapter,
    onMessage: (message: JsonObject) => void,
    now = () => performance.now(),
  ) {
    this.#adapter = adapter;
    this.#admit = rateLimit(RATE, BURST, now);
    this.#admitOwn = rateLimit(RATE, BURST, now);
    this.#unsubscribe = adapter.subscribe((text, fromId) => {
      const message = this.#read(text, fromId);
      if (message) onMessage(message);
    });
  }

  /** Throws `INVALID_PARAMS`, `PAYLOAD_TOO_LARGE`, `RATE_LIMITED` or `RELAY_UNAVAILABLE`. */
  async send(params: unknown): Promise<{ accepted: true }> {
    const hint = isObject(params) && params.type === 'payment-changed' ? readHint(params.data) : null;
    if (!hint || !isObject(params) || !isId(params.messageId)) {
      throw new PaymentsError('INVALID_PARAMS', 'Not a message to relay.');
    }
    const { messageId, type, to } = params;
    // What is meant for one is never sent to everyone for want of a name.
    if (to !== undefined && !isId(to)) throw new PaymentsError('INVALID_PARAMS', 'Not a participant.');
    const text = JSON.stringify({ ns: PLUGIN_ID, messageId, type, data: hint });
    if (utf8Length(text) > Math.min(RELAY_MAX_BYTES, this.#adapter.maxBytes)) {
      throw new PaymentsError('PAYLOAD_TOO_LARGE', 'Too long to relay.');
    }
    if (!this.#admitOwn()) throw new PaymentsError('RATE_LIMITED', 'Too many at once.', { retryable: true });
    try {
      await this.#adapter.send(text, to);
    } catch (cause) {
      throw new PaymentsError('RELAY_UNAVAILABLE', 'The call did not take it.', { cause, retryable: true });
    }
    return { accepted: true };
  }

  close(): void {
    this.#unsubscribe();
  }

  #read(text: string, fromId: string): JsonObject | null {
    if (text.length > RELAY_MAX_BYTES || utf8Length(text) > RELAY_MAX_BYTES) return null;
    try {
      const from = copyJson(JSON.parse(text));
      if (!isObject(from) || from.ns !== PLUGIN_ID || from.type !== 'payment-changed') return null;
      const { messageId, type } = from;
      const hint = readHint(from.data);
      if (!hint || !isId(messageId) || !this.#admit() || !this.#isNew(`${fromId} ${messageId}`)) return null;
      return { messageId, type, from: { id: fromId }, data: { requestId: hint.requestId } };
    } catch {
      // Other software of the host speaks on the same channel.
      return null;
    }
  }
}
