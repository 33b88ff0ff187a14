import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anything, assert as check, constantFrom, property } from 'fast-check';

import {
  readContext,
  readCount,
  readFact,
  readHint,
  readMinHeight,
  readNotification,
  readToken,
} from '../../../src/host-bridge/payloads.ts';

const context = {
  callId: 'call-1',
  callState: 'active',
  role: 'patient',
  self: { id: 'pat', displayName: 'Pat' },
  participants: [{ id: 'lee', role: 'clinician' }],
  locale: 'it-IT',
  theme: { mode: 'dark', tokens: { '--payment-accent': '#0a7' } },
  panel: { visible: true },
};

test('reads a context as the host gave it', () => {
  assert.deepEqual(readContext(structuredClone(context)), context);
});

test('takes no context that does not say who, or of which call', () => {
  for (const wrong of [
    { self: undefined },
    { self: {} },
    { self: { id: '' } },
    { callId: undefined },
    { callId: 7 },
  ]) {
    assert.equal(readContext({ ...context, ...wrong }), null);
  }
});

test('gives what a newer host may say a plain meaning: an unknown role sees nothing', () => {
  const read = readContext({
    ...context,
    role: 'interpreter',
    participants: [{ id: 'x', role: '__proto__' }, { role: 'patient' }, 7],
    callState: 'paused',
    theme: { mode: 'sepia' },
    locale: 7,
    panel: null,
  });
  assert.deepEqual(read, {
    ...context,
    role: 'observer',
    participants: [{ id: 'x', role: 'observer' }],
    callState: 'active',
    theme: { mode: 'light', tokens: {} },
    locale: 'en',
    panel: { visible: false },
  });
});

test('lets through only style tokens that are ours and load nothing', () => {
  const tokens = {
    '--payment-accent': '#0a7',
    '--payment-font': 'Inter, sans-serif',
    '--host-accent': 'red',
    '--payment-image': 'url(https://evil.example/x)',
    '--payment-set': 'image-set("https://evil.example/x" 1x)',
    '--payment-end': 'red; background: blue',
    '--payment-block': 'red } * { color: red',
    '--payment-font:x': 'red',
    '--payment-escape': '\\75rl(x)',
    '--payment-number': 7,
    color: 'red',
  };
  const read = readContext({ ...context, theme: { mode: 'dark', tokens } });
  assert.deepEqual(Object.keys(read?.theme.tokens ?? {}), ['--payment-accent', '--payment-font']);
});

test('clamps sizes and counts to what a page can bear', () => {
  assert.deepEqual([NaN, -1, null, '9', 640.4, 1e9].map(readMinHeight), [0, 0, 0, 0, 640, 2_000]);
  assert.deepEqual([NaN, -1, null, 3, Infinity].map(readCount), [0, 0, 0, 3, 99]);
});

test('takes no token that is not one', () => {
  assert.deepEqual(readToken({ token: 't', expiresAt: 1, more: 2 }), { token: 't', expiresAt: 1 });
  for (const wrong of [
    null,
    {},
    { token: '', expiresAt: 1 },
    { token: 't' },
    { token: 't', expiresAt: '1' },
  ]) {
    assert.equal(readToken(wrong), null);
  }
});

test('takes only the facts and the pop-ups that there are', () => {
  assert.deepEqual(readFact({ name: 'payment-received', requestId: 'pr_1' }), {
    name: 'payment-received',
    requestId: 'pr_1',
  });
  assert.equal(readFact({ name: 'constructor', requestId: 'pr_1' }), null);
  assert.equal(readFact({ name: 'payment-received' }), null);
  assert.equal(readNotification({ id: 'pr_1', title: 'x', body: 'x'.repeat(501), dismissLabel: 'x' }), null);
});

test('never throws, whatever comes in', () => {
  const readers = [readContext, readToken, readHint, readFact, readNotification, readMinHeight, readCount];
  check(
    property(anything(), constantFrom(...Object.keys(context)), (value, key) => {
      for (const read of readers) read(value);
      readContext({ ...context, [key]: value });
    }),
    { numRuns: 1_000 },
  );
});
