import { PaymentsError } from '../../../src/errors.ts';
import type { RelayAdapter } from '../../../src/host-bridge/relay/relay-adapter.ts';
import { rtcDataChannelRelay } from '../../../src/host-bridge/relay/rtc-data-channel.ts';

/**
 * A relay for the whole call over data channels that come and go: the other person may join later, and each load
 * of their page brings a new channel. While there is none `send` rejects, and the gateway's own events tell the
 * other side a little later.
 */
export class LateRelay implements RelayAdapter {
  readonly maxBytes = 16_000;
  readonly #listeners = new Set<(text: string, fromId: string) => void>();
  #channel: RTCDataChannel | null = null;
  #relay: RelayAdapter | null = null;
  #unsubscribe = () => {};

  get isOpen(): boolean {
    return this.#channel?.readyState === 'open';
  }

  /** Goes on over this channel, to the person with this id. */
  use(channel: RTCDataChannel, participantId: string): void {
    this.#unsubscribe();
    this.#channel = channel;
    this.#relay = rtcDataChannelRelay(channel, participantId);
    this.#unsubscribe = this.#relay.subscribe((text, fromId) => {
      for (const listener of this.#listeners) listener(text, fromId);
    });
  }

  async send(text: string, to?: string): Promise<void> {
    if (!this.#relay) {
      throw new PaymentsError('RELAY_UNAVAILABLE', 'Nobody else is in the call.', { retryable: true });
    }
    await this.#relay.send(text, to);
  }

  subscribe(listener: (text: string, fromId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
