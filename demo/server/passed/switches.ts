import { SWITCH_NAMES, type PassedFact, type SwitchName, type SwitchState } from '../../contract/passed.ts';
import type { FaultRule, RuleInForce, SimulatorClient } from './simulator-client.ts';

/** What each switch makes Stripe do. */
const RULES: Readonly<Record<SwitchName, FaultRule>> = {
  'slow-stripe': { effect: 'slow', delayMs: 3_000 },
  'lost-answer': { effect: 'cut-after', route: 'POST /v1/payment_intents', count: 1 },
  'lose-next-webhook': { effect: 'drop', count: 1 },
  'lose-webhooks': { effect: 'drop' },
  'double-webhooks': { effect: 'double' },
};

export type Faults = Pick<SimulatorClient, 'faults' | 'addFault' | 'removeFault' | 'removeFaults'>;

/** The simulator's faults by a few names, and how often each has struck. */
export class Switches {
  readonly #simulator: Faults;
  readonly #struck = new Map<SwitchName, number>();
  /** The event whose delivery was struck last: doubled, it is delivered twice, and struck once. */
  #lastEvent: unknown = null;
  #turned: Promise<void> = Promise.resolve();

  constructor(simulator: Faults) {
    this.#simulator = simulator;
  }

  async state(): Promise<readonly SwitchState[]> {
    const rules = await this.#simulator.faults();
    return SWITCH_NAMES.map((name) => ({
      name,
      on: rules.some((rule) => isThat(name, rule)),
      struck: this.#struck.get(name) ?? 0,
    }));
  }

  /** One after the other: who clicks twice means the second one. */
  turn(name: SwitchName, on: boolean): Promise<void> {
    const turned = this.#turned.then(() => this.#turn(name, on));
    this.#turned = turned.catch(() => {});
    return turned;
  }

  async #turn(name: SwitchName, on: boolean): Promise<void> {
    const mine = (await this.#simulator.faults()).filter((rule) => isThat(name, rule));
    if (on && mine.length === 0) {
      this.#struck.set(name, 0);
      await this.#simulator.addFault(RULES[name]);
    }
    if (!on) await Promise.all(mine.map(({ id }) => this.#simulator.removeFault(id)));
  }

  async allOff(): Promise<void> {
    this.#struck.clear();
    await this.#simulator.removeFaults();
  }

  /** Counts what struck, for the switch that was turned on for it; of two, for the one that strikes once. */
  note(facts: readonly PassedFact[]): void {
    for (const fact of facts) {
      const fault = 'fault' in fact ? fact.fault : null;
      const name = SWITCH_NAMES.find((switchName) => {
        const { effect, count } = RULES[switchName];
        const struck = this.#struck.get(switchName);
        return effect === fault && struck !== undefined && (count === undefined || struck < count);
      });
      const event = fact.body['eventId'] ?? null;
      if (name && (event === null || event !== this.#lastEvent))
        this.#struck.set(name, (this.#struck.get(name) ?? 0) + 1);
      if (name) this.#lastEvent = event;
    }
  }
}

/** By what it does: a rule outlives this process, which then knows it no more by its id. */
function isThat(name: SwitchName, rule: RuleInForce): boolean {
  const { effect, route, type, delayMs, count } = RULES[name];
  return (
    rule.effect === effect &&
    rule.route === route &&
    rule.type === type &&
    rule.delayMs === delayMs &&
    (rule.count === undefined) === (count === undefined)
  );
}
