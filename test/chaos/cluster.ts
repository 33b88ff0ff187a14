import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

import type { AccessToken } from '../../src/contract/gateway-session.ts';
import type { TokenRequest } from '../../src/contract/hosts.ts';
import type { PaymentRecord } from '../../src/contract/records.ts';
import type { PaymentRequest, PaymentRequestPage } from '../../src/contract/payment-request.ts';
import { SIMULATED } from '../../server-stub/stripe/simulated.ts';
import { freePorts } from '../support/server/free-ports.ts';
import { makePostgres, type TestDatabase } from '../support/server/test-database.ts';
import { startPostgres, type PostgresServer } from '../support/server/postgres-server.ts';
import { Balancer } from './balancer.ts';
import { KillableProcess } from './killable-process.ts';

export type EngineName = 'sqlite' | 'postgres';

export interface ClusterOptions {
  readonly engine: EngineName;
  /** Gateway processes; SQLite serves one. */
  readonly gateways: number;
  /** Where the gateway's sources are: the repository, or a copy of it with a bug in it. */
  readonly root?: string;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OPERATOR_KEY = 'op_chaos_0123456789abcdefghij';
const HOST = 'h_chaos';
/** Milliseconds by which the clocks of two processes differ: machines never quite agree. */
const SKEW = 1500;

/** Real gateway processes behind one address, a real simulator, a real database: all of it may be killed. */
export class Cluster {
  readonly folder: string;
  readonly gateways: readonly KillableProcess[];
  readonly simulator: KillableProcess;
  /** As browsers and Stripe reach the gateway. */
  readonly gatewayUrl: string;
  readonly simulatorUrl: string;
  /** Where Stripe's stand-in keeps its books. */
  readonly simulatorFolder: string;
  readonly account = SIMULATED.accounts.harbourStreet;
  /** Nobody needs the logs. */
  isClean = false;
  readonly #balancer: Balancer;
  readonly #balancerPort: number;
  readonly #server: PostgresServer | null;
  readonly #database: TestDatabase | null;
  readonly #clockFile: string;
  readonly #end = new AbortController();
  #offset = 0;
  #apiKey = '';

  private constructor(
    { root = ROOT }: ClusterOptions,
    folder: string,
    [balancerPort = 0, simulatorPort = 0, ...ports]: readonly number[],
    server: PostgresServer | null,
    database: TestDatabase | null,
  ) {
    this.folder = folder;
    this.#server = server;
    this.#database = database;
    this.#balancerPort = balancerPort;
    this.simulatorFolder = join(folder, 'simulator');
    this.#clockFile = join(folder, 'clock');
    this.gatewayUrl = `http://127.0.0.1:${balancerPort}`;
    this.simulatorUrl = `http://127.0.0.1:${simulatorPort}`;
    this.#balancer = new Balancer(ports);
    this.simulator = new KillableProcess({
      name: 'simulator',
      root: ROOT,
      script: 'server-stub/stripe-simulator/main.ts',
      env: {
        SIMULATOR_PORT: String(simulatorPort),
        SIMULATOR_PUBLIC_URL: this.simulatorUrl,
        SIMULATOR_DATA: this.simulatorFolder,
        SIMULATOR_WEBHOOK_URL: `${this.gatewayUrl}/webhooks/stripe`,
        SIMULATOR_WEBHOOK_SECRET: SIMULATED.webhookSecret,
      },
      healthUrl: `${this.simulatorUrl}/_simulator/health`,
      logFile: join(folder, 'simulator.log'),
    });
    this.gateways = ports.map(
      (port, index) =>
        new KillableProcess({
          name: `gateway ${index + 1}`,
          root,
          script: 'test/chaos/gateway.ts',
          env: {
            GATEWAY_PORT: String(port),
            GATEWAY_URL: this.gatewayUrl,
            SIMULATOR_URL: this.simulatorUrl,
            SIMULATOR_PORT: String(simulatorPort),
            SIMULATOR_START: 'no',
            OPERATOR_API_KEY: OPERATOR_KEY,
            LOG_LEVEL: 'warn',
            CHAOS_CLOCK: this.#clockFile,
            CHAOS_SKEW: String(index * SKEW),
            ...(database?.env ?? { DATA_DIR: join(folder, 'gateway') }),
          },
          healthUrl: `http://127.0.0.1:${port}/readyz`,
          logFile: join(folder, `gateway-${index + 1}.log`),
        }),
    );
  }

  /** Who ended without being killed: nothing that breaks may end a process. */
  get falls(): string[] {
    return [this.simulator, ...this.gateways].flatMap(({ fall }) => fall ?? []);
  }

