import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  anything,
  array,
  assert as check,
  asyncProperty,
  constant,
  constantFrom,
  dictionary,
  oneof,
  property,
  record,
  string,
} from 'fast-check';
import type { Arbitrary } from 'fast-check';

import { HostRelay } from '../../../src/host-bridge/host-relay.ts';
import { copyJson } from '../../../src/host-bridge/json.ts';
import { memoryRelay } from '../../../src/host-bridge/relay/memory.ts';
import { readEnvelope } from '../../../src/host-bridge/protocol.ts';
import { RpcEndpoint } from '../../../src/host-bridge/rpc.ts';
import { fakeTimers } from './fake-timers.ts';
import { never, setup, tick } from './plugin-setup.ts';

const KINDS = ['hello', 'welcome', 'refuse', 'req', 'cancel', 'res', 'err', 'evt', 'bye', 'later'];
const NAMES = ['context.changed', 'token.revoked', 'relay.message', 'panel.beforeClose', '__proto__', 'x'];

/** Right in some fields, so that it gets far, and anything in the others. */
function envelopes(kinds: readonly string[]): Arbitrary<object> {
  const orAnything = (...likely: readonly unknown[]): Arbitrary<unknown> =>
    oneof(constantFrom(...likely), anything());
  return record(
    {
      k: constantFrom(...kinds),
      id: orAnything('1', '2', 'x'),
      method: orAnything(...NAMES),
      name: orAnything(...NAMES),
      params: anything(),
      data: oneof(anything(), record({ callId: anything(), self: anything(), theme: anything() })),
      result: anything(),
      error: orAnything({ code: 'TIMEOUT', message: 'm', retryable: true }),
      version: orAnything(1, 2),
      sdk: orAnything('0'),
      caps: oneof(anything(), dictionary(string(), anything())),
      context: anything(),
    },
    { requiredKeys: ['k'] },
  );
}

test('whatever a host sends, the plugin neither throws nor hangs nor keeps it', async () => {
  await check(
    asyncProperty(array(envelopes(KINDS.filter((k) => k !== 'bye')), { maxLength: 40 }), async (messages) => {
      const { bridge, shakeHands, welcome, play, said, timers } = setup();
      const connecting = bridge.connect(never);
      await shakeHands();
      welcome();
      await connecting;
      for (const message of messages) play(message);
      await tick();
      const token = bridge.getToken();
      const asked = said('req').at(-1);
      assert.ok(asked);
      play({ k: 'res', id: asked.id, result: { token: 't', expiresAt: Date.now() + 900_000 } });
      assert.equal((await token).token, 't');
      assert.equal(timers.size(), 0);
    }),
    { numRuns: 150 },
  );
});

test('whatever a plugin sends, the host’s end neither throws nor hangs, and answers a bounded number at a time', async () => {
  const address = { v: 1, iid: 'i', sid: 's' } as const;
  await check(
    asyncProperty(array(envelopes(KINDS), { maxLength: 40 }), async (messages) => {
      const timers = fakeTimers();
      let sent = 0;
      const endpoint = new RpcEndpoint({
        address,
        timers,
        send: () => Boolean((sent += 1)),
        handlers: new Map([['x', (params) => params]]),
        onEvent: () => {},
      });
      for (const message of messages) {
        const envelope = readEnvelope({ ...message, ...address });
        if (envelope) endpoint.receive(envelope);
      }
      await tick();
      assert.ok(sent <= messages.length);
      assert.deepEqual([endpoint.pendingCount, timers.size()], [0, 0]);
    }),
    { numRuns: 300 },
  );
});

test('questions that are never answered do not pile up, and one that is called off makes room', async () => {
  const address = { v: 1, iid: 'i', sid: 's' } as const;
  const timers = fakeTimers();
  let running = 0;
  const answers: string[] = [];
  const endpoint = new RpcEndpoint({
    address,
    timers,
    send: (envelope) => Boolean(envelope.k === 'err' && answers.push(envelope.error.code)),
    handlers: new Map([
      [
        'slow',
        (_, signal) => {
          running += 1;
          signal.addEventListener('abort', () => (running -= 1));
          return new Promise(() => {});
        },
      ],
    ]),
    onEvent: () => {},
  });
  const ask = (id: number): void => endpoint.receive({ ...address, k: 'req', id: `${id}`, method: 'slow' });
  for (let id = 0; id < 2_000; id += 1) {
    ask(id);
    timers.advance(20);
  }
  await tick();
  assert.equal(running, 200);
  assert.deepEqual([...new Set(answers)], ['RATE_LIMITED']);
  endpoint.receive({ ...address, k: 'cancel', id: '0' });
  ask(5_000);
  assert.equal(running, 200);
  endpoint.close('PLUGIN_RELOADED');
  assert.equal(running, 0);
});

test('a text of any size is refused without being walked through', (t) => {
  const encode = t.mock.method(TextEncoder.prototype, 'encode');
  const huge = 'x'.repeat(50_000_000);
  for (const value of [huge, [huge], { [huge]: 1 }])
    assert.throws(() => copyJson(value), { code: 'PAYLOAD_TOO_LARGE' });
  const longest = Math.max(0, ...encode.mock.calls.map(({ arguments: [text] }) => text?.length ?? 0));
  assert.ok(longest <= 64 * 1024, `${longest} characters were encoded`);
});

test('whatever comes over the call, the relay neither throws nor lets through more than its rate', () => {
  const relay = memoryRelay();
  let heard = 0;
  let deliver: (text: string, fromId: string) => void = () => {};
  const adapter = {
    ...relay.join('a'),
    subscribe(listener: typeof deliver) {
      deliver = listener;
      return () => {};
    },
  };
  const host = new HostRelay(
    adapter,
    () => (heard += 1),
    () => 0,
  );
  const texts = oneof(
    string(),
    anything().map((value) => JSON.stringify(value) ?? ''),
    record({
      ns: oneof(constant('video-call-payments'), anything()),
      type: constantFrom('payment-changed', 'later'),
      messageId: oneof(string(), anything()),
      data: oneof(record({ requestId: oneof(string(), anything()) }), anything()),
    }).map((value) => JSON.stringify(value)),
  );
  check(
    property(texts, string(), (text, fromId) => deliver(text, fromId)),
    { numRuns: 2_000 },
  );
  assert.ok(heard > 0 && heard <= 20, String(heard));
  host.close();
});
