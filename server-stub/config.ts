import { createPrivateKey, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';

import type { GatewayEnvironment } from '../src/contract/gateway-session.ts';
import { isAllowedOrigin, isLoopbackHost } from './origins.ts';
import { SIMULATED } from './stripe/simulated.ts';

export interface StripeConfig {
  readonly environment: GatewayEnvironment;
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly webhookSecrets: readonly string[];
  readonly connectClientId: string | null;
  /** The simulator that stands in for Stripe; null when it is Stripe. */
  readonly simulator: SimulatorConfig | null;
}

export interface SimulatorConfig {
  /** As a browser reaches it. */
  readonly url: string;
  readonly port: number;
  /** Whether to start it when it does not answer. */
  readonly start: boolean;
}

/** Jira Service Management, where tickets for access are raised. */
export interface ServiceDeskConfig {
  /** Its site, without a path at the end, e.g. `https://health.atlassian.net`. */
  readonly url: string;
  /** With `user` an API token, without one a personal access token. */
  readonly token: string;
  /** Whose API token it is, an email address. */
  readonly user: string | null;
  /** The service desk's id. */
  readonly project: string;
  /** The request type's id. */
  readonly requestType: string;
  /** The name of the one status that approves. */
  readonly approvedStatus: string;
  /** Names of those that decline. */
  readonly declinedStatuses: readonly string[];
  /** What its webhook proves itself with; null for no such route. */
  readonly webhookSecret: string | null;
}

export interface DatabaseConfig {
  /** With the password in it. */
  readonly url: string;
  /** The most connections of this process. */
  readonly connections: number;
}

export interface Config {
  readonly port: number;
  readonly bind: string;
  /** The gateway's origin, as browsers reach it. */
  readonly url: string;
  readonly dataDir: string;
  /** PostgreSQL; null for SQLite in `dataDir`. */
  readonly database: DatabaseConfig | null;
  readonly migrateOnStart: boolean;
  readonly operatorKey: string;
  readonly tokenSigningKey: KeyObject | null;
  /** Milliseconds. */
  readonly requestTtl: number;
  /** How often a host's backend may call in a minute, with all its keys. */
  readonly hostCallsPerMinute: number;
  /** Addresses (or ranges) of the proxies in front that are trusted to say who calls. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: string;
  /** What opens `/metrics`; null for no metrics. */
  readonly metricsToken: string | null;
  /** Null: the gateway's own queue. */
  readonly serviceDesk: ServiceDeskConfig | null;
  /** What clinics charge in that an approved request for access makes. Lowercase ISO 4217. */
  readonly clinicCurrency: string;
  readonly stripe: StripeConfig;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that is wrong with the settings, each in a sentence that says what to do. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The gateway cannot start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const STRIPE_KEYS = ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRETS'] as const;
const SHORTEST_OPERATOR_KEY = 24;
const SHORTEST_METRICS_TOKEN = 16;

/** Reads the settings from the environment. @throws ConfigError with all that is wrong at once. */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  const settings = new Settings(env, problems);
  const stripe = readStripe(settings, problems);
  const isSimulated = stripe.environment === 'simulated';
  const port = settings.integer('GATEWAY_PORT', 4200, 0, 65_535);
  const bind = settings.text('GATEWAY_BIND') ?? (isSimulated ? '127.0.0.1' : '0.0.0.0');
  const url = readUrl(settings, 'GATEWAY_URL', `http://localhost:${port}`, problems);
  checkReach(stripe.environment, url, bind, problems);
  const config: Config = {
    port,
    bind,
    url: url.origin,
    dataDir: settings.text('DATA_DIR') ?? '.data',
    database: readDatabase(settings, problems),
    migrateOnStart: settings.oneOf('MIGRATE_ON_START', ['yes', 'no'], 'yes') === 'yes',
    operatorKey: readOperatorKey(settings, isSimulated, problems),
    tokenSigningKey: readSigningKey(settings, problems),
    requestTtl: settings.integer('PAYMENT_REQUEST_TTL_HOURS', 24, 1, 24 * 30) * 60 * 60 * 1000,
    hostCallsPerMinute: settings.integer('HOST_CALLS_PER_MINUTE', 1200, 60, 1_000_000),
    trustedProxies: readProxies(settings, problems),
    metricsToken: readMetricsToken(settings, problems),
    serviceDesk: readServiceDesk(settings, problems),
    clinicCurrency: readCurrency(settings, problems),
    logLevel: settings.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    stripe,
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

class Settings {
  readonly #env: Environment;
  readonly #problems: string[];

  constructor(env: Environment, problems: string[]) {
    this.#env = env;
    this.#problems = problems;
  }

  /** An empty one counts as left out. */
  text(name: string): string | undefined {
    return this.#env[name]?.trim() || undefined;
  }

  /** Separated by commas. */
  list(name: string): string[] {
    const items = (this.text(name) ?? '').split(',').map((item) => item.trim());
    return items.filter((item) => item !== '');
  }

  integer(name: string, fallback: number, least: number, most: number): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    this.#problems.push(`${name} is “${text}”: it must be a whole number from ${least} to ${most}.`);
    return fallback;
  }

  oneOf(name: string, values: readonly string[], fallback: string): string {
    const text = this.text(name);
    if (text === undefined || values.includes(text)) return text ?? fallback;
    this.#problems.push(`${name} is “${text}”: it must be one of ${values.join(', ')}.`);
    return fallback;
  }
}

function readUrl(settings: Settings, name: string, fallback: string, problems: string[]): URL {
  const text = settings.text(name);
  const url = URL.parse(text ?? fallback);
  if (url && isAllowedOrigin(url.origin) && url.pathname === '/' && !url.search && !url.hash && !url.username)
    return url;
  problems.push(
    `${name} is “${text}”: it must be an address without a path, https, or http on localhost, e.g. https://pay.example.com.`,
  );
  return new URL(fallback);
}

function checkReach(environment: GatewayEnvironment, url: URL, bind: string, problems: string[]): void {
  if (environment === 'simulated') {
    const why = 'without Stripe keys the gateway only pretends to take money';
    if (!isLoopbackHost(url.hostname))
      problems.push(
        `GATEWAY_URL is ${url.origin}, but ${why}, and stays on this machine: set the STRIPE_ keys, or leave GATEWAY_URL out.`,
      );
    if (bind !== '127.0.0.1')
      problems.push(
        `GATEWAY_BIND is “${bind}”, but ${why}, and binds 127.0.0.1 only: set the STRIPE_ keys, or leave GATEWAY_BIND out.`,
      );
  }
  if (environment === 'live' && url.protocol !== 'https:')
    problems.push(`GATEWAY_URL is ${url.origin}, but live Stripe keys need an https address.`);
}

function readDatabase(settings: Settings, problems: string[]): DatabaseConfig | null {
  const url = settings.text('DATABASE_URL');
  const connections = settings.integer('DATABASE_CONNECTIONS', 10, 2, 200);
  if (url === undefined) return null;
  // What is wrong is not quoted: it may hold the password.
  if (!/^postgres(ql)?:$/.test(URL.parse(url)?.protocol ?? ''))
    problems.push(
      'DATABASE_URL is not an address of a PostgreSQL database, such as postgresql://user:password@host:5432/payments.',
    );
  return { url, connections };
}

function readProxies(settings: Settings, problems: string[]): string[] {
  const proxies = settings.list('TRUSTED_PROXIES');
  for (const proxy of proxies) {
    const [address = '', bits = '1', ...rest] = proxy.split('/');
    const most = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
    if (!/^[1-9]\d*$/.test(bits) || Number(bits) > most || rest.length > 0)
      problems.push(
        `TRUSTED_PROXIES holds “${proxy}”: each is an address or a range, e.g. 10.0.0.0/8, separated by commas.`,
      );
  }
  return proxies;
}

function readOperatorKey(settings: Settings, isSimulated: boolean, problems: string[]): string {
  const key = settings.text('OPERATOR_API_KEY');
  if (isSimulated) return key ?? 'op_simulated';
  if (key === undefined)
    problems.push('OPERATOR_API_KEY is missing: it is what administers hosts and their keys.');
  else if (key.length < SHORTEST_OPERATOR_KEY)
    problems.push(`OPERATOR_API_KEY is too short: it needs at least ${SHORTEST_OPERATOR_KEY} characters.`);
  return key ?? '';
}

function readMetricsToken(settings: Settings, problems: string[]): string | null {
  const token = settings.text('METRICS_TOKEN') ?? null;
  if (token !== null && token.length < SHORTEST_METRICS_TOKEN)
    problems.push(`METRICS_TOKEN is too short: it needs at least ${SHORTEST_METRICS_TOKEN} characters.`);
  return token;
}

const SERVICE_DESK = ['URL', 'TOKEN', 'PROJECT', 'REQUEST_TYPE', 'APPROVED_STATUS'] as const;
const SHORTEST_WEBHOOK_SECRET = 16;

function readServiceDesk(settings: Settings, problems: string[]): ServiceDeskConfig | null {
  const read = (name: string) => settings.text(`SERVICE_DESK_${name}`);
  const missing = SERVICE_DESK.filter((name) => read(name) === undefined);
  const others = ['USER', 'DECLINED_STATUSES', 'WEBHOOK_SECRET'].some((name) => read(name) !== undefined);
  if (missing.length === SERVICE_DESK.length && !others) return null;
  for (const name of missing)
    problems.push(
      `SERVICE_DESK_${name} is missing: other SERVICE_DESK_ settings are there. Set all of ${SERVICE_DESK.map((each) => `SERVICE_DESK_${each}`).join(', ')}, or none.`,
    );
  const url = (read('URL') ?? '').replace(/\/+$/, '');
  const parsed = URL.parse(url);
  if (url && (!parsed || !isAllowedOrigin(parsed.origin) || parsed.username || parsed.search || parsed.hash))
    problems.push(
      'SERVICE_DESK_URL is not the address of a Jira site, such as https://health.atlassian.net: https, or http on localhost.',
    );
  const webhookSecret = read('WEBHOOK_SECRET') ?? null;
  if (webhookSecret !== null && webhookSecret.length < SHORTEST_WEBHOOK_SECRET)
    problems.push(
      `SERVICE_DESK_WEBHOOK_SECRET is too short: it needs at least ${SHORTEST_WEBHOOK_SECRET} characters.`,
    );
  return {
    url,
    token: read('TOKEN') ?? '',
    user: read('USER') ?? null,
    project: read('PROJECT') ?? '',
    requestType: read('REQUEST_TYPE') ?? '',
    approvedStatus: read('APPROVED_STATUS') ?? '',
    declinedStatuses: settings.list('SERVICE_DESK_DECLINED_STATUSES'),
    webhookSecret,
  };
}

function readCurrency(settings: Settings, problems: string[]): string {
  const currency = settings.text('CLINIC_CURRENCY') ?? 'aud';
  if (!/^[a-z]{3}$/.test(currency))
    problems.push(`CLINIC_CURRENCY is “${currency}”: it must be lowercase ISO 4217, e.g. aud.`);
  return currency;
}

function readSigningKey(settings: Settings, problems: string[]): KeyObject | null {
  const text = settings.text('TOKEN_SIGNING_KEY');
  if (text === undefined) return null;
  try {
    const key = text.startsWith('{')
      ? createPrivateKey({ key: JSON.parse(text), format: 'jwk' })
      : createPrivateKey(text.replaceAll('\\n', '\n'));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // The reason may quote the key: it is not repeated.
  }
  problems.push('TOKEN_SIGNING_KEY is not an Ed25519 private key, as a JWK or in PEM.');
  return null;
}

function readStripe(settings: Settings, problems: string[]): StripeConfig {
  const missing = STRIPE_KEYS.filter((name) => settings.text(name) === undefined);
  const isSimulated = missing.length === STRIPE_KEYS.length && !settings.text('STRIPE_CONNECT_CLIENT_ID');
  if (isSimulated) return readSimulator(settings, problems);
  for (const name of missing)
    problems.push(
      `${name} is missing: other STRIPE_ settings are there. Set all of ${STRIPE_KEYS.join(', ')}, or none.`,
    );

  const secretKey = settings.text('STRIPE_SECRET_KEY') ?? '';
  const publishableKey = settings.text('STRIPE_PUBLISHABLE_KEY') ?? '';
  const webhookSecrets = settings.list('STRIPE_WEBHOOK_SECRETS');
  const mode = /^(?:sk|rk)_(test|live)_\w+$/.exec(secretKey)?.[1];
  const publishableMode = /^pk_(test|live)_\w+$/.exec(publishableKey)?.[1];
  if (secretKey && !mode)
    problems.push(
      'STRIPE_SECRET_KEY is not a Stripe secret key: those begin with sk_test_, sk_live_, rk_test_ or rk_live_.',
    );
  if (publishableKey && !publishableMode)
    problems.push(
      'STRIPE_PUBLISHABLE_KEY is not a Stripe publishable key: those begin with pk_test_ or pk_live_.',
    );
  if (mode && publishableMode && mode !== publishableMode)
    problems.push(
      `STRIPE_SECRET_KEY is a ${mode} key and STRIPE_PUBLISHABLE_KEY a ${publishableMode} key: they must be of one mode.`,
    );
  if (secretKey.startsWith('sk_test_sim_') || publishableKey.startsWith('pk_test_sim_'))
    problems.push('The STRIPE_ keys are the simulator’s: leave them out to use the simulator.');
  if (webhookSecrets.some((secret) => !/^whsec_\w+$/.test(secret)))
    problems.push(
      'STRIPE_WEBHOOK_SECRETS holds something that is no webhook secret: those begin with whsec_, and are separated by commas.',
    );
  const connectClientId = settings.text('STRIPE_CONNECT_CLIENT_ID') ?? null;
  if (connectClientId !== null && !/^ca_\w+$/.test(connectClientId))
    problems.push('STRIPE_CONNECT_CLIENT_ID is no Connect client id: those begin with ca_.');
  return {
    environment: mode === 'live' ? 'live' : 'test',
    secretKey,
    publishableKey,
    webhookSecrets,
    connectClientId,
    simulator: null,
  };
}

function readSimulator(settings: Settings, problems: string[]): StripeConfig {
  const port = settings.integer('SIMULATOR_PORT', 4300, 0, 65_535);
  const url = readUrl(settings, 'SIMULATOR_URL', `http://localhost:${port}`, problems);
  if (!isLoopbackHost(url.hostname))
    problems.push(`SIMULATOR_URL is ${url.origin}, but the simulator only runs on this machine.`);
  return {
    environment: 'simulated',
    secretKey: SIMULATED.secretKey,
    publishableKey: SIMULATED.publishableKey,
    webhookSecrets: [SIMULATED.webhookSecret],
    connectClientId: SIMULATED.connectClientId,
    simulator: {
      url: url.origin,
      port,
      start: settings.oneOf('SIMULATOR_START', ['yes', 'no'], 'yes') === 'yes',
    },
  };
}
