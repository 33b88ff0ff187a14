import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import type { Config, SimulatorConfig } from './config.ts';
import { reachableFromHere } from './origins.ts';
import { SIMULATED } from './stripe/simulated.ts';

/** A second or two, but on a machine that is busy with much else. */
const LONGEST_START = 30_000;
// A separate program, loaded only here and only when there are no Stripe keys.
const PROGRAM = fileURLToPath(new URL(`./stripe-simulator/main${extname(import.meta.url)}`, import.meta.url));

export class SimulatorNotUpError extends Error {}

/** Starts the simulator beside the gateway, unless one answers already. Returns the way to end what was started. */
export async function startSimulator(
  simulator: SimulatorConfig,
  config: Pick<Config, 'dataDir' | 'port'>,
): Promise<() => Promise<void>> {
  const leave = async () => undefined;
  if (!simulator.start || (await isUp(simulator))) return leave;
  const child = spawn(process.execPath, [PROGRAM], {
    stdio: 'inherit',
    env: {
      ...process.env,
      SIMULATOR_PORT: String(simulator.port),
      SIMULATOR_PUBLIC_URL: simulator.url,
      SIMULATOR_DATA: join(config.dataDir, 'simulator'),
      SIMULATOR_WEBHOOK_URL: `http://127.0.0.1:${config.port}/webhooks/stripe`,
      SIMULATOR_WEBHOOK_SECRET: SIMULATED.webhookSecret,
    },
  });
  // However this process ends, short of being killed: nothing that it started stays.
  process.once('exit', () => void child.kill('SIGTERM'));
  await untilUp(simulator, child);
  return async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
}

async function untilUp(simulator: SimulatorConfig, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + LONGEST_START;
  while (performance.now() < deadline && child.exitCode === null) {
    if (await isUp(simulator)) return;
    await sleep(50);
  }
  child.kill('SIGTERM');
  throw new SimulatorNotUpError(`The Stripe simulator did not come up at ${simulator.url}.`);
}

async function isUp({ url }: SimulatorConfig): Promise<boolean> {
  try {
    const response = await fetch(new URL('/_simulator/health', reachableFromHere(url)), {
      signal: AbortSignal.timeout(1000),
    });
    return response.ok;
  } catch {
    return false;
  }
}
