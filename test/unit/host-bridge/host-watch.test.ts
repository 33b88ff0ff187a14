import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createWatch, type ObservedMessage } from '../../../src/host-bridge/host-watch.ts';
import type { Envelope, Message } from '../../../src/host-bridge/protocol.ts';

const TOKEN = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJwYXRpZW50LTEifQ.c2lnbmF0dXJl';

function envelope(message: Message): Envelope {
  return { v: 1, iid: 'frame', sid: 'load', ...message };
}

function setup() {
  const seen: ObservedMessage[] = [];
  const watch = createWatch(
    (message) => seen.push(message),
    () => 1_000,
  );
  return { seen, watch };
}

test('an access token never reaches the observer, and its answer has the name of the question', () => {
  const { seen, watch } = setup();
  watch.envelope('in', envelope({ k: 'req', id: '1', method: 'token.get', params: { force: false } }));
  watch.envelope('out', envelope({ k: 'res', id: '1', result: { token: TOKEN, expiresAt: 5 } }));
  assert.deepEqual(
    seen.map(({ direction, kind, name }) => [direction, kind, name]),
    [
      ['in', 'req', 'token.get'],
      ['out', 'res', 'token.get'],
    ],
  );
  assert.ok(!JSON.stringify(seen).includes(TOKEN.slice(0, 20)));
  assert.deepEqual(seen[1]?.body['result'], { token: '•••', expiresAt: 5 });
});

test('questions of both sides may have the same number', () => {
  const { seen, watch } = setup();
  watch.envelope('in', envelope({ k: 'req', id: '1', method: 'token.get' }));
  watch.envelope('out', envelope({ k: 'req', id: '1', method: 'panel.beforeClose' }));
  watch.envelope('in', envelope({ k: 'res', id: '1', result: { block: false } }));
  watch.envelope(
    'out',
    envelope({ k: 'err', id: '1', error: { code: 'TIMEOUT', message: '', retryable: true } }),
  );
  assert.deepEqual(
    seen.slice(2).map(({ name }) => name),
    ['panel.beforeClose', 'token.get'],
  );
});

test('a document that loads anew has none of the old one’s questions', () => {
  const { seen, watch } = setup();
  watch.envelope('in', envelope({ k: 'req', id: '1', method: 'token.get' }));
  watch.envelope('in', envelope({ k: 'hello', versions: [1], plugin: 'p', sdk: '1' }));
  watch.envelope('out', envelope({ k: 'res', id: '1' }));
  assert.equal(seen[2]?.name, null);
});

test('keeps no name of a question that was called off', () => {
  const { seen, watch } = setup();
  watch.envelope('in', envelope({ k: 'req', id: '1', method: 'token.get' }));
  watch.envelope('in', envelope({ k: 'cancel', id: '1' }));
  watch.envelope('out', envelope({ k: 'res', id: '1' }));
  assert.deepEqual(
    seen.map(({ name }) => name),
    ['token.get', 'token.get', null],
  );
});

test('tells of events and of relayed hints by name, time and size', () => {
  const { seen, watch } = setup();
  const event = envelope({ k: 'evt', name: 'busy.changed', data: { busy: true } });
  watch.envelope('in', event);
  watch.relayed('in', { messageId: 'm', type: 'payment-changed', data: { requestId: 'pr_1' } });
  assert.deepEqual(seen[0], {
    at: 1_000,
    via: 'bridge',
    direction: 'in',
    kind: 'evt',
    name: 'busy.changed',
    bytes: JSON.stringify(event).length,
    body: event,
  });
  assert.deepEqual([seen[1]?.via, seen[1]?.kind, seen[1]?.name], ['relay', 'hint', 'payment-changed']);
});

test('an observer that throws disturbs nothing, and is reported', (context) => {
  const reported: unknown[] = [];
  const { reportError } = globalThis;
  globalThis.reportError = (error) => void reported.push(error);
  context.after(() => (globalThis.reportError = reportError));
  const watch = createWatch(() => {
    throw new Error('full');
  });
  watch.envelope('in', envelope({ k: 'bye' }));
  assert.equal(String(reported[0]), 'Error: full');
});
