// The real SDKs' types meet the relay adapters: compiled by `npm run types`, never run.
import type { DailyCall } from '@daily-co/daily-js';
import type { IJitsiMeetExternalApi } from '@jitsi/react-sdk/lib/types/index.d.ts';
import type { Connection, Session } from '@opentok/client';
import type { Room } from 'livekit-client';

import { dailyRelay } from '../../../src/host-bridge/relay/daily.ts';
import { jitsiRelay } from '../../../src/host-bridge/relay/jitsi.ts';
import { livekitRelay } from '../../../src/host-bridge/relay/livekit.ts';
import type { RelayAdapter } from '../../../src/host-bridge/relay/relay-adapter.ts';
import { vonageRelay } from '../../../src/host-bridge/relay/vonage.ts';

declare const room: Room;
declare const call: DailyCall;
declare const jitsi: IJitsiMeetExternalApi;
declare const session: Session;
declare const connections: Map<string, Connection>;
declare const people: Map<string, string>;

export const relays: readonly RelayAdapter[] = [
  livekitRelay(room),
  livekitRelay(room, { participantOf: (identity) => people.get(identity) }),
  dailyRelay(call),
  dailyRelay(call, { participantOf: ({ session_id: id }) => people.get(id) }),
  jitsiRelay(jitsi, {
    participantOf: (endpointId) => people.get(endpointId),
    endpointOf: (participantId) => people.get(participantId),
  }),
  vonageRelay(session, { connectionOf: (participantId) => connections.get(participantId) }),
  vonageRelay(session, {
    participantOf: ({ connectionId }) => people.get(connectionId),
    connectionOf: (participantId) => connections.get(participantId),
  }),
];

// @ts-expect-error Jitsi knows no lasting ids: the host must say who is who
jitsiRelay(jitsi);
// @ts-expect-error a connection of the SDK's own is what a signal goes to
vonageRelay(session, { connectionOf: (participantId) => participantId });
// @ts-expect-error one SDK's call is not another's
dailyRelay(room);
// @ts-expect-error nor here
livekitRelay(call);
