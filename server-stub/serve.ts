import { fileURLToPath } from 'node:url';

import type { ServiceDesk } from './access/service-desk.ts';
import { buildApp } from './app.ts';
import { BUILT } from './built.ts';
import { systemClock, type Clock } from './clock.ts';
import { ConfigError, readConfig, type Config, type ServiceDeskConfig } from './config.ts';
import { endBy } from './ending.ts';
import { loggerOptions } from './logging.ts';
import { reachableFromHere } from './origins.ts';
import { SimulatorNotUpError, startSimulator } from './simulator-process.ts';
import type { Engine } from './store/engine.ts';
import {
  bringUpToDate,
  checkUpToDate,
  DatabaseOutOfDateError,
  DatabaseUnusableError,
} from './store/migrate.ts';
import { DataDirectoryInUseError, DataDirectoryUnusableError, openSqlite } from './store/sqlite.ts';
import { openStore } from './store/store.ts';
import { createStripeClient, watchAnswers } from './stripe/stripe-client.ts';
import { createStripePort } from './stripe/stripe-node-port.ts';

const ASSETS = fileURLToPath(new URL('app/', BUILT));
/** After that it ends, whoever still hangs on. */
const LONGEST_END = 10_000;

/** Reads the configuration, listens, and ends gracefully on SIGTERM and SIGINT. */
export async function serve(clock: Clock = systemClock): Promise<void> {
  const config = readConfig(process.env);
  const { simulator, secretKey, webhookSecrets, connectClientId, environment } = config.stripe;
  const engine = await openEngine(config);
  await (config.migrateOnStart ? bringUpToDate(engine) : checkUpToDate(engine));
  const metrics = config.metricsToken === null ? null : new (await import('./metrics.ts')).Metrics();
  const store = openStore(engine, {
    clock,
    livemode: environment === 'live',
    ...(metrics && { meter: metrics }),
  });
  let close = async (): Promise<void> => undefined;
  let isEnding = false;
  const end = async () => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(1), LONGEST_END).unref();
    await close();
    process.exit(0);
  };
  endBy(() => void end());

  const stopSimulator = simulator ? await startSimulator(simulator, config) : async () => undefined;
  const client = createStripeClient(secretKey, simulator ? reachableFromHere(simulator.url) : undefined);
  const stripe = createStripePort(client, webhookSecrets, connectClientId);
  const { app } = await buildApp({
    config,
    store,
    ...(config.serviceDesk && { serviceDesk: await openServiceDesk(config.serviceDesk) }),
    stripe: metrics ? metrics.timeStripe(stripe) : stripe,
    ...(metrics && { metrics }),
    clock,
    assetsDir: ASSETS,
    stripeUnansweredSince: watchAnswers(client, clock),
    logger: loggerOptions(config.logLevel),
    timers: true,
  });

  close = async () => {
    await app.close();
    await store.close();
    await stopSimulator();
  };

  await app.listen({ port: config.port, host: config.bind });
  app.log.info({ url: config.url, environment }, 'the payments gateway is ready');
}

/** Jira is loaded only where somebody has it. */
async function openServiceDesk(settings: ServiceDeskConfig): Promise<ServiceDesk> {
  const { JiraDesk } = await import('./access/jira-desk.ts');
  return new JiraDesk(settings);
}

/** The database that the settings name; PostgreSQL is loaded only when it is asked for. */
export async function openEngine({ database, dataDir }: Config): Promise<Engine> {
  if (!database) return openSqlite(dataDir);
  const { openPostgres } = await import('./store/postgres.ts');
  return openPostgres(database.url, database.connections);
}

/** What to print of an error that kept it from starting: the operator's mistakes need no stack. */
export function explain(error: unknown): unknown {
  const ours = [
    ConfigError,
    DataDirectoryInUseError,
    DataDirectoryUnusableError,
    DatabaseOutOfDateError,
    DatabaseUnusableError,
    SimulatorNotUpError,
  ];
  if (error instanceof Error && ours.some((kind) => error instanceof kind)) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return `The port is in use: end what uses it, or set GATEWAY_PORT. (${error.message})`;
  return error;
}