  /** Null on SQLite. */
  get databaseUrl(): string | null {
    return this.#database?.env['DATABASE_URL'] ?? null;
  }

  static async start(options: ClusterOptions): Promise<Cluster> {
    const folder = await mkdtemp(join(tmpdir(), 'payments-chaos-'));
    await mkdir(join(folder, 'simulator'));
    await writeFile(join(folder, 'clock'), '0');
    const given = process.env['TEST_DATABASE_URL'];
    const wantsServer = options.engine === 'postgres' && !given;
    const server = wantsServer ? await startPostgres() : null;
    const url = given ?? server?.url ?? '';
    const database = options.engine === 'postgres' ? await makePostgres(url) : null;
    const ports = await freePorts(2 + options.gateways);
    const cluster = new Cluster(options, folder, ports, server, database);
    try {
      await cluster.#balancer.listen(cluster.#balancerPort);
      await Promise.all([cluster.simulator, ...cluster.gateways].map((each) => each.start()));
      await cluster.#provision();
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#end.abort();
    await Promise.all([this.simulator, ...this.gateways].map((each) => each.kill()));
    await this.#balancer.close();
    await this.#database?.remove();
    await this.#server?.stop();
    if (this.isClean) await rm(this.folder, { recursive: true, force: true });
  }

  /** Moves the time of Stripe and of every gateway process, and of those that start later. */
  async moveClock(by: number): Promise<void> {
    this.#offset += by;
    // Renamed into its place: nobody ever reads half of it.
    await writeFile(`${this.#clockFile}.new`, String(this.#offset));
    await rename(`${this.#clockFile}.new`, this.#clockFile);
    await this.control('/clock', 'POST', { offsetMs: this.#offset });
  }

  /** Cuts every gateway process off from its database, whatever it is just asking. On SQLite there is nothing to cut. */
  async cutDatabase(): Promise<void> {
    if (this.databaseUrl === null) return;
    const client = new Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
      );
    } finally {
      await client.end();
    }
  }

  async token(request: Partial<TokenRequest>): Promise<AccessToken> {
    return this.#ask('/v1/tokens', 'POST', this.#apiKey, {
      organisationRef: 'chaos',
      clinicRef: 'clinic',
      ...request,
    });
  }

  /** Every request that the gateway knows, as a host's backend reads them. */
  async requests(): Promise<PaymentRequest[]> {
    const all: PaymentRequest[] = [];
    let cursor: string | null = null;
    do {
      const query: string = `limit=100${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
      const page: PaymentRequestPage = await this.#ask(`/v1/payment-requests?${query}`, 'GET', this.#apiKey);
      all.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return all;
  }

  /** One request's whole story, with what was given back of it. */
  record(id: string): Promise<PaymentRecord> {
    return this.#ask(`/v1/payment-requests/${id}/history`, 'GET', this.#apiKey);
  }

  /** The simulator's own switches. Asked again while it is down: this is the harness, not what is tested. */
  async control<Answer = unknown>(
    path: string,
    method: 'GET' | 'POST' | 'DELETE',
    body?: object,
  ): Promise<Answer> {
    return this.#persistently(async () => {
      const answer = await fetch(`${this.simulatorUrl}/_simulator${path}`, {
        method,
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return (text === '' ? undefined : JSON.parse(text)) as Answer;
    });
  }

  async #provision(): Promise<void> {
    await this.#ask(`/v1/hosts/${HOST}`, 'PUT', OPERATOR_KEY, {
      name: 'Chaos',
      frameOrigins: [],
      pluginOrigins: [],
      organisations: [
        {
          ref: 'chaos',
          name: 'Chaos Health',
          clinics: [
            {
              ref: 'clinic',
              name: 'Chaos Clinic',
              currency: 'aud',
              enabled: true,
              stripeAccount: this.account,
            },
          ],
        },
      ],
    });
    const { apiKey } = await this.#ask<{ apiKey: string }>(
      `/v1/hosts/${HOST}/api-keys`,
      'POST',
      OPERATOR_KEY,
    );
    this.#apiKey = apiKey;
  }

  #ask<Answer>(path: string, method: string, key: string, body?: object): Promise<Answer> {
    return this.#persistently(async () => {
      const answer = await fetch(this.gatewayUrl + path, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(15_000),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      const text = await answer.text();
      return (text === '' ? undefined : JSON.parse(text)) as Answer;
    });
  }

  /** For a minute, and not for a page that is left over when the run has ended. */
  async #persistently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await ask();
      } catch (error) {
        if (tries >= 240 || this.#end.signal.aborted) throw error;
        await sleep(250);
      }
    }
  }
}
