import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { calculateJwkThumbprint, decodeJwt, exportJWK, SignJWT, type JWTPayload } from 'jose';

import type { Role } from '../../src/contract/roles.ts';
import { makePostgres, type TestDatabase } from '../../test/support/server/test-database.ts';
import { startPostgres, type PostgresServer } from '../../test/support/server/postgres-server.ts';
import { ownSeconds, secondsOf, type Used } from './processors.ts';

export type EngineName = 'sqlite' | 'postgres';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Ends a process when its parent is gone, however that went. */
const TETHER = new URL('../../demo/server/tether.ts', import.meta.url).href;
const OPERATOR_KEY = 'op_bench_0123456789abcdefghij';
const METRICS_TOKEN = 'metrics_bench_0123456789';
const STAND_IN_PORT = 5210;
export const PLAIN_URL = 'http://127.0.0.1:5211';
const FIRST_GATEWAY_PORT = 5220;
/** A folder for a profile of each process: where its time goes. */
const PROFILES = process.env['CPU_PROFILES'];

export interface Gateway {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
}

export interface Person {
  readonly role: Role;
  readonly callId: string;
  readonly participantId: string;
  /** Which clinic, by number: the first unless given. */
  readonly clinic?: number;
}

/** Gateways as they are run in earnest, a database that waits for its disk, and a Stripe that answers at once. */
export class Rig {
  readonly gateways: Gateway[] = [];
  readonly #children: ChildProcess[] = [];
  readonly #keys = generateKeyPairSync('ed25519');
  #folder = '';
  #server: PostgresServer | null = null;
  #database: TestDatabase | null = null;
  readonly #clinics: JWTPayload[] = [];
  #kid = '';
  #standIn = 0;

  static async start(engine: EngineName, gateways: number, clinics = 1): Promise<Rig> {
    const rig = new Rig();
    rig.#folder = await mkdtemp(join(tmpdir(), 'payments-bench-'));
    rig.#kid = await calculateJwkThumbprint(await exportJWK(rig.#keys.publicKey));
    if (engine === 'postgres') {
      rig.#server = await startPostgres({ durable: true });
      rig.#database = await makePostgres(rig.#server.url);
    }
    const ports = Array.from({ length: gateways }, (_, index) => FIRST_GATEWAY_PORT + index);
    const standIn = rig.#run('bench/gateway/stripe-stand-in.ts', {
      STAND_IN_PORT: String(STAND_IN_PORT),
      WEBHOOK_URLS: ports.map((port) => `http://127.0.0.1:${port}/webhooks/stripe`).join(),
    });
    rig.#standIn = standIn.pid ?? 0;
    for (const port of ports) await rig.#startGateway(port);
    await rig.#provision(clinics);
    return rig;
  }

  async startPlain(): Promise<void> {
    const port = new URL(PLAIN_URL).port;
    const env = { PLAIN_PORT: port, SIMULATOR_URL: `http://127.0.0.1:${STAND_IN_PORT}` };
    this.#run('bench/gateway/plain-server.ts', env);
    await answers(PLAIN_URL);
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#children.map((child) => {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        // A profile is written at a proper end.
        child.kill(PROFILES === undefined ? 'SIGKILL' : 'SIGTERM');
        return gone;
      }),
    );
    await this.#database?.remove();
    await this.#server?.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Signed here: a host mints them a few at a time, and that is not what is measured. */
  token({ role, callId, participantId, clinic = 0 }: Person): Promise<string> {
    return new SignJWT({ ...this.#clinics[clinic], role, call: callId, sub: participantId })
      .setProtectedHeader({ alg: 'EdDSA', kid: this.#kid, typ: 'at+jwt' })
      .setExpirationTime('1h')
      .sign(this.#keys.privateKey);
  }

  /** `POST /v1/payment_intents/{id}/confirm`, as the payer's page would by Stripe.js. */
  async pay(clientSecret: string): Promise<void> {
    const id = clientSecret.split('_secret_')[0] ?? '';
    const url = `http://127.0.0.1:${STAND_IN_PORT}/v1/payment_intents/${id}/confirm`;
    await (await fetch(url, { method: 'POST' })).body?.cancel();
  }

  /** What each process here has used of a processor so far; the callers are this one. */
  async used(): Promise<Used> {
    const used: Record<string, number> = {};
    for (const [index, { pid }] of this.gateways.entries())
      used[this.gateways.length > 1 ? `gateway ${index + 1}` : 'gateway'] = await secondsOf(pid);
    if (this.#server) used['PostgreSQL'] = await secondsOf(this.#server.pid);
    used['stand-in'] = await secondsOf(this.#standIn);
    used['callers'] = ownSeconds();
    return used;
  }

  #run(script: string, env: Readonly<Record<string, string>>): ChildProcess {
    const profile = PROFILES === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${PROFILES}`];
    const child = spawn(process.execPath, [...profile, '--import', TETHER, script], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#children.push(child);
    return child;
  }

  async #startGateway(port: number): Promise<void> {
    const url = `http://127.0.0.1:${port}`;
    const { pid = 0 } = this.#run('server-stub/main.ts', {
      GATEWAY_PORT: String(port),
      GATEWAY_URL: `http://127.0.0.1:${FIRST_GATEWAY_PORT}`,
      SIMULATOR_URL: `http://127.0.0.1:${STAND_IN_PORT}`,
      SIMULATOR_START: 'no',
      OPERATOR_API_KEY: OPERATOR_KEY,
      METRICS_TOKEN,
      TOKEN_SIGNING_KEY: String(this.#keys.privateKey.export({ type: 'pkcs8', format: 'pem' })),
      LOG_LEVEL: 'warn',
      ...(this.#database?.env ?? { DATA_DIR: join(this.#folder, 'gateway') }),
    });
    await answers(`${url}/readyz`);
    this.gateways.push({ url, port, pid });
  }

  async #provision(clinics: number): Promise<void> {
    const refs = Array.from({ length: clinics }, (_, index) => `clinic-${index}`);
    await this.#ask('/v1/hosts/h_bench', 'PUT', OPERATOR_KEY, {
      name: 'Bench',
      frameOrigins: [],
      pluginOrigins: [],
      organisations: [
        {
          ref: 'bench',
          name: 'Bench',
          clinics: refs.map((ref, index) => ({
            ref,
            name: 'Clinic',
            currency: 'aud',
            enabled: true,
            stripeAccount: `acct_${index}`,
          })),
        },
      ],
    });
    const { apiKey } = await this.#ask('/v1/hosts/h_bench/api-keys', 'POST', OPERATOR_KEY);
    for (const clinicRef of refs) {
      const { token } = await this.#ask('/v1/tokens', 'POST', apiKey ?? '', {
        organisationRef: 'bench',
        clinicRef,
        callId: 'first',
        participantId: 'first',
        role: 'clinician',
      });
      this.#clinics.push(decodeJwt(token ?? ''));
    }
  }

  async #ask(path: string, method: string, key: string, body?: object): Promise<Record<string, string>> {
    const answer = await fetch(`${this.gateways[0]?.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    const text = await answer.text();
    return text === '' ? {} : JSON.parse(text);
  }
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await fetch(url).catch(() => null);
    await answer?.body?.cancel();
    if (answer) return;
    await sleep(50);
  }
  throw new Error(`${url} does not answer.`);
}
