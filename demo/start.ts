import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../scripts/build.mjs';
import { SIMULATED } from '../server-stub/stripe/simulated.ts';
import { buildDemoApp } from './server/app.ts';
import { DemoConfigError, readDemoConfig, type DemoConfig } from './server/config.ts';
import { GatewayOperator } from './server/gateway-client.ts';
import { behindThePages } from './server/passed/behind-the-pages.ts';
import { assertPortIsFree, PortInUseError } from './server/ports.ts';
import { describeHost } from './server/practice.ts';
import { provision } from './server/provision.ts';
import { SupervisedProcess } from './server/supervised-process.ts';
import { welcome } from './server/welcome.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const pathTo = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

async function start(config: DemoConfig): Promise<void> {
  const children: SupervisedProcess[] = [];
  const closers: (() => Promise<unknown>)[] = [];
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    await Promise.allSettled(closers.map((close) => close()));
    await Promise.allSettled(children.map((child) => child.stop()));
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

  try {
    await assertPortIsFree(config.demoPort, 'DEMO_PORT');
    await assertPortIsFree(config.gatewayPort, 'GATEWAY_PORT');
    if (config.simulatorUrl) await assertPortIsFree(config.simulatorPort, 'SIMULATOR_PORT');
    mkdirSync(config.dataDir, { recursive: true });

    const operatorKey = process.env['OPERATOR_API_KEY'] || randomBytes(24).toString('base64url');
    const local = (port: number) => `http://127.0.0.1:${port}`;
    const gateway = describeGateway(config, local, operatorKey, (state) =>
      passed.add({ kind: `gateway-${state}`, at: Date.now(), call: null, body: { gateway: state } }),
    );
    const { passed, switches } = behindThePages({
      gatewayLog: gateway.logFile,
      simulatorUrl: config.simulatorUrl && local(config.simulatorPort),
    });
    const simulator = config.simulatorUrl && describeSimulator(config, config.simulatorUrl, local);
    children.push(gateway, ...(simulator ? [simulator] : []));
    // The gateway looks for the plugin page's files when it starts, so they come first.
    await Promise.all([ensureBuilt().then(() => gateway.start()), simulator && simulator.start()]);

    const tokens = await provision({
      gatewayUrl: local(config.gatewayPort),
      operatorKey,
      host: describeHost(config.frameOrigins, config.simulatorUrl !== null),
      dataDir: config.dataDir,
    });
    // A visit's id is never used twice: payments of an earlier visit must not show up in this one.
    const defaultCallId = `visit-${randomBytes(4).toString('hex')}`;
    const app = await buildDemoApp({
      defaultCallId,
      gatewayUrl: config.gatewayUrl,
      simulatorUrl: config.simulatorUrl,
      mintToken: (request) => tokens.mint(request),
      operator: new GatewayOperator(local(config.gatewayPort), operatorKey),
      pagesDir: pathTo('./pages'),
      scriptsDir: pathTo('../dist/demo'),
      passed,
      switches,
      gateway,
    });
    closers.push(() => app.close());
    // From here on: what passed while all this was set up tells nobody anything.
    await passed.after(null);
    await app.listen({ host: '127.0.0.1', port: config.demoPort });
    say(welcome(config, defaultCallId));
  } catch (error) {
    if (stopping) return;
    say(describeFailure(error));
    await stop(1);
  }
}

function describeSimulator(
  config: DemoConfig,
  publicUrl: string,
  local: (port: number) => string,
): SupervisedProcess {
  return new SupervisedProcess({
    name: 'simulator',
    script: pathTo('../server-stub/stripe-simulator/main.ts'),
    env: {
      ...process.env,
      SIMULATOR_PORT: String(config.simulatorPort),
      SIMULATOR_PUBLIC_URL: publicUrl,
      SIMULATOR_DATA: `${config.dataDir}/simulator`,
      SIMULATOR_WEBHOOK_URL: `${local(config.gatewayPort)}/webhooks/stripe`,
      SIMULATOR_WEBHOOK_SECRET: SIMULATED.webhookSecret,
    },
    dataDir: config.dataDir,
    healthUrl: `${local(config.simulatorPort)}/_simulator/health`,
    say,
  });
}

function describeGateway(
  config: DemoConfig,
  local: (port: number) => string,
  operatorKey: string,
  onChange: (state: 'ended' | 'back') => void,
): SupervisedProcess {
  return new SupervisedProcess({
    name: 'gateway',
    script: pathTo('../server-stub/main.ts'),
    env: {
      ...process.env,
      GATEWAY_PORT: String(config.gatewayPort),
      // With Stripe's keys it would listen on every network card; a demo stays on this machine.
      GATEWAY_BIND: process.env['GATEWAY_BIND'] || '127.0.0.1',
      GATEWAY_URL: config.gatewayUrl,
      DATA_DIR: `${config.dataDir}/gateway`,
      OPERATOR_API_KEY: operatorKey,
      // The side-by-side page tells what its event streams carry.
      LOG_LEVEL: process.env['LOG_LEVEL'] || 'debug',
      ...(config.simulatorUrl && {
        SIMULATOR_URL: config.simulatorUrl,
        SIMULATOR_PORT: String(config.simulatorPort),
        SIMULATOR_START: 'no',
      }),
    },
    dataDir: config.dataDir,
    healthUrl: `${local(config.gatewayPort)}/healthz`,
    say,
    onChange,
  });
}

function describeFailure(error: unknown): string {
  if (error instanceof PortInUseError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await start(readDemoConfig(process.argv.slice(2), process.env));
} catch (error) {
  if (!(error instanceof DemoConfigError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
