// `npm start`: installs what is missing, then runs the demo on the Node that was installed, whichever Node this is.
// It hands signals on; and as npm, asked to stop, ends without a word, losing the parent is one too.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import './setup.mjs';

const node = process.platform === 'win32' ? 'node.exe' : 'node';
const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

const demo = spawn(path(`node_modules/node/bin/${node}`), [path('demo/start.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => demo.kill(signal));
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) demo.kill('SIGTERM');
}, 500).unref();
demo.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal ? 1 : 0);
});
