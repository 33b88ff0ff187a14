import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { ensureBuilt } from '../../scripts/build.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(root + file, 'utf8');
const manifest: {
  exports: Record<string, { default: string }>;
  sideEffects: string[];
  dependencies: Record<string, string>;
} = JSON.parse(read('package.json'));

before(() => ensureBuilt());

test('every entry that package.json names is built', () => {
  const files = Object.values(manifest.exports).map((entry) => entry.default);
  for (const file of files.filter((name) => !name.includes('*'))) assert.ok(existsSync(root + file), file);
  assert.ok(globSync('dist/relay/*.js', { cwd: root }).length > 0);
});

test('a relay needs no SDK of a call: its code and its declarations import nothing but ours', () => {
  const relays = globSync('src/host-bridge/relay/*.ts', { cwd: root });
  assert.ok(relays.length >= 6);
  for (const file of relays) {
    for (const [, from = ''] of read(file).matchAll(/from '([^']+)'/g)) assert.match(from, /^\.\.?\//, file);
    const entry = `dist/relay/${/(\w[\w-]*)\.ts$/.exec(file)?.[1] ?? ''}.js`;
    const inside = /relay-adapter|peer-gone/.test(file);
    assert.equal(existsSync(root + entry), !inside, entry);
  }
});

test('only the module that registers the elements has side effects', () => {
  assert.deepEqual(manifest.sideEffects, ['./dist/define.js']);
});

test('what is for tests is in no page’s download', () => {
  const holders = globSync('dist/**/*.js', { cwd: root }).filter((file) =>
    read(file).includes('mock-token-'),
  );
  assert.deepEqual(holders, ['dist/testing.js']);
  assert.doesNotMatch(read('dist/testing.js'), /from 'msw'/);
});

test('no bundle asks a browser for `process`', () => {
  const bundles = globSync('dist/**/*.js', { cwd: root, exclude: ['dist/server/**'] });
  assert.ok(bundles.length > 10);
  for (const file of bundles) assert.doesNotMatch(read(file), /process\.env/, file);
});

test('the plugin page holds one copy of postmate, and at the version that the guards are for', () => {
  assert.equal(manifest.dependencies.postmate, '1.5.2');
  const copies = globSync('dist/app/**/*.js', { cwd: root }).filter((file) =>
    read(file).includes('application/x-postmate-v1+json'),
  );
  assert.equal(copies.length, 1);
});

test('the package imports where there is no document', async () => {
  assert.equal('document' in globalThis, false);
  const names = Object.keys(await import(new URL('../../dist/index.js', import.meta.url).href));
  for (const name of ['RequestPayment', 'PayNow', 'PaymentReceivedToast', 'PaymentSession', 'PaymentsError'])
    assert.ok(names.includes(name), name);
  await import(new URL('../../dist/define.js', import.meta.url).href);
  await import(new URL('../../dist/host.js', import.meta.url).href);
});

test('the lock file holds no download addresses', () => {
  assert.doesNotMatch(read('package-lock.json'), /"resolved"|https?:\/\/registry/);
});
