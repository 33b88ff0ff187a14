import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { RequestEntry } from '../../../server-stub/stripe-simulator/activity/activity-log.ts';
import type { NewFaultRule } from '../../../server-stub/stripe-simulator/faults/fault-rule.ts';
import { freePorts } from '../../support/server/free-ports.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Ends the demo with its test, however that went. */
const TETHER = new URL('../../../demo/server/tether.ts', import.meta.url).href;

/** Of this demo's gateway alone. */
export const OPERATOR_KEY = 'the-operator-of-this-demo-0001';

/** The whole demo, as `npm start` runs it, on ports and a data folder of its own. */
export class Stack {
  readonly demoPort: number;
  readonly gatewayPort: number;
  readonly simulatorPort: number;
  /** Free until a test listens there. */
  readonly otherPort: number;
  readonly #process: ChildProcess;
  readonly #folder: string;
  #output = '';

  private constructor([demo = 0, gateway = 0, simulator = 0, other = 0]: number[], folder: string) {
    this.demoPort = demo;
    this.gatewayPort = gateway;
    this.simulatorPort = simulator;
    this.otherPort = other;
    this.#folder = folder;
    this.#process = spawn(process.execPath, ['--import', TETHER, 'demo/start.ts', '--data', folder], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        DEMO_PORT: String(this.demoPort),
        GATEWAY_PORT: String(this.gatewayPort),
        SIMULATOR_PORT: String(this.simulatorPort),
        OPERATOR_API_KEY: OPERATOR_KEY,
        DEMO_FRAME_ORIGINS: `http://clinic.localhost:${this.demoPort},${this.otherHost}`,
      },
    });
    const keep = (chunk: Buffer): void => void (this.#output += chunk.toString());
    this.#process.stdout?.on('data', keep);
    this.#process.stderr?.on('data', keep);
  }

  static async start(): Promise<Stack> {
    const stack = new Stack(await freePorts(4), await mkdtemp(join(tmpdir(), 'payments-e2e-')));
    await stack.#until(() => fetch(`${stack.simulator}/_simulator/health`).then((answer) => answer.ok));
    await stack.gatewayAnswers();
    await stack.#until(() => fetch(`http://127.0.0.1:${stack.demoPort}/`).then((answer) => answer.ok));
    return stack;
  }

  /** The demo host's origin in a browser. */
  get origin(): string {
    return `http://localhost:${this.demoPort}`;
  }

  /** The origin of another page that may frame payments; nothing listens there until a test does. */
  get otherHost(): string {
    return `http://localhost:${this.otherPort}`;
  }

  /** Node does not resolve `*.localhost`, and may try ::1 first: an address for its own calls. */
  get gateway(): string {
    return `http://127.0.0.1:${this.gatewayPort}`;
  }

  get simulator(): string {
    return `http://127.0.0.1:${this.simulatorPort}`;
  }

  /** What a host's backend keeps to itself. */
  async apiKey(): Promise<string> {
    return (await readFile(join(this.#folder, 'demo-host-api-key'), 'utf8')).trim();
  }

  async gatewayAnswers(): Promise<void> {
    await this.#until(() => fetch(`${this.gateway}/readyz`).then((answer) => answer.ok));
  }

  /** As a crash would: no goodbye. The demo starts it again by itself. */
  async killGateway(): Promise<void> {
    process.kill(await this.#pid('gateway'), 'SIGKILL');
  }

  /** Stripe takes connections and says nothing, until it is let go on. */
  async holdStripe(held: boolean): Promise<void> {
    process.kill(await this.#pid('simulator'), held ? 'SIGSTOP' : 'SIGCONT');
  }

  async pauseWebhooks(paused: boolean): Promise<void> {
    await fetch(`${this.simulator}/_simulator/webhooks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ paused }),
    });
  }

  /** Makes Stripe misbehave in one way; a fault without `count` stays until `clearFaults`. */
  async addFault(rule: Partial<NewFaultRule>): Promise<void> {
    const answer = await fetch(`${this.simulator}/_simulator/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rule),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }

  /** The clock is set right again, too. */
  async clearFaults(): Promise<void> {
    await fetch(`${this.simulator}/_simulator/faults`, { method: 'DELETE' });
    await fetch(`${this.simulator}/_simulator/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ offsetMs: 0 }),
    });
  }

  /** What passed between the gateway, the patient's page and Stripe lately. */
  async activity(): Promise<Partial<RequestEntry>[]> {
    const { entries } = (await (await fetch(`${this.simulator}/_simulator/activity`)).json()) as {
      entries: Partial<RequestEntry>[];
    };
    return entries;
  }

  async receipts(): Promise<Receipt[]> {
    return (await fetch(`${this.simulator}/_simulator/receipts`)).json() as Promise<Receipt[]>;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = once(this.#process, 'exit');
      this.#process.kill('SIGTERM');
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #pid(name: 'gateway' | 'simulator'): Promise<number> {
    return Number(await readFile(join(this.#folder, `${name}.pid`), 'utf8'));
  }

  async #until(holds: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 150_000;
    while (!(await holds().catch(() => false))) {
      if (this.#process.exitCode !== null) throw new Error(`The demo ended:\n${this.#output}`);
      if (Date.now() > deadline) throw new Error(`The demo does not answer:\n${this.#output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

export interface Receipt {
  to: string;
  amount: number;
  currency: string;
  account: string;
  chargeId: string;
  paymentIntentId: string;
  number: number;
  kind: 'payment' | 'refund';
  receiptUrl: string;
}
