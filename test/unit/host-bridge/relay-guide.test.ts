import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import type { RelayAdapter } from '../../../src/host-bridge/relay/relay-adapter.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string): string => readFileSync(root + file, 'utf8');

/** A data track as Twilio Video hands it out, and who it is of. */
function remoteTrack(): EventEmitter & { kind: string } {
  return Object.assign(new EventEmitter(), { kind: 'data' });
}

test('docs/relay.md: the adapter for Twilio Video hears who was there before and who comes later', async () => {
  const [, code = ''] = /(const twilioRelay = [^]*?\n}\);\n)/.exec(read('docs/relay.md')) ?? [];
  const url = `data:text/javascript,${encodeURIComponent(`${code}export { twilioRelay };`)}`;
  const { twilioRelay } = (await import(url)) as {
    twilioRelay: (track: { send: (text: string) => void }, room: object) => RelayAdapter;
  };
  const [early, late] = [remoteTrack(), remoteTrack()];
  const publications = new Map([
    ['MT1', { track: early }],
    ['MT2', { track: null }],
  ]);
  const participants = new Map([['PA1', { identity: 'pat', dataTracks: publications }]]);
  const room = Object.assign(new EventEmitter(), { participants });
  const sent: string[] = [];
  const relay = twilioRelay({ send: (text) => void sent.push(text) }, room);

  const heard: (readonly [string, string])[] = [];
  const stop = relay.subscribe((text, from) => heard.push([text, from]));
  room.emit('trackSubscribed', late, {}, { identity: 'carer' });
  room.emit('trackSubscribed', Object.assign(remoteTrack(), { kind: 'video' }), {}, { identity: 'carer' });
  early.emit('message', 'one');
  late.emit('message', 'two');
  assert.deepEqual(heard, [
    ['one', 'pat'],
    ['two', 'carer'],
  ]);

  stop();
  early.emit('message', 'too late');
  assert.equal(heard.length, 2);
  assert.equal(room.listenerCount('trackSubscribed'), 0);
  await relay.send('to all');
  assert.deepEqual(sent, ['to all']);
  assert.throws(() => relay.send('for one', 'pat'), /everyone/);
});

test('each adapter is one function of 25 lines at most, in a file of its own', () => {
  const files = globSync('src/host-bridge/relay/*.ts', { cwd: root }).filter((file) =>
    /^export function \w+Relay\b/m.test(read(file)),
  );
  assert.ok(files.length >= 6);
  for (const file of files) {
    const functions = [...read(file).matchAll(/^export function \w+Relay\b[^]*?^}$/gm)];
    assert.equal(functions.length, 1, file);
    assert.ok((functions[0]?.[0].split('\n').length ?? 0) <= 25, file);
  }
});
