// The page on the host's origin: for each contender makes a frame, connects, asks, lets itself be asked, and clears up.
import * as comlink from 'comlink';
import { connect, WindowMessenger } from 'penpal';
import Postmate from 'postmate';
import type { ParentAPI } from 'postmate';

import { HostConnection } from '../../src/host-bridge/host-connection.ts';
import type { JsonObject } from '../../src/host-bridge/json.ts';
import { barePeer, CONTENDERS, measure } from './peer.ts';
import type { Contender, Peer } from './peer.ts';

export interface Sample {
  /** Milliseconds from the making of the frame to the first answer from it. */
  readonly connect: number;
  /** Milliseconds of a round trip that the host's page asks for. */
  readonly fromHost: number;
  /** Milliseconds of one that the frame asks for; null where the library has none. */
  readonly fromFrame: number | null;
}

interface Echo {
  [name: string]: (payload: JsonObject) => Promise<JsonObject>;
  echo(payload: JsonObject): Promise<JsonObject>;
}

const WARM_UP = 40;
const TRIPS = 140;
const frameOrigin = location.origin.replace('host.', 'frame.');
const echo = (payload: JsonObject): Promise<JsonObject> => Promise.resolve(payload);

const CONNECT: Record<Contender, (url: string) => Promise<Peer>> = {
  async postMessage(url) {
    const frame = await loadedFrame(url);
    return barePeer(windowOf(frame), frameOrigin);
  },

  'video-call-payments': (url) =>
    new Promise((resolve, reject) => {
      const connection = new HostConnection({
        url: new URL(url),
        timeout: 10_000,
        handlers: new Map([['echo', (payload) => payload]]),
        placeFrame: (frame) => document.body.append(frame),
        welcome: () => ({ caps: {}, context: {} }),
        onConnected: () =>
          resolve({
            ask: async (payload) => connection.rpc?.request('echo', payload),
            close: () => connection.close(),
          }),
        onEvent: () => {},
        onFailed: reject,
      });
    }),

  async penpal(url) {
    const frame = createFrame(url);
    const messenger = new WindowMessenger({ remoteWindow: windowOf(frame), allowedOrigins: [frameOrigin] });
    const connection = connect<Echo>({ messenger, methods: { echo } });
    const remote = await connection.promise;
    return { ask: (payload) => remote.echo(payload), close: () => connection.destroy() };
  },

  async comlink(url) {
    const frame = await loadedFrame(url);
    const end = new AbortController();
    // It leaves its listener behind otherwise.
    const hearing = {
      addEventListener: (type: string, listener: EventListenerOrEventListenerObject) =>
        addEventListener(type, listener, { signal: end.signal }),
      removeEventListener,
    };
    const endpoint = comlink.windowEndpoint(windowOf(frame), hearing, frameOrigin);
    comlink.expose({ echo }, endpoint, [frameOrigin]);
    const remote = comlink.wrap<Echo>(endpoint);
    return { ask: (payload) => remote.echo(payload), close: () => end.abort() };
  },

  async postmate(url) {
    // Our declarations leave out what the bridge must not use.
    const api = (await new Postmate({ container: document.body, url, model: {} })) as ParentAPI & {
      get(name: string): Promise<unknown>;
      destroy(): void;
    };
    return { ask: () => api.get('echo'), close: () => api.destroy() };
  },
};

async function sample(name: Contender): Promise<Sample> {
  const startedAt = performance.now();
  const peer = await CONNECT[name](`${frameOrigin}/frame?${name}`);
  if (!peer.ask) throw new Error('A host asks.');
  await peer.ask({});
  const connected = performance.now() - startedAt;
  const fromHost = await measure(peer.ask, WARM_UP, TRIPS);
  const fromFrame = await askFrameToMeasure();
  peer.close();
  document.querySelector('iframe')?.remove();
  return { connect: connected, fromHost, fromFrame };
}

/** Beside the contender: what a frame has measured it says in a message of its own. */
function askFrameToMeasure(): Promise<number | null> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', ({ data }: MessageEvent<number | null>) => {
      port1.close();
      resolve(data);
    });
    port1.start();
    const frame = document.querySelector('iframe');
    if (!frame) throw new Error('There is no frame.');
    windowOf(frame).postMessage({ measure: [WARM_UP, TRIPS] }, frameOrigin, [port2]);
  });
}

/** Each contender once, the first one another each time. */
async function round(number: number): Promise<Record<Contender, Sample>> {
  const first = number % CONTENDERS.length;
  const samples: Partial<Record<Contender, Sample>> = {};
  for (const name of [...CONTENDERS.slice(first), ...CONTENDERS.slice(0, first)])
    samples[name] = await sample(name);
  return samples as Record<Contender, Sample>;
}

function createFrame(url: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.src = url;
  document.body.append(frame);
  return frame;
}

async function loadedFrame(url: string): Promise<HTMLIFrameElement> {
  const frame = createFrame(url);
  await new Promise((resolve) => frame.addEventListener('load', resolve));
  return frame;
}

function windowOf(frame: HTMLIFrameElement): Window {
  if (!frame.contentWindow) throw new Error('The frame is not in the page.');
  return frame.contentWindow;
}

declare global {
  interface Window {
    round: typeof round;
  }
}
window.round = round;
