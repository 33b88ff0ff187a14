// How long `npm start` takes to answer on an installed and built tree, and what the gateway holds when idle:
//   node bench/footprint.ts
// Prints each figure beside its budget. The start is also set against what Node alone needs to start three
// processes and serve, so that a slow machine can be told from slow code.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { ensureBuilt } from '../scripts/build.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const PORTS = { DEMO_PORT: '4710', GATEWAY_PORT: '4711', SIMULATOR_PORT: '4712' };
const SETTLE = 5_000;

await ensureBuilt();
const folder = await mkdtemp(join(tmpdir(), 'payments-footprint-'));
const bare = await timeUntil(`http://127.0.0.1:4713/`, () => [
  bareServer(),
  bareServer(4714),
  bareServer(4715),
]);
const demo = await timeUntil('http://127.0.0.1:4710/', () => [
  run(['demo/start.ts', '--data', folder], { ...process.env, ...PORTS }),
]);
await delay(SETTLE);
const gateway = await residentMegabytes(Number(await readFile(join(folder, 'gateway.pid'), 'utf8')));
const simulator = await residentMegabytes(Number(await readFile(join(folder, 'simulator.pid'), 'utf8')));
await demo.stop();
await bare.stop();
await rm(folder, { recursive: true, force: true });

line(`start to first answer: ${(demo.elapsed / 1000).toFixed(2)} s (budget 5 s)`);
line(`  ${(demo.elapsed / bare.elapsed).toFixed(1)} times three bare node:http servers (${bare.elapsed} ms)`);
line(
  `gateway, idle: ${gateway.toFixed(0)} MB resident (budget 150 MB); the simulator beside it: ${simulator.toFixed(0)} MB`,
);
process.exitCode = demo.elapsed <= 5_000 && gateway <= 150 ? 0 : 1;

async function timeUntil(url: string, start: () => ChildProcess[]) {
  const startedAt = Date.now();
  const children = start();
  while (!(await answers(url))) {
    if (Date.now() - startedAt > 30_000) throw new Error(`${url} does not answer.`);
    await delay(10);
  }
  return {
    elapsed: Date.now() - startedAt,
    async stop(): Promise<void> {
      await Promise.all(
        children.map((child) => {
          const gone = new Promise((resolve) => child.once('exit', resolve));
          child.kill('SIGTERM');
          return gone;
        }),
      );
    },
  };
}

function bareServer(port = 4713): ChildProcess {
  const script = `require('node:http').createServer((q, a) => a.end()).listen(${port}, '127.0.0.1')`;
  return run(['-e', script], process.env);
}

function run(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, args, { cwd: root, env, stdio: 'ignore' });
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (answer) => answer.ok,
    () => false,
  );
}

/** From /proc: Linux only. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1000;
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}
