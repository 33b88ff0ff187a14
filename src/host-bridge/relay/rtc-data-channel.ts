import { PaymentsError } from '../../errors.ts';
import type { RelayAdapter } from './relay-adapter.ts';

/**
 * A relay over the data channel of a call between two. The channel may still be connecting; what is sent
 * meanwhile waits for it. `peerId` is the host's own id for the person at the other end.
 *
 * `send` rejects with `RELAY_UNAVAILABLE` once the channel is closing, and for anybody but the peer.
 */
export function rtcDataChannelRelay(channel: RTCDataChannel, peerId: string): RelayAdapter {
  return {
    // What every browser carries in one message.
    maxBytes: 16_000,
    async send(text, to = peerId) {
      if (channel.readyState === 'connecting') await settled(channel);
      if (channel.readyState !== 'open' || to !== peerId) {
        throw new PaymentsError('RELAY_UNAVAILABLE', `No open data channel to ${to}.`, { retryable: true });
      }
      channel.send(text);
    },
    subscribe(listener) {
      const handleMessage = ({ data }: MessageEvent<unknown>): void => {
        if (typeof data === 'string') listener(data, peerId);
      };
      channel.addEventListener('message', handleMessage);
      return () => channel.removeEventListener('message', handleMessage);
    },
  };
}

function settled(channel: RTCDataChannel): Promise<void> {
  return new Promise((resolve) => {
    const events = ['open', 'close', 'error'];
    const handle = (): void => {
      for (const name of events) channel.removeEventListener(name, handle);
      resolve();
    };
    for (const name of events) channel.addEventListener(name, handle);
  });
}
