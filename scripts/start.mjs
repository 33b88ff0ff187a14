// `npm start`: installs what is missing, then runs the demo on the Node that was installed, whichever Node this is.
// It hands signals on: npm tells only this process when it is asked to stop.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import './setup.mjs';

const node = process.platform === 'win32' ? 'node.exe' : 'node';
const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

const demo = spawn(path(`node_modules/node/bin/${node}`), [path('demo/start.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => demo.kill(signal));
demo.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal ? 1 : 0);
});
