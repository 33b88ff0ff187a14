import { peerGone } from './peer-gone.ts';
import type { RelayAdapter } from './relay-adapter.ts';

/** What the relay uses of daily-js's `DailyCall`. */
export interface DailyRelayCall {
  participants(): Readonly<Record<string, DailyRelayParticipant>>;
  sendAppMessage(data: unknown, to: string | string[]): unknown;
  on(event: 'app-message', listener: MessageListener): unknown;
  off(event: 'app-message', listener: MessageListener): unknown;
}

export interface DailyRelayParticipant {
  readonly session_id: string;
  readonly user_id: string;
  readonly local: boolean;
}

type MessageListener = (event: { data: unknown; fromId: string }) => void;

export interface DailyRelayOptions {
  /**
   * Your own id for a person. Unless given, the `user_id` that your server has put into their meeting token:
   * without one, Daily makes up an id for each connection.
   */
  participantOf?(participant: DailyRelayParticipant): string | undefined;
}

const KEY = 'video-call-payments';

/** A relay over a Daily call's app messages. They work from when the call is joined. */
export function dailyRelay(call: DailyRelayCall, options: DailyRelayOptions = {}): RelayAdapter {
  const participantOf = options.participantOf ?? ((participant) => participant.user_id);
  return {
    // Daily counts 4,096 characters of JSON: room is left for the quotes that it escapes.
    maxBytes: 3_500,
    send(text, to) {
      const theirs = Object.values(call.participants()).filter(
        (participant) => !participant.local && participantOf(participant) === to,
      );
      if (to !== undefined && theirs.length === 0) throw peerGone(to);
      call.sendAppMessage({ [KEY]: text }, to === undefined ? '*' : theirs.map((one) => one.session_id));
    },
    subscribe(listener) {
      const handleMessage: MessageListener = ({ data, fromId }) => {
        const text = typeof data === 'object' ? (data as Record<string, unknown> | null)?.[KEY] : undefined;
        const sender = call.participants()[fromId];
        const from = sender && participantOf(sender);
        if (typeof text === 'string' && from !== undefined) listener(text, from);
      };
      call.on('app-message', handleMessage);
      return () => void call.off('app-message', handleMessage);
    },
  };
}
