// What the bridge costs, against a bare postMessage and against other bridges: `npm run bench:bridge`.
// One page of a real Chromium on two *.localhost origins, one contender connected at a time, in rounds that take turns.
// Prints a table and the same as JSON; fails when a request costs more than twice a bare round trip.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launch } from 'puppeteer-core';

import { browserFlags, findBrowser } from '../../scripts/browser.mjs';
import type { Sample } from './host-page.ts';
import { CONTENDERS } from './peer.ts';
import type { Contender } from './peer.ts';

const ROUNDS = 14;
const BUDGET = 2;
const BARE = 'postMessage';
const OURS = 'video-call-payments';

const executablePath = findBrowser();
if (!executablePath) throw new Error('There is no Chromium here: set CHROME_PATH.');

const folder = fileURLToPath(new URL('.', import.meta.url));
const bundled = await build({
  entryPoints: ['host-page', 'frame-page'].map((name) => `${folder}${name}.ts`),
  bundle: true,
  write: false,
  minify: true,
  outdir: 'out',
  format: 'iife',
  target: 'es2022',
  define: { 'process.env.NODE_ENV': '"production"' },
});
const server = createServer((request, response) => {
  const name = request.headers.host?.startsWith('host.') ? 'host-page' : 'frame-page';
  const code = bundled.outputFiles.find(({ path }) => path.endsWith(`${name}.js`))?.text ?? '';
  const isScript = request.url === '/script.js';
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
  response.setHeader('cache-control', 'max-age=60');
  response.end(
    isScript ? code : '<!doctype html><title>Bench</title><body><script src="/script.js"></script>',
  );
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const port = typeof address === 'object' ? address?.port : undefined;

const browser = await launch({ executablePath, args: browserFlags() });
const rounds: Record<Contender, Sample>[] = [];
try {
  const page = await browser.newPage();
  await page.goto(`http://host.localhost:${port}/`);
  // The first round pays for what the browser has to load and compile.
  for (let number = 0; number <= ROUNDS; number += 1) {
    const samples = await page.evaluate((which) => window.round(which), number);
    if (number > 0) rounds.push(samples);
  }
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
}

const results = CONTENDERS.map((name) => ({
  name,
  connect: compare(name, 'connect'),
  fromHost: compare(name, 'fromHost'),
  fromFrame: compare(name, 'fromFrame'),
}));
const cell = (figure: ReturnType<typeof compare>): string =>
  figure ? `${figure.ms.toFixed(3)} ms ×${figure.ratio.toFixed(2)}` : '–';
console.table(
  Object.fromEntries(
    results.map(({ name, connect, fromHost, fromFrame }) => [
      name,
      { connect: cell(connect), 'host asks': cell(fromHost), 'frame asks': cell(fromFrame) },
    ]),
  ),
);
console.log(JSON.stringify({ rounds: ROUNDS, budget: BUDGET, results }));
const ours = results.find(({ name }) => name === OURS);
const worst = Math.max(ours?.fromHost?.ratio ?? Infinity, ours?.fromFrame?.ratio ?? Infinity);
console.log(
  `${worst <= BUDGET ? 'ok' : 'OVER'}  a request: ×${worst.toFixed(2)} of a bare one, at most ×${BUDGET}`,
);
process.exitCode = worst <= BUDGET ? 0 : 1;

/** The median of the rounds, and of what each round's figure is to the bare one's of the same round. */
function compare(name: Contender, what: keyof Sample): { ms: number; ratio: number } | null {
  const pairs = rounds.flatMap((samples) => {
    const [value, bare] = [samples[name][what], samples[BARE][what]];
    return value === null || bare === null ? [] : [[value, value / bare] as const];
  });
  if (pairs.length === 0) return null;
  return { ms: median(pairs.map(([ms]) => ms)), ratio: median(pairs.map(([, ratio]) => ratio)) };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return ((sorted[middle] ?? NaN) + (sorted[sorted.length - 1 - middle] ?? NaN)) / 2;
}
