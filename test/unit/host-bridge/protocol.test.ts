import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { anything, assert as check, constantFrom, property } from 'fast-check';

import { PaymentsError } from '../../../src/errors.ts';
import { chooseVersion, readEnvelope, SDK_VERSION, toWireError } from '../../../src/host-bridge/protocol.ts';
import type { Envelope } from '../../../src/host-bridge/protocol.ts';

const address = { v: 1, iid: 'i', sid: 's' } as const;
const error = { code: 'TIMEOUT', message: 'late', retryable: true } as const;
const ENVELOPES: readonly Envelope[] = [
  { ...address, k: 'hello', versions: [1, 2], plugin: 'video-call-payments', sdk: '0.1.0' },
  { ...address, k: 'welcome', version: 1, sdk: '0.1.0', caps: { relay: { maxBytes: 3072 } }, context: {} },
  { ...address, k: 'refuse', error },
  { ...address, k: 'req', id: '1', method: 'token.get', params: { force: false } },
  { ...address, k: 'req', id: '1', method: 'panel.beforeClose' },
  { ...address, k: 'cancel', id: '1' },
  { ...address, k: 'res', id: '1', result: [1] },
  { ...address, k: 'res', id: '1' },
  { ...address, k: 'err', id: '1', error },
  { ...address, k: 'evt', name: 'ready', data: null },
  { ...address, k: 'bye' },
];

test('reads every kind of envelope as it was written', () => {
  for (const envelope of ENVELOPES) assert.deepEqual(readEnvelope(structuredClone(envelope)), envelope);
});

test('leaves out fields that this version does not know', () => {
  assert.deepEqual(readEnvelope({ ...address, k: 'bye', reason: 'later' }), {
    ...address,
    k: 'bye',
  });
});

test('takes no envelope with a field that is missing or wrong', () => {
  const wrong: unknown[] = [null, undefined, 0, Symbol('x'), [], {}, 'x'.repeat(129), NaN, () => 1];
  const required: Record<string, readonly string[]> = {
    hello: ['versions', 'plugin', 'sdk'],
    welcome: ['version', 'sdk', 'caps', 'context'],
    refuse: ['error'],
    req: ['id', 'method'],
    cancel: ['id'],
    res: ['id'],
    err: ['id', 'error'],
    evt: ['name'],
    bye: [],
  };
  for (const envelope of ENVELOPES) {
    for (const field of ['v', 'iid', 'sid', 'k', ...(required[envelope.k] ?? [])]) {
      for (const value of wrong) {
        const isRight =
          (field === 'versions' && Array.isArray(value)) ||
          ((field === 'caps' || field === 'context') && String(value) === '[object Object]') ||
          (field === 'version' && value === 0);
        if (!isRight)
          assert.equal(readEnvelope({ ...envelope, [field]: value }), null, `${envelope.k}.${field}`);
      }
    }
  }
});

test('takes no kind that is a name of the language', () => {
  for (const k of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    assert.equal(readEnvelope({ ...address, k }), null);
  }
});

test('never throws, whatever comes in', () => {
  const values = anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withSparseArray: true,
    withNullPrototype: true,
    withTypedArray: true,
  });
  check(
    property(values, (value) => {
      readEnvelope(value);
    }),
    { numRuns: 2_000 },
  );
});

test('never throws on an envelope with anything in one of its fields, and reads back only what it would send', () => {
  const field = constantFrom(
    'v',
    'iid',
    'sid',
    'k',
    'id',
    'method',
    'params',
    'error',
    'versions',
    'caps',
    'data',
  );
  check(
    property(constantFrom(...ENVELOPES), field, anything(), (envelope, name, value) => {
      const read = readEnvelope({ ...envelope, [name]: value });
      if (read) assert.deepEqual(readEnvelope(structuredClone(read)), read);
    }),
    { numRuns: 2_000 },
  );
});

test('never throws on values that do as they are read', () => {
  const hostile = [
    {
      ...address,
      get k(): string {
        throw new Error('read');
      },
    },
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('listed');
        },
      },
    ),
    new Proxy(
      {},
      {
        getPrototypeOf: () => {
          throw new Error('asked');
        },
      },
    ),
  ];
  for (const value of hostile) assert.equal(readEnvelope(value), null);
});

test('tells a stranger nothing of an error that is not ours', () => {
  const wire = toWireError(Object.assign(new Error('patient Pat Doe'), { code: 'ENOENT' }));
  assert.equal(wire.code, 'HANDLER_ERROR');
  assert.doesNotMatch(JSON.stringify(wire), /Pat Doe|ENOENT/);
  const ours = toWireError(new PaymentsError('FORBIDDEN', 'x'.repeat(900), { cause: new Error('inner') }));
  assert.deepEqual(Object.keys(ours).toSorted(), ['code', 'message', 'retryable']);
  assert.equal(ours.message.length, 500);
});

test('chooses a version that both speak, or none', () => {
  assert.equal(chooseVersion([3, 1]), 1);
  assert.equal(chooseVersion([2, 3]), undefined);
  assert.equal(chooseVersion([]), undefined);
});

test('says the version of the package that it is in', () => {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  );
  assert.equal(Object(manifest).version, SDK_VERSION);
});
