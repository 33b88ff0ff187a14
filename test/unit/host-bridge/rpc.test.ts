import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PaymentsError } from '../../../src/errors.ts';
import { readEnvelope } from '../../../src/host-bridge/protocol.ts';
import type { Envelope } from '../../../src/host-bridge/protocol.ts';
import { RpcEndpoint } from '../../../src/host-bridge/rpc.ts';
import type { RpcHandler } from '../../../src/host-bridge/rpc.ts';
import { fakeTimers } from './fake-timers.ts';
import type { FakeTimers } from './fake-timers.ts';

const address = { v: 1, iid: 'i', sid: 's' } as const;

interface Pair {
  readonly asking: RpcEndpoint;
  readonly answering: RpcEndpoint;
  readonly timers: FakeTimers;
  /** What went to the answering side, and what came back. */
  readonly sent: Envelope[];
  readonly returned: Envelope[];
  readonly events: [string, unknown][];
}

/** Two ends of one wire, through which everything goes as it would through `postMessage`. */
function pair(handlers: Record<string, RpcHandler> = {}, options: { isCut?: boolean } = {}): Pair {
  const timers = fakeTimers();
  const sent: Envelope[] = [];
  const returned: Envelope[] = [];
  const events: [string, unknown][] = [];
  const carry = (envelope: Envelope, log: Envelope[], to: () => RpcEndpoint): boolean => {
    const copy = readEnvelope(structuredClone(envelope));
    assert.ok(copy);
    log.push(copy);
    if (!options.isCut) queueMicrotask(() => to().receive(copy));
    return true;
  };
  const common = {
    address,
    timers,
    onEvent: (name: string, data: unknown) => void events.push([name, data]),
  };
  const asking: RpcEndpoint = new RpcEndpoint({
    ...common,
    handlers: new Map(),
    send: (envelope) => carry(envelope, sent, () => answering),
  });
  const answering: RpcEndpoint = new RpcEndpoint({
    ...common,
    handlers: new Map(Object.entries(handlers)),
    send: (envelope) => carry(envelope, returned, () => asking),
  });
  return { asking, answering, timers, sent, returned, events };
}

function hasCode(code: string): (error: unknown) => boolean {
  return (error) => error instanceof PaymentsError && error.code === code;
}

function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test('answers a request with what its handler gives', async () => {
  const { asking, timers } = pair({ add: (params) => Number(Object(params).a) + Number(Object(params).b) });
  assert.equal(await asking.request('add', { a: 1, b: 2 }), 3);
  assert.equal(asking.pendingCount, 0);
  assert.equal(timers.size(), 0);
});

test('answers a request for nothing with nothing', async () => {
  const { asking } = pair({ nothing: () => undefined });
  assert.equal(await asking.request('nothing'), undefined);
});

test('keeps the code of a coded error, and nothing of any other', async () => {
  const { asking, returned } = pair({
    coded: () => Promise.reject(new PaymentsError('FORBIDDEN', 'not now', { retryable: true })),
    thrown: () => {
      throw new Error('patient Pat Doe');
    },
  });
  await assert.rejects(asking.request('coded'), { code: 'FORBIDDEN', message: 'not now', retryable: true });
  await assert.rejects(asking.request('thrown'), hasCode('HANDLER_ERROR'));
  assert.doesNotMatch(JSON.stringify(returned), /Pat Doe|stack|cause/);
});

test('turns a result that cannot cross into a coded error', async () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  const { asking } = pair({ function: () => () => 1, cycle: () => cycle, large: () => 'x'.repeat(70_000) });
  await assert.rejects(asking.request('function'), hasCode('NOT_CLONEABLE'));
  await assert.rejects(asking.request('cycle'), hasCode('PAYLOAD_TOO_LARGE'));
  await assert.rejects(asking.request('large'), hasCode('PAYLOAD_TOO_LARGE'));
});

test('sends nothing that cannot cross', async () => {
  const { asking, sent, timers } = pair();
  await assert.rejects(asking.request('x', { f: () => 1 }), hasCode('NOT_CLONEABLE'));
  await assert.rejects(asking.request('x', 'x'.repeat(70_000)), hasCode('PAYLOAD_TOO_LARGE'));
  assert.deepEqual([sent.length, asking.pendingCount, timers.size()], [0, 0, 0]);
});

test('knows no method but the given ones, not even those of the language', async () => {
  const { asking } = pair({ known: () => 1 });
  for (const method of ['unknown', '__proto__', 'constructor', 'toString', 'get']) {
    await assert.rejects(asking.request(method), hasCode('METHOD_NOT_FOUND'), method);
  }
});

