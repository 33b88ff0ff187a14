import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HostRelay, RELAY_MAX_BYTES } from '../../../src/host-bridge/host-relay.ts';
import type { JsonObject } from '../../../src/host-bridge/json.ts';
import { memoryRelay } from '../../../src/host-bridge/relay/memory.ts';
import type { RelayAdapter } from '../../../src/host-bridge/relay/relay-adapter.ts';

function setup(): {
  heard: JsonObject[];
  other: RelayAdapter;
  relay: HostRelay;
  advance: (ms: number) => void;
} {
  const room = memoryRelay();
  const heard: JsonObject[] = [];
  let time = 0;
  const relay = new HostRelay(
    room.join('me'),
    (message) => heard.push(message),
    () => time,
  );
  return { heard, relay, other: room.join('other'), advance: (ms) => (time += ms) };
}

function hint(over: object = {}): string {
  const message = {
    ns: 'video-call-payments',
    messageId: 'm',
    type: 'payment-changed',
    data: { requestId: 'pr_1' },
  };
  return JSON.stringify({ ...message, ...over });
}

function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test('says who sent a message by the call’s word, not by the message’s', async () => {
  const { heard, other } = setup();
  void other.send(hint({ from: { id: 'the-clinician', role: 'clinician' } }));
  await tick();
  assert.deepEqual(heard, [
    { messageId: 'm', type: 'payment-changed', from: { id: 'other' }, data: { requestId: 'pr_1' } },
  ]);
});

test('hears a message once, and a second sender’s message of the same id too', async () => {
  const room = memoryRelay();
  const heard: JsonObject[] = [];
  const relay = new HostRelay(room.join('me'), (message) => heard.push(message));
  for (const id of ['a', 'a', 'b']) void room.join(id).send(hint());
  await tick();
  assert.equal(heard.length, 2);
  relay.close();
  void room.join('c').send(hint());
  await tick();
  assert.equal(heard.length, 2);
});

test('hears nothing but small hints of its own', async () => {
  const { heard, other } = setup();
  for (const text of [
    hint({ ns: 'chat' }),
    hint({ type: 'payment-received' }),
    hint({ data: { requestId: 7 } }),
    hint({ messageId: '' }),
    hint({ padding: 'é'.repeat(RELAY_MAX_BYTES / 2) }),
    '{"ns":"video-call-payments","__proto__":{"type":"payment-changed"}}',
    'hello',
    'null',
    '[]',
  ]) {
    void other.send(text);
  }
  await tick();
  assert.deepEqual(heard, []);
});

test('counts the size in bytes: the last that fits is heard', async () => {
  const { heard, other } = setup();
  const room = RELAY_MAX_BYTES - Buffer.byteLength(hint({ padding: '' }));
  void other.send(hint({ padding: 'é'.repeat(Math.floor(room / 2)) + 'x'.repeat(room % 2) }));
  void other.send(hint({ messageId: 'n', padding: 'x'.repeat(room + 1) }));
  await tick();
  assert.equal(heard.length, 1);
});

test('hears twenty at once, then ten a second', async () => {
  const { heard, other, advance } = setup();
  for (let i = 0; i < 100; i += 1) void other.send(hint({ messageId: `a${i}` }));
  await tick();
  assert.equal(heard.length, 20);
  advance(1_000);
  for (let i = 0; i < 100; i += 1) void other.send(hint({ messageId: `b${i}` }));
  await tick();
  assert.equal(heard.length, 30);
});

test('sends a hint to one, and to everyone else', async () => {
  const room = memoryRelay();
  const heard: string[] = [];
  for (const id of ['me', 'pat', 'carer']) room.join(id).subscribe((_, from) => heard.push(`${from}->${id}`));
  const relay = new HostRelay(room.join('me'), () => {});
  const message = { messageId: 'm', type: 'payment-changed', data: { requestId: 'pr_1' } };
  assert.deepEqual(await relay.send({ ...message, to: 'pat' }), { accepted: true });
  await relay.send(message);
  await tick();
  assert.deepEqual(heard, ['me->pat', 'me->pat', 'me->carer']);
});

test('sends to nobody what is addressed to nobody that can be', async () => {
  const room = memoryRelay();
  const heard: string[] = [];
  room.join('carer').subscribe((text) => heard.push(text));
  const relay = new HostRelay(room.join('me'), () => {});
  const message = { messageId: 'm', type: 'payment-changed', data: { requestId: 'pr_1' } };
  for (const to of ['', null, 7, ['pat'], 'x'.repeat(129)]) {
    await assert.rejects(relay.send({ ...message, to }), { code: 'INVALID_PARAMS' });
  }
  await tick();
  assert.deepEqual(heard, []);
});

test('sends twenty at once, then ten a second', async () => {
  const { relay, advance } = setup();
  const message = { messageId: 'm', type: 'payment-changed', data: { requestId: 'pr_1' } };
  const send = async (): Promise<number> => {
    const sent = await Promise.allSettled(Array.from({ length: 100 }, () => relay.send(message)));
    return sent.filter(({ status }) => status === 'fulfilled').length;
  };
  assert.equal(await send(), 20);
  advance(1_000);
  assert.equal(await send(), 10);
  await assert.rejects(relay.send(message), { code: 'RATE_LIMITED', retryable: true });
});

test('relays nothing but the hint itself', async () => {
  const room = memoryRelay();
  let text = '';
  room.join('pat').subscribe((sent) => (text = sent));
  const relay = new HostRelay(room.join('me'), () => {});
  await relay.send({
    messageId: 'm',
    type: 'payment-changed',
    token: 'secret',
    data: { requestId: 'pr_1', clientSecret: 'secret' },
  });
  await tick();
  assert.doesNotMatch(text, /secret/);
});

test('says why it cannot send', async () => {
  const message = { messageId: 'm', type: 'payment-changed', data: { requestId: 'pr_1' } };
  const adapter = (send: RelayAdapter['send'], maxBytes = 4_000): HostRelay =>
    new HostRelay({ maxBytes, send, subscribe: () => () => {} }, () => {});
  const throwing = adapter(() => {
    throw new Error('not joined');
  });
  await assert.rejects(throwing.send(message), { code: 'RELAY_UNAVAILABLE', retryable: true });
  await assert.rejects(adapter(() => Promise.reject(new Error('lost'))).send(message), {
    code: 'RELAY_UNAVAILABLE',
  });
  await assert.rejects(adapter(() => {}, 10).send(message), { code: 'PAYLOAD_TOO_LARGE' });
  for (const wrong of [null, {}, { ...message, type: 'payment-received' }, { ...message, messageId: 1 }]) {
    await assert.rejects(adapter(() => {}).send(wrong), { code: 'INVALID_PARAMS' });
  }
});
