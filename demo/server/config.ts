import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** Where everything runs. Ports are on this machine's loopback. */
export interface DemoConfig {
  /** Absolute path of the folder that keeps state and logs. */
  readonly dataDir: string;
  readonly demoPort: number;
  readonly gatewayPort: number;
  readonly simulatorPort: number;
  /** The gateway as a browser reaches it. */
  readonly gatewayUrl: string;
  /** The Stripe simulator as a browser reaches it; null when real Stripe keys are set. */
  readonly simulatorUrl: string | null;
  /** Origins whose pages may frame the plugin page. */
  readonly frameOrigins: readonly string[];
}

/** A setting that cannot be used; `message` is for the person who typed it. */
export class DemoConfigError extends Error {
  override readonly name = 'DemoConfigError';
}

const STRIPE_VARIABLES = ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRETS'] as const;

/** Reads the command line and the environment once. Throws `DemoConfigError`. */
export function readDemoConfig(argv: readonly string[], env: NodeJS.ProcessEnv): DemoConfig {
  const dataDir = resolve(readDataDir(argv));
  const demoPort = readPort(env, 'DEMO_PORT', 4100);
  const gatewayPort = readPort(env, 'GATEWAY_PORT', 4200);
  const simulatorPort = readPort(env, 'SIMULATOR_PORT', 4300);
  if (new Set([demoPort, gatewayPort, simulatorPort]).size < 3) {
    throw new DemoConfigError('DEMO_PORT, GATEWAY_PORT and SIMULATOR_PORT must be three different ports.');
  }
  const withStripe = STRIPE_VARIABLES.some((name) => env[name]);
  const extraOrigins = (env['DEMO_FRAME_ORIGINS'] ?? '').split(/[\s,]+/).filter(Boolean);
  return {
    dataDir,
    demoPort,
    gatewayPort,
    simulatorPort,
    gatewayUrl: readOrigin('GATEWAY_URL', env['GATEWAY_URL'] || `http://localhost:${gatewayPort}`),
    simulatorUrl: withStripe
      ? null
      : readOrigin('SIMULATOR_URL', env['SIMULATOR_URL'] || `http://localhost:${simulatorPort}`),
    frameOrigins: [
      `http://localhost:${demoPort}`,
      `http://127.0.0.1:${demoPort}`,
      ...extraOrigins.map((origin) => readOrigin('DEMO_FRAME_ORIGINS', origin)),
    ],
  };
}

function readDataDir(argv: readonly string[]): string {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { data: { type: 'string', default: '.data' } },
    });
    if (values.data === '') throw new Error('--data wants a folder.');
    return values.data;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DemoConfigError(`${reason}\nUsage: npm start -- [--data DIR]`);
  }
}

function readPort(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new DemoConfigError(`${name} must be a port from 1 to 65535, not "${text}".`);
  }
  return port;
}

function readOrigin(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash) {
    throw new DemoConfigError(`${name} must be an origin such as http://localhost:4200, not "${text}".`);
  }
  return url.origin;
}
