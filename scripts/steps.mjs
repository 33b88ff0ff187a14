// Runs npm scripts one after another and says how each went: `node scripts/steps.mjs check unit …`. All of them run,
// so that one red step doesn't hide another; the exit code is 1 when any failed.
import { spawnSync } from 'node:child_process';

const results = process.argv.slice(2).map((name) => {
  process.stdout.write(`\n── ${name}\n`);
  const startedAt = Date.now();
  const { status } = spawnSync('npm', ['run', '--silent', name], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return { name, passed: status === 0, seconds: ((Date.now() - startedAt) / 1000).toFixed(1) };
});

process.stdout.write('\n');
for (const { name, passed, seconds } of results) {
  process.stdout.write(`${passed ? 'ok  ' : 'FAIL'}  ${name}  ${seconds} s\n`);
}
const failed = results.filter((result) => !result.passed).length;
process.stdout.write(`steps: ${results.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
