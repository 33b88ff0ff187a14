import { readFileSync } from 'node:fs';

import { explain, serve } from '../../server-stub/serve.ts';

/*
 * The gateway as it is, but for its clock: that one is wrong by the milliseconds in the file CHAOS_CLOCK, which
 * all its processes share, and by those in CHAOS_SKEW, which are its own.
 */
const { CHAOS_CLOCK = '', CHAOS_SKEW = '0' } = process.env;

try {
  await serve({ now: () => Date.now() + Number(readFileSync(CHAOS_CLOCK, 'utf8')) + Number(CHAOS_SKEW) });
} catch (error) {
  process.stderr.write(`${String(explain(error))}\n`);
  process.exit(1);
}
