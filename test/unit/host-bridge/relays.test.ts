import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { describe, test } from 'node:test';

import { dailyRelay } from '../../../src/host-bridge/relay/daily.ts';
import type { DailyRelayParticipant } from '../../../src/host-bridge/relay/daily.ts';
import { jitsiRelay } from '../../../src/host-bridge/relay/jitsi.ts';
import { livekitRelay } from '../../../src/host-bridge/relay/livekit.ts';
import type { RelayAdapter } from '../../../src/host-bridge/relay/relay-adapter.ts';
import { vonageRelay } from '../../../src/host-bridge/relay/vonage.ts';

/** One SDK's call as `me` has it, with `pat` and `carer` in it, and what goes in and out. */
interface Call {
  readonly relay: RelayAdapter;
  /** `text` to whom the SDK was told to send it, by the ids of the host's; `everyone` for all. */
  readonly sent: { readonly text: string; readonly to: string | readonly string[] }[];
  readonly events: EventEmitter;
  readonly event: string;
  /** As the SDK tells of it. */
  receive(text: string, from: string): void;
  /** What the SDK hands over on the same channel that is no message of ours, or of no participant. */
  readonly strange: readonly (() => void)[];
}

/** Ids of connections that are as good as random, as the SDKs make them. */
const CONNECTIONS = new Map([
  ['me', 'conn-0'],
  ['pat', 'conn-1'],
  ['carer', 'conn-2'],
]);

function participantOf(connectionId: string): string | undefined {
  return [...CONNECTIONS].find(([, id]) => id === connectionId)?.[0];
}

function connectionOf(participantId: string): string | undefined {
  return CONNECTIONS.get(participantId);
}

function livekit(): Call {
  const sent: Call['sent'] = [];
  const events = new EventEmitter();
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const room = {
    localParticipant: {
      publishData(
        data: Uint8Array,
        options: { reliable: boolean; topic: string; destinationIdentities?: string[] },
      ): Promise<void> {
        assert.equal(options.reliable, true);
        sent.push({
          text: new TextDecoder().decode(data),
          to: options.destinationIdentities ?? 'everyone',
        });
        return Promise.resolve();
      },
    },
    remoteParticipants: new Map([
      ['pat', {}],
      ['carer', {}],
    ]),
    on: events.on.bind(events),
    off: events.off.bind(events),
  };
  const emit = (text: string, identity: string | undefined, topic: string): boolean =>
    events.emit('dataReceived', bytes(text), identity && { identity }, 0, topic, 0, identity);
  return {
    relay: livekitRelay(room),
    sent,
    events,
    event: 'dataReceived',
    receive: (text, from) => emit(text, from, 'video-call-payments'),
    strange: [
      () => emit('from the server', undefined, 'video-call-payments'),
      () => emit('chat', 'pat', 'lk-chat'),
      () => emit('chat', 'pat', ''),
    ],
  };
}

function daily(): Call {
  const sent: Call['sent'] = [];
  const events = new EventEmitter();
  const participant = (userId: string, local = false): DailyRelayParticipant => ({
    user_id: userId,
    session_id: connectionOf(userId) ?? '',
    local,
  });
  const participants = {
    local: participant('me', true),
    'conn-1': participant('pat'),
    'conn-2': participant('carer'),
  };
  const call = {
    participants: () => participants,
    sendAppMessage(data: unknown, to: string | string[]) {
      if (JSON.stringify(data).length > 4_096) throw new Error('Message data too large.');
      const text = (data as Record<string, string>)['video-call-payments'] ?? '';
      sent.push({ text, to: typeof to === 'string' ? 'everyone' : to.map((id) => participantOf(id) ?? id) });
      if (typeof to === 'string') assert.equal(to, '*');
    },
    on: events.on.bind(events),
    off: events.off.bind(events),
  };
  const emit = (data: unknown, fromId: string): boolean => events.emit('app-message', { data, fromId });
  return {
    relay: dailyRelay(call),
    sent,
    events,
    event: 'app-message',
    receive: (text, from) => emit({ 'video-call-payments': text }, connectionOf(from) ?? from),
    strange: [
      () => emit({ chat: 'hello' }, 'conn-1'),
      () => emit({ 'video-call-payments': { deep: true } }, 'conn-1'),
      () => emit({ 'video-call-payments': 'from nobody in the call' }, 'conn-9'),
      () => emit('text', 'conn-1'),
      () => emit(null, 'conn-1'),
    ],
  };
}

