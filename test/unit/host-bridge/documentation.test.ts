import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { MAX_BYTES, MAX_DEPTH } from '../../../src/host-bridge/json.ts';
import { RELAY_MAX_BYTES } from '../../../src/host-bridge/host-relay.ts';
import {
  BEFORE_CLOSE_TIMEOUT,
  CONNECT_TIMEOUT,
  isId,
  PLUGIN_ID,
  readEnvelope,
  RELAY_TIMEOUT,
  REQUEST_TIMEOUT,
} from '../../../src/host-bridge/protocol.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string): string => readFileSync(root + file, 'utf8');
const page = read('docs/bridge.md');
const source = globSync('src/host-bridge/**/*.ts', { cwd: root }).map(read).join('\n');

/** The rows of the table whose first heading is this: each a list of its cells. */
function table(heading: string): string[][] {
  const [, rows] = new RegExp(`^\\| ${heading} +\\|.*\\n\\|[ -|]*\\n((?:\\|.*\\n)+)`, 'm').exec(page) ?? [];
  assert.ok(rows, `a table of ${heading}`);
  return rows
    .trim()
    .split('\n')
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

function names(heading: string): string[] {
  return table(heading).flatMap(([cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  );
}

test('the page lists the kinds of envelope that are read, and no other', () => {
  const everyField = {
    v: 1,
    iid: 'i',
    sid: 's',
    versions: [1],
    plugin: PLUGIN_ID,
    sdk: '0',
    version: 1,
    caps: {},
    context: {},
    error: { code: 'TIMEOUT', message: '', retryable: false },
    id: '1',
    method: 'm',
    name: 'n',
  };
  const listed = names('`k`');
  for (const k of listed) assert.ok(readEnvelope({ ...everyField, k }), k);
  const known = [...(/FIELDS: [^]*?\n\]\);/.exec(source)?.[0].matchAll(/^ {2}\['(\w+)'/gm) ?? [])];
  assert.deepEqual(listed.toSorted(), known.map(([, k]) => k ?? '').toSorted());
});

test('the page lists the methods and events that the code knows, and no other', () => {
  const listed = [...names('method'), ...names('event')];
  const written = [
    ...source.matchAll(/'((?:token|panel|relay|notify|busy|payment|context)\.[a-zA-Z]+)'/g),
    ...source.matchAll(/\brequest\('([\w.]+)'/g),
  ];
  const known = new Set(written.map(([, name = '']) => name));
  for (const name of ['open', 'close', 'focus']) known.add(`panel.${name}`);
  assert.deepEqual(listed.filter((name) => name !== 'outcome').toSorted(), [...known].toSorted());
});

test('the page gives the limits that the code holds', () => {
  const limits = table('limit').map(([, value = '']) => value);
  assert.ok(isId('x'.repeat(128)) && !isId('x'.repeat(129)));
  assert.match(source, /MAX_PARTICIPANTS = 200;/);
  assert.deepEqual(limits, [
    `${CONNECT_TIMEOUT} ms`,
    `${REQUEST_TIMEOUT} ms`,
    `${RELAY_TIMEOUT} ms`,
    `${BEFORE_CLOSE_TIMEOUT} ms`,
    `${MAX_BYTES} B`,
    `${MAX_DEPTH}`,
    `${RELAY_MAX_BYTES} B`,
    '128',
    '200',
  ]);
});

test('the page lists the codes that a bridge has', () => {
  const [union = ''] = /BridgeErrorCode =[^]*?;\n\n/.exec(read('src/errors.ts')) ?? [];
  const codes = [...union.matchAll(/'(\w+)'/g)].map(([, code = '']) => code);
  assert.deepEqual(names('code').toSorted(), codes.toSorted());
});

test('each of the thirty cases proves a rule on the page', () => {
  const cases = table('rule').flatMap(([, numbers = '']) => numbers.split(' ').map(Number));
  const all = Array.from({ length: 30 }, (_, index) => index + 1);
  assert.deepEqual(
    [...new Set(cases)].toSorted((a, b) => a - b),
    all,
  );
});
