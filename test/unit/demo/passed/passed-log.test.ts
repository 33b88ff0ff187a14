import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import type { PassedFact } from '../../../../demo/contract/passed.ts';
import { LogTail } from '../../../../demo/server/passed/log-tail.ts';
import { PassedLog } from '../../../../demo/server/passed/passed-log.ts';
import { temporaryFolder } from '../../../support/server/temporary-folder.ts';

function fact(at: number): PassedFact {
  return { kind: 'gateway-back', at, call: null, body: {} };
}

/** A source that gives what is put into it, once. */
function source() {
  let waiting: PassedFact[] = [];
  let reads = 0;
  return {
    put: (...times: number[]) => void waiting.push(...times.map(fact)),
    reads: () => reads,
    read: async () => {
      reads += 1;
      const given = waiting;
      waiting = [];
      return given;
    },
  };
}

const times = ({ facts }: { facts: readonly PassedFact[] }) => facts.map(({ at }) => at);

test('puts what its sources say into the order of time', async () => {
  const [gateway, stripe] = [source(), source()];
  const passed = new PassedLog([gateway.read, stripe.read]);
  gateway.put(1, 4);
  stripe.put(2, 3);
  assert.deepEqual(times(await passed.after(0)), [1, 2, 3, 4]);
});

test('tells each asker what is new to them, and a newcomer nothing old', async () => {
  const one = source();
  const passed = new PassedLog([one.read]);
  one.put(1, 2);
  const first = await passed.after(null);
  assert.deepEqual(first, { next: 2, facts: [] });
  one.put(3);
  assert.deepEqual(times(await passed.after(first.next)), [3]);
  assert.deepEqual(times(await passed.after(1)), [2, 3]);
  assert.deepEqual(times(await passed.after(3)), []);
  assert.deepEqual(times(await passed.after(99)), [], 'a position of an earlier process');
});

test('goes on with the others when a source fails', async () => {
  const works = source();
  const passed = new PassedLog([() => Promise.reject(new Error('down')), works.read]);
  works.put(1);
  assert.deepEqual(times(await passed.after(0)), [1]);
});

test('keeps the latest 500, and goes on counting', async () => {
  const passed = new PassedLog([]);
  for (let at = 1; at <= 700; at += 1) passed.add(fact(at));
  const { next, facts } = await passed.after(0);
  assert.equal(next, 700);
  assert.equal(facts.length, 500);
  assert.equal(facts[0]?.at, 201);
  assert.deepEqual(times(await passed.after(698)), [699, 700]);
});

test('two pages that ask at once read each source once', async () => {
  const one = source();
  const passed = new PassedLog([one.read]);
  await Promise.all([passed.after(0), passed.after(0)]);
  assert.equal(one.reads(), 1);
});

test('a log is read on from where the last reading ended, by whole lines', async () => {
  const file = join(temporaryFolder(), 'gateway.log');
  writeFileSync(file, 'one\ntwo\nthr');
  const log = new LogTail(file);
  assert.deepEqual(await log.read(), ['one', 'two']);
  assert.deepEqual(await log.read(), []);
  appendFileSync(file, 'ee\nfour ✓\n');
  assert.deepEqual(await log.read(), ['three', 'four ✓']);
  writeFileSync(file, 'anew\n');
  assert.deepEqual(await log.read(), ['anew']);
});

test('of a log that nobody has read for long only the end is read', async () => {
  const file = join(temporaryFolder(), 'gateway.log');
  writeFileSync(file, `${'x'.repeat(99)}\n`.repeat(20_000));
  appendFileSync(file, 'last\n');
  const log = new LogTail(file);
  const lines = await log.read();
  assert.equal(lines.at(-1), 'last');
  assert.ok(lines.length < 11_000);
  assert.equal(lines[0]?.length, 99, 'no half line');
  assert.deepEqual(await log.read(), []);
});
