// The page in the frame, on another origin: answers over the contender that its address names.
import * as comlink from 'comlink';
import { connect, WindowMessenger } from 'penpal';
import Postmate from 'postmate';

import type { JsonObject } from '../../src/host-bridge/json.ts';
import { openPostmate, PluginConnection } from '../../src/host-bridge/plugin-connection.ts';
import { SYSTEM_TIMERS } from '../../src/host-bridge/timers.ts';
import { barePeer, measure, PAYLOAD } from './peer.ts';
import type { Peer } from './peer.ts';

const hostOrigin = location.origin.replace('frame.', 'host.');
const echo = (payload: JsonObject): JsonObject => payload;
const close = (): void => {};

interface Echo {
  [name: string]: (payload: JsonObject) => JsonObject;
  echo(payload: JsonObject): JsonObject;
}

const peer = open(decodeURIComponent(location.search.slice(1)));

addEventListener(
  'message',
  ({ data, ports: [port] }: MessageEvent<{ measure?: [number, number] } | null>) => {
    if (!data?.measure || !port) return;
    const [warmUp, trips] = data.measure;
    void peer.then(async ({ ask }) => port.postMessage(ask && (await measure(ask, warmUp, trips))));
  },
);

async function open(name: string): Promise<Peer> {
  switch (name) {
    case 'postMessage':
      return barePeer(parent, hostOrigin);

    case 'video-call-payments': {
      const connection = new PluginConnection({
        allowedOrigins: [hostOrigin],
        window,
        timers: SYSTEM_TIMERS,
        openChannel: openPostmate,
        handlers: new Map([['echo', (payload) => payload]]),
        onWelcome: () => {},
        onEvent: () => {},
        onClosed: () => {},
      });
      await connection.connect(new AbortController().signal);
      return { ask: (payload) => connection.request('echo', payload), close };
    }

    case 'penpal': {
      const messenger = new WindowMessenger({ remoteWindow: parent, allowedOrigins: [hostOrigin] });
      const remote = await connect<Echo>({ messenger, methods: { echo } }).promise;
      return { ask: (payload) => remote.echo(payload), close };
    }

    case 'comlink': {
      const endpoint = comlink.windowEndpoint(parent, self, hostOrigin);
      comlink.expose({ echo }, endpoint, [hostOrigin]);
      const remote = comlink.wrap<Echo>(endpoint);
      return { ask: async (payload) => remote.echo(payload), close };
    }

    case 'postmate':
      await new Postmate.Model({ echo: PAYLOAD });
      // A frame can tell its host something, and gets no answer.
      return { ask: null, close };

    default:
      throw new Error(`No such contender: ${name}`);
  }
}
