import { peerGone } from './peer-gone.ts';
import type { RelayAdapter } from './relay-adapter.ts';

/** What the relay uses of an `OT.Session` of @opentok/client, with which Vonage Video is spoken to. */
export interface VonageSession<Connection extends VonageConnection> {
  readonly connection?: VonageConnection;
  signal(signal: { type: string; data: string; to?: Connection }): Promise<void>;
  on(event: 'signal', listener: (event: VonageSignal<Connection>) => void): unknown;
  off(event: 'signal', listener: (event: VonageSignal<Connection>) => void): unknown;
}

export interface VonageConnection {
  readonly connectionId: string;
  /** What your server has put into this person's token. */
  readonly data: string;
}

interface VonageSignal<Connection> {
  readonly type?: string;
  readonly data?: string;
  /** Null when a server has sent it. */
  readonly from: Connection | null;
}

export interface VonageRelayOptions<Connection extends VonageConnection> {
  /** Your own id for a person; the connection's `data` unless given. */
  participantOf?(connection: Connection): string | undefined;
  /** The connection of a person that is in the call: the session tells of them in `connectionCreated`. */
  connectionOf(participantId: string): Connection | undefined;
}

const TYPE = 'video-call-payments';

/** A relay over the signals of a Vonage (OpenTok) session. */
export function vonageRelay<Connection extends VonageConnection>(
  session: VonageSession<Connection>,
  options: VonageRelayOptions<Connection>,
): RelayAdapter {
  const participantOf = options.participantOf ?? (({ data }) => data || undefined);
  return {
    maxBytes: 8_000,
    send(text, to) {
      const connection = to === undefined ? undefined : options.connectionOf(to);
      // To Vonage, no connection is all connections.
      if (to !== undefined && !connection) throw peerGone(to);
      return session.signal({ type: TYPE, data: text, ...(connection && { to: connection }) });
    },
    subscribe(listener) {
      const handleSignal = ({ type, data, from }: VonageSignal<Connection>): void => {
        // What is sent to everyone comes back to its sender.
        if (!from || from.connectionId === session.connection?.connectionId) return;
        const fromId = participantOf(from);
        if (type === `signal:${TYPE}` && data !== undefined && fromId !== undefined) listener(data, fromId);
      };
      session.on('signal', handleSignal);
      return () => void session.off('signal', handleSignal);
    },
  };
}
