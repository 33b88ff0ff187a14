// What the gateway's promises cost, and how it grows: `npm run bench:gateway [creates|streams|growth|load …]`, or on one
// database, `growth:postgres`.
// Gateways as in earnest, a database that waits for its disk, a Stripe that answers at once; who asks, who answers
// and the database share this machine's processors. Ratios are of figures of the same run.
import { availableParallelism, loadavg } from 'node:os';

import { measureCreates } from './creates.ts';
import { measureGrowth } from './growth.ts';
import { measureLoad } from './load.ts';
import { line } from './stats.ts';
import { measureStreams } from './streams.ts';

const wanted = process.argv.slice(2);
const wants = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
const results: boolean[] = [];

line(`${availableParallelism()} processors, load before: ${loadavg()[0]?.toFixed(1)}`);
for (const engine of ['sqlite', 'postgres'] as const) {
  const wantsOn = (name: string): boolean => wants(name) || wanted.includes(`${name}:${engine}`);
  if (wantsOn('creates')) await measureCreates(engine);
  if (wantsOn('streams')) results.push(await measureStreams(engine));
  if (wantsOn('growth')) results.push(await measureGrowth(engine));
}
if (wants('load')) await measureLoad();
line(`load after: ${loadavg()[0]?.toFixed(1)}`);
process.exit(results.includes(false) ? 1 : 0);
