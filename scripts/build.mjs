// Builds the browser bundles. `npm run build` checks types, and writes declarations and the server's JavaScript too;
// `ensureBuilt()` is for the demo and the tests: it builds only what is out of date, and leaves the checking to
// `npm run check`.
import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'dist/.built');
const lock = join(root, 'node_modules/.build.lock');
/** Milliseconds; a build takes a few seconds. */
const LOCK_TIMEOUT = 60_000;
const SOURCES = [
  'src/**/*.{ts,css}',
  'demo/pages/**/*.ts',
  'server-stub/stripe-simulator/browser/**/*.ts',
  'rollup.config.mjs',
  'custom-elements-manifest.config.mjs',
  'tsconfig.base.json',
  'tsconfig.build.json',
  'package-lock.json',
];

/** @returns {Promise<void>} when `dist/` is as the sources say */
export async function ensureBuilt() {
  if (!isStale()) return;
  const unlock = await takeLock();
  try {
    // Whoever held the lock may have built it.
    if (isStale()) await build(false);
  } finally {
    unlock();
  }
}

/** Two demos that start at once would build into each other's folders. A lock whose owner died is broken. */
async function takeLock() {
  for (;;) {
    try {
      mkdirSync(lock);
      return () => rmSync(lock, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > LOCK_TIMEOUT) rmSync(lock, { recursive: true, force: true });
      await setTimeout(100);
    }
  }
}

function isStale() {
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  return globSync(SOURCES, { cwd: root }).some((file) => statSync(join(root, file)).mtimeMs > built);
}

async function build(isWhole) {
  const startedAt = new Date();
  rmSync(join(root, '.build'), { recursive: true, force: true });
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  await run(bin('typescript', 'bin/tsc'), [
    '-p',
    'tsconfig.build.json',
    ...(isWhole ? [] : ['--noCheck', '--declaration', 'false', '--declarationDir', 'null']),
  ]);
  await run(bin('rollup', 'dist/bin/rollup'), ['-c', '--silent']);
  await writeManifest();
  if (isWhole) await buildServer(join(root, 'dist/server'));
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, startedAt.toISOString());
  // What changed while it was built is newer than the stamp says, so that the next call builds it.
  utimesSync(stamp, startedAt, startedAt);
}

async function writeManifest() {
  // It brings a compiler of its own, which whoever finds everything built need not load.
  const { createManifest } = await import('./reference/manifest.mjs');
  writeFileSync(
    join(root, 'dist/custom-elements.json'),
    `${JSON.stringify(await createManifest(), null, 2)}\n`,
  );
}

/**
 * The gateway and the simulator as JavaScript: Node strips no types under `node_modules`. Run from its sources the
 * gateway needs none of it, so that only a whole build makes it.
 */
export async function buildServer(outDir) {
  await run(bin('typescript', 'bin/tsc'), ['-p', 'tsconfig.server.json', '--noCheck', '--outDir', outDir]);
}

function bin(name, file) {
  return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file);
}

function run(script, args) {
  return new Promise((resolve, reject) => {
    spawn(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' })
      .on('error', reject)
      .on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${script} ended with ${code}`))));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await build(true);
