import { peerGone } from './peer-gone.ts';
import type { RelayAdapter } from './relay-adapter.ts';

/** What the relay uses of livekit-client's `Room`. */
export interface LiveKitRoom {
  readonly localParticipant: {
    publishData(
      data: ReturnType<typeof Uint8Array.from>,
      options: { reliable: boolean; topic: string; destinationIdentities?: string[] },
    ): Promise<void>;
  };
  readonly remoteParticipants: { keys(): Iterable<string> };
  on(event: 'dataReceived', listener: DataListener): unknown;
  off(event: 'dataReceived', listener: DataListener): unknown;
}

type DataListener = (data: Uint8Array, from?: { identity: string }, kind?: unknown, topic?: string) => void;

export interface LiveKitRelayOptions {
  /** Your own id for a person, from the identity in their LiveKit token; the identity itself unless given. */
  participantOf?(identity: string): string | undefined;
}

const TOPIC = 'video-call-payments';

/** A relay over a LiveKit room: reliable data messages under a topic of their own. */
export function livekitRelay(room: LiveKitRoom, options: LiveKitRelayOptions = {}): RelayAdapter {
  const participantOf = options.participantOf ?? ((identity) => identity);
  return {
    // 16 KiB with headers is what a reliable message may have.
    maxBytes: 15_000,
    send(text, to) {
      const publish = { reliable: true, topic: TOPIC };
      const data = new TextEncoder().encode(text);
      if (to === undefined) return room.localParticipant.publishData(data, publish);
      const theirs = [...room.remoteParticipants.keys()].filter((identity) => participantOf(identity) === to);
      // To LiveKit, no destinations are all destinations.
      if (theirs.length === 0) throw peerGone(to);
      return room.localParticipant.publishData(data, { ...publish, destinationIdentities: theirs });
    },
    subscribe(listener) {
      const handleData: DataListener = (data, from, _kind, topic) => {
        const fromId = from && topic === TOPIC ? participantOf(from.identity) : undefined;
        if (fromId !== undefined) listener(new TextDecoder().decode(data), fromId);
      };
      room.on('dataReceived', handleData);
      return () => void room.off('dataReceived', handleData);
    },
  };
}
