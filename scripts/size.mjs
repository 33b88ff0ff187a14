// Prints what a page downloads, gzipped, and fails over budget. What is loaded on demand is listed apart.
import { gzipSync } from 'node:zlib';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { rollup } from 'rollup';

import { ensureBuilt } from './build.mjs';
import { minified } from './rollup-plugins.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const BUDGETS = [
  {
    name: 'in-call first load (plugin page)',
    entry: '.build/src/plugin-page/plugin-page.js',
    kilobytes: 28,
    /** What has been downloaded by the time it is used to the full: the first load, and these chunks by name. */
    inAll: {
      'the clinician': ['request-screens', 'payment-received-toast', 'field.styles', 'event-stream'],
      'the patient, card form included': ['pay-screens', 'payer-side', 'field.styles', 'event-stream'],
    },
  },
  {
    name: 'host entry (./host)',
    entry: '.build/src/host-bridge/host.js',
    kilobytes: 6,
    inAll: { 'once mounted': ['host-frame'] },
  },
  {
    name: 'plugin side of the bridge: postmate, gate, handshake, calls',
    entry: '.build/src/host-bridge/plugin-connection.js',
    kilobytes: 5,
    inAll: {},
  },
  {
    name: 'plugin side of the bridge, with all that a session asks of it',
    entry: '.build/src/host-bridge/plugin.js',
    kilobytes: 7,
    inAll: {},
  },
];

await ensureBuilt();
let failed = 0;
for (const { name, entry, kilobytes, inAll } of BUDGETS) {
  const { first, later } = await measure(join(root, entry));
  const bytes = sum(first);
  const over = bytes > kilobytes * 1000;
  if (over) failed += 1;
  line(`${over ? 'OVER' : 'ok'}  ${name}: ${kB(bytes)} of ${kilobytes} kB gzip`);
  for (const chunk of first) line(`      ${chunk.file} ${kB(chunk.bytes)} (${chunk.parts})`);
  for (const chunk of later) line(`      on demand: ${chunk.file} ${kB(chunk.bytes)} (${chunk.parts})`);
  for (const [when, names] of Object.entries(inAll)) {
    const chunks = names.map((wanted) => later.find(({ file }) => file.startsWith(`${wanted}-`)));
    if (chunks.includes(undefined))
      throw new Error(`One of these chunks has another name now: ${names.join()}`);
    line(`      in all, ${when}: ${kB(bytes + sum(chunks))}`);
  }
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
  const describe = (file) => {
    const chunk = chunks.get(file);
    return { file, bytes: gzipSync(chunk.code, { level: 9 }).length, parts: parts(chunk) };
  };
  return {
    first: [...first].map(describe),
    later: [...chunks.keys()].filter((file) => !first.has(file)).map(describe),
  };
}

function sum(measured) {
  return measured.reduce((total, { bytes }) => total + bytes, 0);
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