function jitsi(): Call {
  const sent: Call['sent'] = [];
  const events = new EventEmitter();
  const api = {
    executeCommand(name: string, ...[endpoint, text]: string[]) {
      assert.equal(name, 'sendEndpointTextMessage');
      sent.push({
        text: text ?? '',
        to: endpoint === '' ? 'everyone' : [participantOf(endpoint ?? '') ?? ''],
      });
    },
    on: events.on.bind(events),
    off: events.off.bind(events),
  };
  const emit = (data: unknown): boolean => events.emit('endpointTextMessageReceived', { data });
  return {
    relay: jitsiRelay(api, { participantOf, endpointOf: connectionOf }),
    sent,
    events,
    event: 'endpointTextMessageReceived',
    receive: (text, from) => emit({ senderInfo: { id: connectionOf(from) ?? from }, eventData: { text } }),
    strange: [
      () => emit({ senderInfo: { id: 'conn-9' }, eventData: { text: 'from nobody in the call' } }),
      () => emit({ senderInfo: { id: 'conn-1' }, eventData: { name: 'reaction' } }),
      () => emit({ eventData: { text: 'from no endpoint' } }),
      () => emit(undefined),
    ],
  };
}

function vonage(): Call {
  const sent: Call['sent'] = [];
  const events = new EventEmitter();
  const connections = new Map(
    [...CONNECTIONS].map(([data, connectionId]) => [data, { connectionId, data, creationTime: 0 }]),
  );
  const session = {
    connection: { connectionId: 'conn-0', data: 'me' },
    signal(signal: { type: string; data: string; to?: { data: string } }): Promise<void> {
      sent.push({ text: signal.data, to: signal.to ? [signal.to.data] : 'everyone' });
      return Promise.resolve();
    },
    on: events.on.bind(events),
    off: events.off.bind(events),
  };
  const emit = (data: string | undefined, from: unknown, type = 'signal:video-call-payments'): boolean =>
    events.emit('signal', { type, data, from });
  return {
    relay: vonageRelay(session, { connectionOf: (id) => connections.get(id) }),
    sent,
    events,
    event: 'signal',
    receive: (text, from) => emit(text, connections.get(from)),
    strange: [
      () => emit('from the server', null),
      () => emit('chat', connections.get('pat'), 'signal:chat'),
      () => emit(undefined, connections.get('pat')),
      () => emit('from a connection without a person', { connectionId: 'conn-9', data: '' }),
      () => emit('its own, back again', connections.get('me')),
    ],
  };
}

for (const [name, setup] of Object.entries({ livekit, daily, jitsi, vonage })) {
  describe(`the relay over ${name}`, () => {
    test('sends to everyone else, and to one', async () => {
      const { relay, sent } = setup();
      await relay.send('to all');
      await relay.send('to one', 'pat');
      assert.deepEqual(sent, [
        { text: 'to all', to: 'everyone' },
        { text: 'to one', to: ['pat'] },
      ]);
    });

    test('sends to nobody what is meant for somebody who has left', async () => {
      const { relay, sent } = setup();
      await assert.rejects(async () => relay.send('private', 'gone'), {
        code: 'RELAY_UNAVAILABLE',
        retryable: true,
      });
      assert.deepEqual(sent, []);
    });

    test('hears a text as its sender’s, by the host’s own id', () => {
      const { relay, receive } = setup();
      const heard: [string, string][] = [];
      relay.subscribe((text, from) => heard.push([text, from]));
      receive('{"from":"me"}', 'pat');
      receive('né ù', 'carer');
      assert.deepEqual(heard, [
        ['{"from":"me"}', 'pat'],
        ['né ù', 'carer'],
      ]);
    });

    test('hears nothing of other software’s, nothing of nobody’s, nothing of its own', () => {
      const { relay, strange } = setup();
      const heard: string[] = [];
      relay.subscribe((text) => heard.push(text));
      for (const happen of strange) happen();
      assert.deepEqual(heard, []);
    });

    test('leaves no listener behind', () => {
      const { relay, receive, events, event } = setup();
      const heard: string[] = [];
      const stop = relay.subscribe((text) => heard.push(text));
      assert.equal(events.listenerCount(event), 1);
      stop();
      receive('too late', 'pat');
      assert.deepEqual(heard, []);
      assert.equal(events.listenerCount(event), 0);
    });

    test('carries the longest text that it says it does', async () => {
      const { relay, sent } = setup();
      const text = JSON.stringify({ a: 'é'.repeat((relay.maxBytes - 10) / 2) });
      await relay.send(text);
      assert.equal(sent[0]?.text, text);
    });
  });
}

test('two connections of one person both get what is sent to them', async () => {
  const sent: unknown[] = [];
  const room = {
    localParticipant: {
      publishData: (_: unknown, { destinationIdentities }: { destinationIdentities?: string[] }) => {
        sent.push(destinationIdentities);
        return Promise.resolve();
      },
    },
    remoteParticipants: new Map([
      ['pat#phone', {}],
      ['pat#laptop', {}],
      ['carer#tablet', {}],
    ]),
    on: () => {},
    off: () => {},
  };
  await livekitRelay(room, { participantOf: (identity) => identity.split('#')[0] }).send('hello', 'pat');
  assert.deepEqual(sent, [['pat#phone', 'pat#laptop']]);
});
