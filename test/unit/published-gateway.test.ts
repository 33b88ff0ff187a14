import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { buildServer, ensureBuilt } from '../../scripts/build.mjs';
import { freePorts } from '../support/server/free-ports.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const manifest: {
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const BIN = manifest.bin['video-call-payments-gateway'] ?? '';

/** `… from 'x'`, `import 'x'` and `import('x')`. */
const IMPORT = /^(?:import|export)[^'"`;]* from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm;

/** Where the package is installed as npm would: its own files, and beside them what it says that it depends on. */
let modules: string;
let installed: string;
let folder: string;

before(async () => {
  await ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'published-'));
  modules = join(folder, 'node_modules');
  installed = join(modules, 'video-call-payments');
  const tarball = await pack();
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'], folder);
  // Nothing else: what only the development needs is not there.
  for (const name of Object.keys(manifest.dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of what is published, with the server built into it: the tree's own `dist/` serves other tests. */
async function pack(): Promise<string> {
  const stage = join(folder, 'stage');
  for (const name of [
    'package.json',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'docs',
    'dist',
    'src',
    'test/types',
  ])
    cpSync(join(root, name), join(stage, name), { recursive: true });
  await buildServer(join(stage, 'dist/server'));
  run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], stage);
  const [tarball = ''] = globSync('*.tgz', { cwd: folder });
  return join(folder, tarball);
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  assert.equal(status, 0, `${command} ${args.join(' ')}: ${stderr}`);
}

async function ready(url: string, child: ChildProcess, output: () => string): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await setTimeout(50);
  }
  throw new Error(`The gateway ended:\n${output()}`);
}

test('what is published is the bundles, their types, the server and the documentation, and nothing else', () => {
  const files = globSync('**/*', { cwd: installed }).map((file) => file.replaceAll('\\', '/'));
  for (const needed of [
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'docs/embedding.md',
    'docs/images/call.png',
    'dist/index.js',
    'dist/define.js',
    'dist/host.js',
    'dist/custom-elements.json',
    'dist/app/plugin-page.js',
    'dist/app/plugin-page.css',
    'dist/simulator/stripe.js',
    BIN,
  ])
    assert.ok(files.includes(needed), needed);
  const strays = files.filter((file) => /^(?:src|test|demo|bench|scripts)\/|^dist\/demo|\.built$/.test(file));
  assert.deepEqual(strays, []);
  assert.deepEqual(
    files.filter((file) => /(?<!\.d)\.ts$/.test(file)),
    [],
    'Node strips no types under node_modules',
  );
});

test('the server imports no package that is not installed with it', () => {
  const sources = globSync('dist/server/**/*.js', { cwd: installed });
  assert.ok(sources.length > 100);
  const packages = sources.flatMap((file) => {
    const source = readFileSync(join(installed, file), 'utf8');
    return [...source.matchAll(IMPORT)]
      .map(([, from, bare, later]) => from ?? bare ?? later ?? '')
      .filter((name) => !name.startsWith('.') && !name.startsWith('node:'))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      );
  });
  assert.ok(packages.includes('fastify') && packages.includes('pg'));
  for (const name of new Set(packages)) assert.ok(name in manifest.dependencies, name);
});

test('installed from its tarball the gateway starts, with the simulator beside it, and serves its pages', async (t) => {
  const [port = 0, simulator = 0] = await freePorts(2);
  const child = spawn(process.execPath, [join(installed, BIN)], {
    cwd: folder,
    env: { GATEWAY_PORT: String(port), SIMULATOR_PORT: String(simulator), DATA_DIR: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = once(child, 'exit');
  await ready(`http://127.0.0.1:${port}/readyz`, child, () => output);

  for (const url of [
    `http://127.0.0.1:${port}/app/assets/plugin-page.js`,
    `http://127.0.0.1:${port}/openapi.json`,
    `http://127.0.0.1:${simulator}/stripe.js`,
  ])
    assert.equal((await fetch(url)).status, 200, url);
  child.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null], output);
});
