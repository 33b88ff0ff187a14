import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { freePort } from './free-ports.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const MAIN = fileURLToPath(new URL('../../../server-stub/main.ts', import.meta.url));
export const MIGRATE = fileURLToPath(new URL('../../../server-stub/migrate.ts', import.meta.url));

export interface Running {
  readonly child: ChildProcess;
  /** All that it has printed so far. */
  output(): string;
  readonly ended: Promise<number | null>;
}

/** A process of a script, the gateway's unless said otherwise, that knows nothing but its settings; killed with the test. */
export function run(context: TestContext, env: Record<string, string>, script = MAIN): Running {
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  context.after(() => void child.kill('SIGKILL'));
  const closed = once(child, 'close');
  const ended = once(child, 'exit').then(async ([code]) => {
    // Its last words are read a moment later; a simulator that it left behind would hold the pipe open for ever.
    await Promise.race([closed, sleep(100)]);
    return code as number | null;
  });
  return { child, output: () => output, ended };
}

/** Resolves once it has printed that. @throws with all that it has printed when it ends before. */
export async function printed(running: Running, text: string): Promise<void> {
  while (!running.output().includes(text)) {
    const ended = await Promise.race([
      running.ended.then(() => true),
      Promise.race([
        once(running.child.stdout ?? running.child, 'data'),
        once(running.child.stderr ?? running.child, 'data'),
      ]).then(() => false),
    ]);
    if (ended && !running.output().includes(text)) throw new Error(`It ended with:\n${running.output()}`);
  }
}

/** Of a gateway on an empty data directory, without a simulator. */
export async function settings(): Promise<Record<string, string>> {
  return { GATEWAY_PORT: String(await freePort()), DATA_DIR: temporaryFolder(), SIMULATOR_START: 'no' };
}
