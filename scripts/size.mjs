// Prints what a page downloads, gzipped, and fails over budget. What is loaded on demand is listed apart.
import { gzipSync } from 'node:zlib';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { rollup } from 'rollup';

import { ensureBuilt } from './build.mjs';
import { minified } from './rollup-plugins.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const BUDGETS = [
  { name: 'in-call first load (plugin page)', entry: '.build/src/plugin-page/plugin-page.js', kilobytes: 28 },
  { name: 'host entry (./host)', entry: '.build/src/host-bridge/host.js', kilobytes: 6 },
];

await ensureBuilt();
let failed = 0;
for (const { name, entry, kilobytes } of BUDGETS) {
  const { first, later } = await measure(join(root, entry));
  const over = first.bytes > kilobytes * 1000;
  if (over) failed += 1;
  line(`${over ? 'OVER' : 'ok'}  ${name}: ${kB(first.bytes)} of ${kilobytes} kB gzip`);
  for (const chunk of first.chunks) line(`      ${chunk}`);
  for (const chunk of later) line(`      on demand: ${chunk}`);
}
line(`sizes: ${BUDGETS.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

/** @param {string} input a module's path */
async function measure(input) {
  const bundle = await rollup({ input, plugins: minified });
  const { output } = await bundle.generate({ format: 'es', dir: 'unused' });
  const chunks = new Map(
    output.filter((part) => part.type === 'chunk').map((chunk) => [chunk.fileName, chunk]),
  );
  const first = new Set();
  const visit = (file) => {
    if (first.has(file) || !chunks.has(file)) return;
    first.add(file);
    chunks.get(file).imports.forEach(visit);
  };
  visit(output.find((part) => part.type === 'chunk' && part.isEntry).fileName);
  const size = (file) => gzipSync(chunks.get(file).code, { level: 9 }).length;
  const describe = (file) => `${file} ${kB(size(file))} (${parts(chunks.get(file))})`;
  return {
    first: { bytes: [...first].reduce((sum, file) => sum + size(file), 0), chunks: [...first].map(describe) },
    later: [...chunks.keys()].filter((file) => !first.has(file)).map(describe),
  };
}

/** The folders that weigh most in a chunk, by minified size. */
function parts(chunk) {
  const weights = new Map();
  for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
    const path = relative(root, id).replace('.build/src/', '');
    const match = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path);
    const folder = match?.[1] ?? path.split('/').slice(0, -1).join('/');
    weights.set(folder, (weights.get(folder) ?? 0) + renderedLength);
  }
  return [...weights]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 6)
    .map(([name, length]) => `${name || 'src'} ${kB(length)}`)
    .join(', ');
}

function kB(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function line(text) {
  process.stdout.write(`${text}\n`);
}
