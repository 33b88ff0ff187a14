import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { audit, type Audit } from './audit.ts';
import { Cluster, type EngineName } from './cluster.ts';
import { Disturbance } from './disturbance.ts';
import { Journey } from './journey.ts';
import { Random } from './random.ts';

/*
 * Many people ask for payments and pay them, while whatever can break breaks: gateways and Stripe are killed,
 * answers are lost, webhooks come twice, late or never, and clocks jump. Then all is well again, and an auditor
 * compares Stripe's books, the gateway's store and every page.
 *   npm run chaos -- [--journeys 100] [--engine postgres|sqlite] [--seed N] [--at-once 12]
 */
const { values } = parseArgs({
  options: {
    journeys: { type: 'string', default: '100' },
    engine: { type: 'string', default: 'postgres' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    'at-once': { type: 'string', default: '12' },
    port: { type: 'string', default: '4900' },
  },
});
const engine: EngineName = values.engine === 'sqlite' ? 'sqlite' : 'postgres';
/** Milliseconds in which everybody has to agree once nothing goes wrong any more. */
const LONGEST_SETTLING = 120_000;

const random = new Random(Number(values.seed));
const cluster = await Cluster.start({
  engine,
  gateways: engine === 'sqlite' ? 1 : 2,
  firstPort: Number(values.port),
});
const journeys: Journey[] = [];
try {
  const disturbance = new Disturbance(cluster, random.fork());
  const troubled = disturbance.run();
  await runAll(Number(values.journeys), Number(values['at-once']));
  disturbance.end();
  await troubled;
  await heal();
  const result = await settled();
  const { kills, faults, clockJumps } = disturbance.counts;
  for (const disagreement of result.disagreements) process.stdout.write(`  ${disagreement}\n`);
  process.stdout.write(
    `chaos: seed=${values.seed} engine=${engine} journeys=${journeys.length} requests=${result.requests} paid=${result.paid} ` +
      `kills=${kills} faults=${faults} clock-jumps=${clockJumps} orphans=${result.orphans} ` +
      `disagreements=${result.disagreements.length}\n`,
  );
  if (result.disagreements.length > 0) process.stdout.write(`logs: ${cluster.folder}\n`);
  process.exitCode = result.disagreements.length > 0 ? 1 : 0;
} finally {
  for (const journey of journeys) journey.close();
  await cluster.stop();
}
// Streams and timers of the pages that were closed need not be waited for.
process.exit();

async function runAll(count: number, atOnce: number): Promise<void> {
  const seeds = Array.from({ length: count }, () => random.fork());
  const next = seeds.entries();
  const worker = async (): Promise<void> => {
    for (const [number, seed] of next) {
      const journey = new Journey(cluster, number, seed);
      journeys.push(journey);
      await journey.run();
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
}

/** Nothing goes wrong from now on; a gateway that starts looks at everything that is open. */
async function heal(): Promise<void> {
  await cluster.control('/faults', 'DELETE');
  for (const gateway of cluster.gateways) {
    await gateway.kill('SIGTERM');
    await gateway.start();
  }
}

async function settled(): Promise<Audit> {
  const deadline = Date.now() + LONGEST_SETTLING;
  for (;;) {
    const result = await audit(cluster, journeys);
    if (result.disagreements.length === 0 || Date.now() > deadline) return result;
    await sleep(1000);
  }
}
