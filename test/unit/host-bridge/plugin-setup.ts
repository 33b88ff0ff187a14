import assert from 'node:assert/strict';

import { PluginBridge } from '../../../src/host-bridge/plugin.ts';
import { POSTMATE_TYPE, readEnvelope } from '../../../src/host-bridge/protocol.ts';
import type { Envelope, Message } from '../../../src/host-bridge/protocol.ts';
import { fakeTimers } from './fake-timers.ts';
import type { FakeTimers } from './fake-timers.ts';

export const HOST = 'https://call.example.com';
export const context = {
  callId: 'call-1',
  callState: 'active',
  role: 'patient',
  self: { id: 'pat' },
  participants: [],
  locale: 'en-AU',
  theme: { mode: 'light', tokens: {} },
  panel: { visible: false },
};

export class FakeWindow extends EventTarget {
  readonly location: { readonly ancestorOrigins?: readonly string[] };
  parent: unknown = {};

  constructor(framedBy: string | null) {
    super();
    this.location = framedBy === null ? {} : { ancestorOrigins: [framedBy] };
  }

  send(event: object, type = 'message'): void {
    this.dispatchEvent(Object.assign(new Event(type), event));
  }
}

/** A plugin's page without a browser, and the host's end of its wire. */
export interface Setup {
  readonly bridge: PluginBridge;
  readonly own: FakeWindow;
  readonly timers: FakeTimers;
  /** What the plugin has said, of one kind. */
  readonly said: <K extends Envelope['k']>(k: K) => Extract<Envelope, { k: K }>[];
  readonly shakeHands: (origin?: string) => Promise<void>;
  /** All that it has said. */
  readonly envelopes: readonly Envelope[];
  readonly tell: (message: Message) => void;
  /** As `tell`, and also for what no version of today says. */
  readonly play: (message: object) => void;
  readonly welcome: (over?: object) => void;
}

export function setup(own = new FakeWindow(null)): Setup {
  const timers = fakeTimers();
  const envelopes: Envelope[] = [];
  let model: Record<string, unknown> = {};
  let open: () => void = () => {};
  const bridge = new PluginBridge(
    // The bridge uses no more of a window than the fake has.
    { allowedOrigins: [HOST], window: own as unknown as Window },
    {
      timers,
      openChannel(given) {
        model = given;
        const channel = {
          emit(_: string, data: unknown): void {
            const envelope = readEnvelope(data);
            assert.ok(envelope);
            envelopes.push(envelope);
          },
        };
        return new Promise((resolve) => (open = () => resolve(channel)));
      },
    },
  );
  const said: Setup['said'] = (k) =>
    envelopes.filter((envelope): envelope is Extract<Envelope, { k: typeof k }> => envelope.k === k);
  const play = (message: object): void => {
    const { iid = '', sid = '' } = said('hello').at(-1) ?? {};
    const receive = model['plugin'];
    assert.ok(typeof receive === 'function');
    receive({ v: 1, iid, sid, ...message });
  };
  return {
    bridge,
    own,
    timers,
    said,
    envelopes,
    tell: play,
    play,
    async shakeHands(origin = HOST) {
      const data = { postmate: 'handshake', type: POSTMATE_TYPE, model: { iid: 'frame-1' } };
      own.send({ data, origin, source: own.parent });
      open();
      await tick();
    },
    welcome: (over = {}) =>
      play({ k: 'welcome', version: 1, sdk: '0', caps: { relay: {} }, context: { ...context, ...over } }),
  };
}

export function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export const never = new AbortController().signal;
