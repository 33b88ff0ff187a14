import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Lane } from '../../../../demo/contract/passed.ts';
import type { Line, Passing } from '../../../../demo/pages/home/passing/line.ts';
import { toRows, type Row, type Told } from '../../../../demo/pages/home/passing/rows.ts';
import { Timeline } from '../../../../demo/pages/home/passing/timeline.ts';

const PLAIN: Line = {
  text: '',
  why: '',
  lane: 'gateway',
  quiet: false,
  tone: 'plain',
  detail: '',
  begins: null,
  body: {},
};

function tell(...lines: readonly Partial<Line>[]): Told[] {
  return lines.map((line, index) => ({
    id: index + 1,
    at: index,
    line: { ...PLAIN, text: `line ${index + 1}`, ...line },
  }));
}

function outline(rows: readonly Row[]): string[] {
  return rows.map((row) => {
    if (row.kind === 'step') return `# ${row.step}`;
    return row.kind === 'line' ? row.line.text : `+${row.lines.length}`;
  });
}

const NOTHING: ReadonlySet<Lane> = new Set();

test('puts lines under the steps of the journey, and a second payment begins again', () => {
  const rows = toRows(
    tell(
      {},
      { begins: 'request' },
      {},
      { begins: 'pay' },
      { begins: 'confirm' },
      { begins: 'received' },
      { begins: 'request' },
    ),
    NOTHING,
  );
  assert.deepEqual(outline(rows), [
    '# start',
    'line 1',
    '# request',
    'line 2',
    'line 3',
    '# pay',
    'line 4',
    '# confirm',
    'line 5',
    '# received',
    'line 6',
    '# request',
    'line 7',
  ]);
});

test('a second try within a step is not a second step', () => {
  const rows = toRows(tell({ begins: 'confirm' }, { begins: 'confirm' }), NOTHING);
  assert.deepEqual(outline(rows), ['# confirm', 'line 1', 'line 2']);
});

test('folds the small messages of a step at its end', () => {
  const rows = toRows(
    tell({ quiet: true }, {}, { quiet: true }, { begins: 'request' }, { quiet: true }),
    NOTHING,
  );
  assert.deepEqual(outline(rows), ['# start', 'line 2', '+2', '# request', 'line 4', '+1']);
});

test('an event that says that all stands as before is a small message, until the next request', () => {
  const event = { lane: 'events', text: 'requested' } as const;
  const rows = toRows(tell({ begins: 'request' }, event, event, { begins: 'request' }, event), NOTHING);
  assert.deepEqual(outline(rows), ['# request', 'line 1', 'requested', 'line 4', 'requested', '+1']);
});

test('leaves out the lanes that are hidden, and keeps the step that one of them began', () => {
  const rows = toRows(tell({}, { begins: 'request' }, { lane: 'stripe' }), new Set<Lane>(['gateway']));
  assert.deepEqual(outline(rows), ['# request', 'line 3']);
});

test('no two rows have the same key', () => {
  const rows = toRows(
    tell({ quiet: true }, { begins: 'request' }, { quiet: true }, { begins: 'pay', quiet: true }),
    NOTHING,
  );
  const keys = rows.map(({ kind, id }) => `${kind} ${id}`);
  assert.equal(new Set(keys).size, keys.length);
});

function passing(at: number, name = ''): Passing {
  return { from: 'backend', fact: { kind: 'gateway-noted', text: name, at, call: null, body: {} } };
}

const names = (timeline: Timeline) =>
  timeline.items.map(({ passing: one }) =>
    one.from === 'backend' && 'text' in one.fact ? one.fact.text : '',
  );

test('what is told late takes its place by when it happened, and what happened at once stays as it came', () => {
  const timeline = new Timeline();
  timeline.add(passing(10, 'b'), passing(30, 'e'));
  timeline.add(passing(20, 'c'), passing(20, 'd'), passing(5, 'a'));
  assert.deepEqual(names(timeline), ['a', 'b', 'c', 'd', 'e']);
  assert.equal(new Set(timeline.items.map(({ id }) => id)).size, 5);
});

test('keeps the latest 400 and lets the oldest go', () => {
  const timeline = new Timeline();
  for (let at = 1; at <= 450; at += 1) timeline.add(passing(at, String(at)));
  assert.equal(timeline.items.length, 400);
  assert.equal(names(timeline)[0], '51');
  timeline.clear();
  assert.deepEqual(timeline.items, []);
});