test('gives up at the deadline, tells the other side, and ignores the late answer', async () => {
  let answer: (value: unknown) => void = () => {};
  let signal: AbortSignal | undefined;
  const { asking, timers } = pair({
    slow: (_, given) => {
      signal = given;
      return new Promise((resolve) => (answer = resolve));
    },
  });
  const request = asking.request('slow', null, { timeout: 300 });
  await tick();
  timers.advance(299);
  assert.equal(asking.pendingCount, 1);
  timers.advance(1);
  await assert.rejects(request, { code: 'TIMEOUT', retryable: true });
  await tick();
  assert.equal(signal?.aborted, true);
  answer('late');
  await tick();
  assert.equal(asking.pendingCount, 0);
});

test('waits ten seconds unless told otherwise', async () => {
  const { asking, timers } = pair({}, { isCut: true });
  const request = asking.request('x');
  timers.advance(9_999);
  assert.equal(asking.pendingCount, 1);
  timers.advance(1);
  await assert.rejects(request, hasCode('TIMEOUT'));
});

test('can be called off by the asking side, before and while it waits', async () => {
  let seen: AbortSignal | undefined;
  const { asking, sent, returned } = pair({
    slow: (_, signal) => {
      seen = signal;
      return new Promise(() => {});
    },
  });
  const abort = new AbortController();
  const request = asking.request('slow', null, { signal: abort.signal });
  await tick();
  abort.abort();
  await assert.rejects(request, hasCode('CANCELLED'));
  await tick();
  assert.equal(seen?.aborted, true);
  assert.deepEqual(returned, []);
  sent.length = 0;
  await assert.rejects(asking.request('slow', null, { signal: abort.signal }), hasCode('CANCELLED'));
  assert.equal(
    sent.some(({ k }) => k === 'req'),
    false,
  );
});

test('ends everything with the code that it is closed with, and leaves no timer', async () => {
  const { asking, timers, events, answering } = pair({}, { isCut: true });
  const requests = [asking.request('a'), asking.request('b')];
  asking.close('PLUGIN_RELOADED');
  asking.close('DESTROYED');
  for (const request of requests) await assert.rejects(request, hasCode('PLUGIN_RELOADED'));
  await assert.rejects(asking.request('c'), hasCode('PLUGIN_RELOADED'));
  asking.emit('never heard');
  answering.close('DESTROYED');
  answering.receive({ ...address, k: 'evt', name: 'too late' });
  assert.deepEqual([timers.size(), asking.pendingCount, events.length], [0, 0, 0]);
});

test('says so when nobody is there', async () => {
  const timers = fakeTimers();
  const rpc = new RpcEndpoint({ address, timers, handlers: new Map(), onEvent: () => {}, send: () => false });
  await assert.rejects(rpc.request('x'), hasCode('HOST_GONE'));
  assert.equal(timers.size(), 0);
});

test('drops what is addressed to another frame or another load of it', async () => {
  const { answering, returned, events } = pair({ x: () => 1 });
  for (const other of [{ iid: 'other' }, { sid: 'before' }]) {
    answering.receive({ ...address, ...other, k: 'evt', name: 'x' });
    answering.receive({ ...address, ...other, k: 'req', id: '1', method: 'x' });
  }
  await tick();
  assert.deepEqual([events, returned], [[], []]);
});

test('serves a request once, however often it is sent', async () => {
  let calls = 0;
  const { answering, returned } = pair({
    slow: async () => {
      calls += 1;
      await tick();
    },
  });
  for (let i = 0; i < 3; i += 1) answering.receive({ ...address, k: 'req', id: 'same', method: 'slow' });
  await tick();
  await tick();
  assert.deepEqual([calls, returned.length], [1, 1]);
});

test('stays alive under a thousand messages a second: serves some, refuses the rest, recovers', async () => {
  const { asking, timers, events } = pair({ x: () => 1 });
  const results = await Promise.allSettled(Array.from({ length: 1_000 }, () => asking.request('x')));
  const refused = results.filter(({ status }) => status === 'rejected');
  assert.equal(refused.length, 800);
  for (const result of refused)
    assert.ok(result.status === 'rejected' && hasCode('RATE_LIMITED')(result.reason));
  for (let i = 0; i < 1_000; i += 1) asking.emit('flood');
  await tick();
  assert.equal(events.length, 0);
  timers.advance(1_000);
  assert.equal(await asking.request('x'), 1);
  assert.equal(asking.pendingCount, 0);
});

test('hands over events in their order', async () => {
  const { asking, events } = pair();
  asking.emit('one', { n: 1 });
  asking.emit('two');
  await tick();
  assert.deepEqual(events, [
    ['one', { n: 1 }],
    ['two', undefined],
  ]);
});
