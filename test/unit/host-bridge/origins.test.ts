import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';

import { readTrustworthyUrl } from '../../../src/host-bridge/origins.ts';

test('takes https anywhere, and http on names of this machine', () => {
  for (const url of [
    'https://pay.example.com/app/h_1/',
    'http://localhost:4200/',
    'http://127.0.0.1:4200/',
    'http://[::1]:4200/',
    'http://clinic.a.localhost/',
  ]) {
    assert.equal(readTrustworthyUrl(url)?.href, url);
  }
});

test('takes nothing else', () => {
  for (const url of [
    'http://example.com/',
    'http://localhost.example.com/',
    'http://notlocalhost/',
    'http://127.0.0.1.example.com/',
    'https://user@pay.example.com/',
    'https://user:secret@pay.example.com/',
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:https://pay.example.com/1',
    'ftp://localhost/',
    '/app/',
    '',
    null,
    {},
  ]) {
    assert.equal(readTrustworthyUrl(url), null, inspect(url));
  }
});
