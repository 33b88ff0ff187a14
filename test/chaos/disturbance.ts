import { setTimeout as sleep } from 'node:timers/promises';

import type { FaultRule, NewFaultRule } from '../../server-stub/stripe-simulator/faults/fault-rule.ts';
import type { Cluster } from './cluster.ts';
import type { Random } from './random.ts';

export interface Counts {
  kills: number;
  /** Rules of what is to go wrong at Stripe. */
  faults: number;
  /** How often one of them did: what nobody asks for cannot go wrong. */
  struck: number;
  clockJumps: number;
  /** Of all connections to PostgreSQL. */
  cuts: number;
}

type Fault = Pick<NewFaultRule, 'effect'> & Partial<NewFaultRule> & { readonly count: number };

const ROUTES = ['POST /v1/payment_intents*', 'GET /v1/payment_intents*', 'POST /v1/refunds', '*'] as const;
const EFFECTS: readonly [Fault, ...Fault[]] = [
  { effect: 'error-before', count: 3 },
  { effect: 'error-after', count: 2 },
  { effect: 'cut-before', count: 3 },
  { effect: 'cut-after', count: 2 },
  { effect: 'conflict', count: 2 },
  { effect: 'rate-limit', count: 4 },
  { effect: 'slow', delayMs: 700, count: 8 },
  { effect: 'time-out', delayMs: 4000, count: 1 },
];
const WEBHOOK_EFFECTS: readonly [Fault, ...Fault[]] = [
  { effect: 'drop', count: 6 },
  { effect: 'double', count: 6 },
  { effect: 'delay', delayMs: 1500, count: 6 },
  { effect: 'reorder', count: 4 },
];
const MINUTE = 60_000;
/** Stripe forgets idempotency keys after a day, and a request that nobody pays is withdrawn after one. */
const CLOCK_JUMPS = [-10 * MINUTE, 10 * MINUTE, 26 * 60 * MINUTE] as const;

export interface DisturbanceOptions {
  /** Milliseconds between two troubles: at least, at most. */
  readonly pause: readonly [number, number];
  /** Troubles that are made however slow the machine is. */
  readonly least?: number;
}

/** Makes one trouble after the other until it is told to end, or for so many milliseconds; whom it kills it starts again. */
export class Disturbance {
  readonly counts: Counts = { kills: 0, faults: 0, struck: 0, clockJumps: 0, cuts: 0 };
  readonly #cluster: Cluster;
  readonly #random: Random;
  readonly #options: DisturbanceOptions;
  /** With how often each may strike. */
  readonly #posted = new Map<string, number>();
  #isEnding = false;

  constructor(cluster: Cluster, random: Random, options: DisturbanceOptions) {
    this.#cluster = cluster;
    this.#random = random;
    this.#options = options;
  }

  async run(longest: number): Promise<void> {
    const deadline = performance.now() + longest;
    const { least = 0 } = this.#options;
    for (let made = 0; made < least || (!this.#isEnding && performance.now() < deadline); made += 1) {
      await sleep(this.#random.between(...this.#options.pause));
      const dice = this.#random.next();
      if (dice < 0.18) await this.#kill();
      else if (dice < 0.24) await this.#moveClock();
      else if (dice < 0.29 && this.#cluster.databaseUrl !== null) await this.#cut();
      else await this.#addFault();
    }
    this.counts.struck = await this.#countStrikes();
  }

  end(): void {
    this.#isEnding = true;
  }

  async #kill(): Promise<void> {
    const { simulator, gateways } = this.#cluster;
    const victim = this.#random.pick([simulator, ...gateways]);
    this.counts.kills += 1;
    await victim.kill();
    await sleep(this.#random.between(0, 800));
    await victim.start();
  }

  async #moveClock(): Promise<void> {
    this.counts.clockJumps += 1;
    await this.#cluster.moveClock(this.#random.pick(CLOCK_JUMPS));
  }

  async #cut(): Promise<void> {
    this.counts.cuts += 1;
    await this.#cluster.cutDatabase();
  }

  async #addFault(): Promise<void> {
    this.counts.faults += 1;
    const rule = this.#random.chance(0.6)
      ? { ...this.#random.pick(EFFECTS), route: this.#random.pick(ROUTES) }
      : this.#random.pick(WEBHOOK_EFFECTS);
    const { id } = await this.#cluster.control<FaultRule>('/faults', 'POST', rule);
    this.#posted.set(id, rule.count);
  }

  /** One that has struck its last is not there any more. */
  async #countStrikes(): Promise<number> {
    const { rules } = await this.#cluster.control<{ rules: FaultRule[] }>('/faults', 'GET');
    const applied = new Map(rules.map((rule) => [rule.id, rule.applied]));
    return [...this.#posted].reduce((sum, [id, count]) => sum + (applied.get(id) ?? count), 0);
  }
}
