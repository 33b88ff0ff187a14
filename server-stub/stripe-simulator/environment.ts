import { SIMULATED } from '../stripe/simulated.ts';
import { isLoopback } from './loopback.ts';
import type { SimulatorOptions } from './options.ts';

export interface SimulatorEnvironment {
  readonly port: number;
  readonly options: SimulatorOptions;
}

/**
 * Reads `SIMULATOR_PORT` (4300), `SIMULATOR_DATA` (a folder; nothing is kept without it),
 * `SIMULATOR_WEBHOOK_URL`, `SIMULATOR_WEBHOOK_SECRET` and `SIMULATOR_PUBLIC_URL`. Throws with one line
 * for each thing wrong.
 */
export function readEnvironment(environment: NodeJS.ProcessEnv): SimulatorEnvironment {
  const problems: string[] = [];
  const portText = environment['SIMULATOR_PORT'] ?? '4300';
  const port = Number(portText);
  if (!/^\d+$/.test(portText) || port > 65_535) {
    problems.push(`SIMULATOR_PORT: expected a port number, got "${portText}"`);
  }
  const webhookUrl = environment['SIMULATOR_WEBHOOK_URL'] ?? 'http://127.0.0.1:4200/webhooks/stripe';
  const publicUrl = environment['SIMULATOR_PUBLIC_URL'] ?? `http://localhost:${port}`;
  for (const [name, url] of [
    ['SIMULATOR_WEBHOOK_URL', webhookUrl],
    ['SIMULATOR_PUBLIC_URL', publicUrl],
  ] as const) {
    if (!isLoopbackUrl(url)) {
      problems.push(
        `${name}: expected an http address on this machine, e.g. http://localhost:4300, got "${url}"`,
      );
    }
  }
  const webhookSecret = environment['SIMULATOR_WEBHOOK_SECRET'] ?? SIMULATED.webhookSecret;
  if (webhookSecret.trim() === '') problems.push('SIMULATOR_WEBHOOK_SECRET: expected a secret, got nothing');
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const data = environment['SIMULATOR_DATA'];
  return { port, options: { ...(data ? { data } : {}), publicUrl, webhookUrl, webhookSecret } };
}

/** The simulator never leaves the machine, in either direction. */
function isLoopbackUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'http:' && isLoopback(hostname);
}
