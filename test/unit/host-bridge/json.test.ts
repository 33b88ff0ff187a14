import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { assert as check, jsonValue, property } from 'fast-check';

import { copyJson, MAX_BYTES, utf8Length } from '../../../src/host-bridge/json.ts';

function codeOf(value: unknown): unknown {
  try {
    copyJson(value);
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
}

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

test('copies whatever JSON can say, unchanged', () => {
  check(
    property(jsonValue({ maxDepth: 6 }), (value) => {
      if (JSON.stringify(value).includes('__proto__')) return;
      assert.deepEqual(copyJson(value), value);
    }),
  );
});

test('refuses what JSON does not have', () => {
  for (const value of [
    undefined,
    NaN,
    Infinity,
    1n,
    Symbol('x'),
    () => 1,
    new Date(),
    new Map(),
    new Uint8Array(1),
  ]) {
    assert.equal(codeOf(value), 'NOT_CLONEABLE', inspect(value));
    assert.equal(codeOf({ inside: [value] }), 'NOT_CLONEABLE');
  }
  assert.deepEqual(copyJson({ absent: undefined, there: 1 }), { there: 1 });
});

test('refuses a cycle, and a ninth level, without walking on', () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  assert.equal(codeOf(cycle), 'PAYLOAD_TOO_LARGE');
  assert.equal(codeOf(nested(8)), null);
  assert.equal(codeOf(nested(9)), 'PAYLOAD_TOO_LARGE');
});

test('refuses a small object whose copy would be endless', () => {
  let wide: unknown = 'x';
  for (let depth = 0; depth < 7; depth += 1) wide = Array.from({ length: 500 }, () => wide);
  assert.equal(codeOf(wide), 'PAYLOAD_TOO_LARGE');
});

test('counts a text in UTF-8, not in characters', () => {
  assert.equal(utf8Length('aé€😀'), 1 + 2 + 3 + 4);
  assert.equal(codeOf('a'.repeat(MAX_BYTES - 2)), null);
  assert.equal(codeOf('a'.repeat(MAX_BYTES - 1)), 'PAYLOAD_TOO_LARGE');
  assert.equal(codeOf('é'.repeat(MAX_BYTES / 2)), 'PAYLOAD_TOO_LARGE');
});

test('leaves out a key that would become a prototype', () => {
  const copy: object = Object(copyJson(JSON.parse('{"__proto__":{"admin":true},"name":"x"}')));
  assert.deepEqual(Object.keys(copy), ['name']);
  assert.equal('admin' in Object.assign({}, copy), false);
});
