import { parseArgs } from 'node:util';

import type { EngineName } from './cluster.ts';
import { runChaos } from './run.ts';

/*
 *   npm run chaos -- [--journeys 100] [--engine postgres|sqlite] [--seed N] [--at-once 12] [--root FOLDER]
 */
const { values } = parseArgs({
  options: {
    journeys: { type: 'string', default: '100' },
    engine: { type: 'string', default: 'postgres' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    'at-once': { type: 'string', default: '12' },
    settling: { type: 'string', default: '120' },
    trouble: { type: 'string', default: '600' },
    root: { type: 'string' },
  },
});
const engine: EngineName = values.engine === 'sqlite' ? 'sqlite' : 'postgres';
const name = `chaos: seed=${values.seed} engine=${engine}`;
// First of all: one that hangs has to be repeated, too.
process.stdout.write(`${name} journeys=${values.journeys}\n`);
try {
  const result = await runChaos({
    engine,
    gateways: engine === 'sqlite' ? 1 : 2,
    seed: Number(values.seed),
    journeys: Number(values.journeys),
    atOnce: Number(values['at-once']),
    rounds: 3,
    sleeps: 0.1,
    hearing: engine === 'postgres',
    patience: { page: 30_000, step: 8_000 },
    pause: [100, 900],
    trouble: Number(values.trouble) * 1000,
    settling: Number(values.settling) * 1000,
    ...(values.root !== undefined && { root: values.root }),
  });
  const { disagreements } = result;
  for (const disagreement of disagreements) process.stdout.write(`  ${disagreement}\n`);
  process.stdout.write(
    `${name} journeys=${result.journeys} requests=${result.requests} ` +
      `${Object.entries(result.outcomes)
        .map(([status, count]) => `${status}=${count}`)
        .join(' ')} ` +
      `kills=${result.kills} faults=${result.faults} struck=${result.struck} clock-jumps=${result.clockJumps} cuts=${result.cuts} ` +
      `orphans=${result.orphans} refunds=${result.refunds} ` +
      `healed-by=${result.healedBy} settled-after=${(result.settledAfter / 1000).toFixed(1)}s disagreements=${disagreements.length}\n`,
  );
  if (disagreements.length > 0) process.stdout.write(`logs: ${result.logs}\n`);
  // Streams and timers of the pages that were closed need not be waited for.
  process.exit(disagreements.length > 0 ? 1 : 0);
} catch (error) {
  process.stdout.write(
    `${name} did not get to its end: ${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
}
