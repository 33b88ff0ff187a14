import { setTimeout as sleep } from 'node:timers/promises';

import type { Cluster } from './cluster.ts';
import type { Random } from './random.ts';

export interface Counts {
  kills: number;
  faults: number;
  clockJumps: number;
}

type FaultRule = Readonly<Record<string, string | number>>;

const ROUTES = ['POST /v1/payment_intents*', 'GET /v1/payment_intents*', 'POST /v1/refunds', '*'] as const;
const EFFECTS: readonly [FaultRule, ...FaultRule[]] = [
  { effect: 'error-before', count: 3 },
  { effect: 'error-after', count: 2 },
  { effect: 'cut-before', count: 3 },
  { effect: 'cut-after', count: 2 },
  { effect: 'conflict', count: 2 },
  { effect: 'rate-limit', count: 4 },
  { effect: 'slow', delayMs: 700, count: 8 },
  { effect: 'time-out', delayMs: 4000, count: 1 },
];
const WEBHOOK_EFFECTS: readonly [FaultRule, ...FaultRule[]] = [
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
  readonly counts: Counts = { kills: 0, faults: 0, clockJumps: 0 };
  readonly #cluster: Cluster;
  readonly #random: Random;
  readonly #options: DisturbanceOptions;
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
      else await this.#addFault();
    }
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

  async #addFault(): Promise<void> {
    this.counts.faults += 1;
    const rule = this.#random.chance(0.6)
      ? { ...this.#random.pick(EFFECTS), route: this.#random.pick(ROUTES) }
      : this.#random.pick(WEBHOOK_EFFECTS);
    await this.#cluster.control('/faults', 'POST', rule);
  }
}
