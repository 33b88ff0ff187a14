import assert from 'node:assert/strict';
import { test } from 'node:test';

import { rtcDataChannelRelay } from '../../../src/host-bridge/relay/rtc-data-channel.ts';

class FakeChannel extends EventTarget {
  readyState: RTCDataChannelState;
  readonly sent: string[] = [];

  constructor(readyState: RTCDataChannelState) {
    super();
    this.readyState = readyState;
  }

  send(text: string): void {
    this.sent.push(text);
  }

  become(readyState: RTCDataChannelState, event: string): void {
    this.readyState = readyState;
    this.dispatchEvent(new Event(event));
  }
}

function setup(state: RTCDataChannelState): {
  channel: FakeChannel;
  relay: ReturnType<typeof rtcDataChannelRelay>;
} {
  const channel = new FakeChannel(state);
  // The relay uses no more of a channel than the fake has.
  return { channel, relay: rtcDataChannelRelay(channel as unknown as RTCDataChannel, 'pat') };
}

test('sends at once over an open channel', async () => {
  const { channel, relay } = setup('open');
  await relay.send('one');
  await relay.send('two', 'pat');
  assert.deepEqual(channel.sent, ['one', 'two']);
});

test('waits for a channel that is connecting, and keeps the order', async () => {
  const { channel, relay } = setup('connecting');
  const both = Promise.all([relay.send('one'), relay.send('two')]);
  assert.deepEqual(channel.sent, []);
  channel.become('open', 'open');
  await both;
  assert.deepEqual(channel.sent, ['one', 'two']);
});

test('says so when the channel closes before it has opened, or is closed', async () => {
  const { channel, relay } = setup('connecting');
  const sending = relay.send('one');
  channel.become('closed', 'close');
  await assert.rejects(Promise.resolve(sending), { code: 'RELAY_UNAVAILABLE' });
  await assert.rejects(Promise.resolve(relay.send('two')), { code: 'RELAY_UNAVAILABLE' });
});

test('sends to nobody else what is meant for another', async () => {
  const { channel, relay } = setup('open');
  await assert.rejects(Promise.resolve(relay.send('private', 'carer')), { code: 'RELAY_UNAVAILABLE' });
  assert.deepEqual(channel.sent, []);
});

test('hears texts as the peer’s, until it is stopped', () => {
  const { channel, relay } = setup('open');
  const heard: [string, string][] = [];
  const stop = relay.subscribe((text, from) => heard.push([text, from]));
  channel.dispatchEvent(new MessageEvent('message', { data: 'hello' }));
  channel.dispatchEvent(new MessageEvent('message', { data: new ArrayBuffer(1) }));
  stop();
  channel.dispatchEvent(new MessageEvent('message', { data: 'too late' }));
  assert.deepEqual(heard, [['hello', 'pat']]);
});
