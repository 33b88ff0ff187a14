// Runs npm scripts one after another and says how each went: `node scripts/steps.mjs check unit …`. All of them run,
// so that one red step doesn't hide another; the exit code is 1 when any failed. What failed is named once more at
// the very end, which is all that some places show of a long log.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { failureSummary } from './failure-summary.mjs';

/** Lines, for all failed steps together: with the steps' own they fit among a log's last sixty. */
const ROOM = 44;

/** @param {string} name */
async function run(name) {
  process.stdout.write(`\n── ${name}\n`);
  const startedAt = Date.now();
  const child = spawn('npm', ['run', '--silent', name], {
    stdio: ['inherit', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    env: {
      // A third of a test file's time is what node does anew to the same modules.
      NODE_COMPILE_CACHE: fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)),
      ...process.env,
      // Into a pipe the tools write without colours.
      ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
    },
  });
  let output = '';
  for (const [from, to] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])) {
    from.setEncoding('utf8').on('data', (text) => {
      output += text;
      to.write(text);
    });
  }
  const written = once(child, 'close');
  const [status] = await once(child, 'exit');
  // A process that was left behind may hold on to the pipes for ever.
  await Promise.race([written, sleep(2000, undefined, { ref: false })]);
  child.stdout.destroy();
  child.stderr.destroy();
  return { name, passed: status === 0, seconds: ((Date.now() - startedAt) / 1000).toFixed(1), output };
}

const results = [];
for (const name of process.argv.slice(2)) results.push(await run(name));

const failed = results.filter(({ passed }) => !passed);
for (const { name, output } of failed) {
  const summary = failureSummary(output, Math.floor(ROOM / failed.length));
  process.stdout.write(`\n── what failed in ${name}\n${summary.join('\n')}\n`);
}
process.stdout.write('\n');
for (const { name, passed, seconds } of results) {
  process.stdout.write(`${passed ? 'ok  ' : 'FAIL'}  ${name}  ${seconds} s\n`);
}
process.stdout.write(`steps: ${results.length - failed.length} passed, ${failed.length} failed\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
