import { mkdtemp, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { AccessToken } from '../../src/contract/gateway-session.ts';
import type { TokenRequest } from '../../src/contract/hosts.ts';
import type { PaymentRequest, PaymentRequestPage } from '../../src/contract/payment-request.ts';
import { SIMULATED } from '../../server-stub/stripe/simulated.ts';
import { makePostgres, type TestDatabase } from '../support/server/test-database.ts';
import { startPostgres, type PostgresServer } from '../support/server/postgres-server.ts';
import { Balancer } from './balancer.ts';
import { KillableProcess } from './killable-process.ts';

export type EngineName = 'sqlite' | 'postgres';

export interface ClusterOptions {
  readonly engine: EngineName;
  /** Gateway processes; SQLite serves one. */
  readonly gateways: number;
  readonly firstPort: number;
}

const OPERATOR_KEY = 'op_chaos_0123456789abcdefghij';
const HOST = 'h_chaos';

/** Real gateway processes behind one address, a real simulator, a real database: all of it may be killed. */
export class Cluster {
  readonly folder: string;
  readonly gateways: readonly KillableProcess[];
  readonly simulator: KillableProcess;
  /** As browsers and Stripe reach the gateway. */
  readonly gatewayUrl: string;
  readonly simulatorUrl: string;
  readonly account = SIMULATED.accounts.harbourStreet;
  readonly #balancer: Balancer;
  readonly #balancerPort: number;
  readonly #server: PostgresServer | null;
  readonly #database: TestDatabase | null;
  #apiKey = '';

  private constructor(
    { gateways, firstPort }: ClusterOptions,
    folder: string,
    server: PostgresServer | null,
    database: TestDatabase | null,
  ) {
    this.folder = folder;
    this.#server = server;
    this.#database = database;
    this.#balancerPort = firstPort;
    const simulatorPort = firstPort + 1;
    const ports = Array.from({ length: gateways }, (_, index) => firstPort + 2 + index);
    this.gatewayUrl = `http://127.0.0.1:${firstPort}`;
    this.simulatorUrl = `http://127.0.0.1:${simulatorPort}`;
    this.#balancer = new Balancer(ports);
    this.simulator = new KillableProcess({
      name: 'simulator',
      script: 'server-stub/stripe-simulator/main.ts',
      env: {
        SIMULATOR_PORT: String(simulatorPort),
        SIMULATOR_PUBLIC_URL: this.simulatorUrl,
        SIMULATOR_DATA: join(folder, 'simulator'),
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
          script: 'server-stub/main.ts',
          env: {
            GATEWAY_PORT: String(port),
            GATEWAY_URL: this.gatewayUrl,
            SIMULATOR_URL: this.simulatorUrl,
            SIMULATOR_PORT: String(simulatorPort),
            SIMULATOR_START: 'no',
            OPERATOR_API_KEY: OPERATOR_KEY,
            LOG_LEVEL: 'warn',
            ...(database?.env ?? { DATA_DIR: join(folder, 'gateway') }),
          },
          healthUrl: `http://127.0.0.1:${port}/readyz`,
          logFile: join(folder, `gateway-${index + 1}.log`),
        }),
    );
  }

  static async start(options: ClusterOptions): Promise<Cluster> {
    const folder = await mkdtemp(join(tmpdir(), 'payments-chaos-'));
    await mkdir(join(folder, 'simulator'));
    const given = process.env['TEST_DATABASE_URL'];
    const wantsServer = options.engine === 'postgres' && !given;
    const server = wantsServer ? await startPostgres() : null;
    const url = given ?? server?.url ?? '';
    const database = options.engine === 'postgres' ? await makePostgres(url) : null;
    const cluster = new Cluster(options, folder, server, database);
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
    await Promise.all([this.simulator, ...this.gateways].map((each) => each.kill()));
    await this.#balancer.close();
    await this.#database?.remove();
    await this.#server?.stop();
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

  async control(path: string, method: 'POST' | 'DELETE', body?: object): Promise<void> {
    const answer = await fetch(`${this.simulatorUrl}/_simulator${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    await answer.body?.cancel();
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

  /** Goes on asking while a process is down: this is the harness, not what is tested. */
  async #ask<Answer>(path: string, method: string, key: string, body?: object): Promise<Answer> {
    for (let tries = 0; ; tries += 1) {
      try {
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
      } catch (error) {
        if (tries >= 60) throw error;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
  }
}
