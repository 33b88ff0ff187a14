import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';

import { BUGS, withBug, type Bug } from './bug-list.ts';
import { runChaos } from './run.ts';

/*
 * Puts bugs into copies of the gateway, one in each, and says after how many runs the auditor saw it:
 *   npm run chaos:bugs -- [--only WORD] [--seed N] [--runs 3]
 */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '3' },
  },
});

let surprises = 0;
for (const bug of BUGS.filter(({ name }) => name.includes(values.only))) {
  const found = await tryBug(bug);
  if (Boolean(found) === Boolean(bug.harmless)) surprises += 1;
  process.stdout.write(
    `${bug.name}: ${found ?? `not found${bug.harmless ? `, as it should be: ${bug.harmless}` : ''}`}\n`,
  );
}
process.exit(surprises);

async function tryBug(bug: Bug): Promise<string | null> {
  const root = await copyWith(bug);
  const { engine = 'sqlite' } = bug;
  try {
    for (let run = 0; run < Number(values.runs); run += 1) {
      const seed = Number(values.seed) + run;
      const said = await runChaos({
        engine,
        gateways: engine === 'sqlite' ? 1 : 2,
        root,
        seed,
        journeys: 20,
        atOnce: 20,
        rounds: 3,
        sleeps: 0.5,
        hearing: engine === 'postgres',
        patience: { page: 10_000, step: 3_000 },
        pause: [100, 500],
        trouble: 20_000,
        settling: 45_000,
      }).then(
        ({ disagreements }) => disagreements,
        (error: unknown) => [`the run did not get to its end: ${String(error)}`],
      );
      if (said.length > 0)
        return `found with ${engine} and seed ${seed}: ${said.length} × e.g. “${said[0] ?? ''}”`;
    }
    return null;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function copyWith(bug: Bug): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'payments-bug-'));
  for (const part of ['package.json', 'server-stub', 'src/contract', 'src/localization', 'test/chaos'])
    await cp(join(ROOT, part), join(root, part), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  await writeFile(join(root, bug.file), withBug(await readFile(join(root, bug.file), 'utf8'), bug));
  return root;
}
