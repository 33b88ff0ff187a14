import { peerGone } from './peer-gone.ts';
import type { RelayAdapter } from './relay-adapter.ts';

/** What the relay uses of `JitsiMeetExternalAPI`, or of the `IJitsiMeetExternalApi` of its React SDK. */
export interface JitsiRelayApi {
  executeCommand(name: string, ...args: string[]): void;
  on(event: string, listener: (event: JitsiTextMessage) => void): unknown;
  off(event: string, listener: (event: JitsiTextMessage) => void): unknown;
}

export interface JitsiTextMessage {
  readonly data?: {
    readonly senderInfo?: { readonly id?: unknown };
    readonly eventData?: { readonly text?: unknown };
  };
}

export interface JitsiRelayOptions {
  /** Your own id for the person behind a Jitsi endpoint, an id that lasts as long as one connection. */
  participantOf(endpointId: string): string | undefined;
  /** The endpoint of a person that is in the call. */
  endpointOf(participantId: string): string | undefined;
}

const RECEIVED = 'endpointTextMessageReceived';

/**
 * A relay over the endpoint messages of a Jitsi meeting (IFrame API). What is sent before the meeting's
 * `dataChannelOpened` is lost, and Jitsi does not say so.
 */
export function jitsiRelay(api: JitsiRelayApi, options: JitsiRelayOptions): RelayAdapter {
  return {
    maxBytes: 4_000,
    send(text, to) {
      const endpoint = to === undefined ? '' : options.endpointOf(to);
      // To Jitsi, an empty id is everyone.
      if (to !== undefined && !endpoint) throw peerGone(to);
      api.executeCommand('sendEndpointTextMessage', endpoint ?? '', text);
    },
    subscribe(listener) {
      const handleMessage = ({ data }: JitsiTextMessage): void => {
        const text = data?.eventData?.text;
        const id = data?.senderInfo?.id;
        const from = typeof id === 'string' ? options.participantOf(id) : undefined;
        if (typeof text === 'string' && from !== undefined) listener(text, from);
      };
      api.on(RECEIVED, handleMessage);
      return () => void api.off(RECEIVED, handleMessage);
    },
  };
}
