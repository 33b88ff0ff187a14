import { type Database, textColumn } from '../store/database.ts';
import type { Delivery, DeliveryStore } from '../webhooks/delivery-store.ts';
import { delayOf, type FaultRule, WEBHOOK_EFFECTS, type WebhookEffect } from './fault-rule.ts';
import type { FaultRules } from './fault-rules.ts';
import { fits } from './pattern.ts';

export interface DeliveryFault {
  readonly effect: WebhookEffect;
  /** It is held, and comes again by itself. */
  readonly held: boolean;
}

/** The rules in force, where a delivery meets them: each delivery once, or a delay would never end. */
export class DeliveryFaults {
  readonly #database: Database;
  readonly #rules: FaultRules;
  readonly #deliveries: DeliveryStore;

  constructor(database: Database, rules: FaultRules, deliveries: DeliveryStore) {
    this.#database = database;
    this.#rules = rules;
    this.#deliveries = deliveries;
  }

  /** What becomes of a delivery that is about to go out; null for nothing. `now`: of the timers. */
  meet(delivery: Delivery, type: string, now: number): DeliveryFault | null {
    return this.#database.transaction(() => {
      const before = this.#effectOf(delivery.event);
      if (before) {
        const { changes } = this.#database.sqlite
          .prepare('update delivery_faults set held = 0 where event = ? and held = 1')
          .run(delivery.event);
        return changes > 0 ? { effect: before, held: false } : null;
      }
      const rule = this.#rules.strike((candidate) => this.#concerns(candidate, delivery, type));
      const effect = WEBHOOK_EFFECTS.find((known) => known === rule?.effect);
      if (!rule || !effect) return null;
      const held = effect === 'delay' || effect === 'reorder';
      this.#database.sqlite
        .prepare('insert into delivery_faults (event, account, effect, held) values (?, ?, ?, ?)')
        .run(delivery.event, delivery.account, effect, Number(held));
      if (held) this.#deliveries.hold(delivery.event, now + delayOf(rule));
      return { effect, held };
    });
  }

  /** A delivery has arrived: what was held back behind it may go. */
  arrived(delivery: Delivery, now: number): void {
    const behind = this.#database.sqlite
      .prepare("select event from delivery_faults where account = ? and effect = 'reorder' and held = 1")
      .all(delivery.account);
    for (const row of behind) this.#deliveries.hold(textColumn(row, 'event'), now);
  }

  /** The delivery is over, in whatever way. */
  forget(event: string): void {
    this.#database.sqlite.prepare('delete from delivery_faults where event = ?').run(event);
  }

  #concerns(rule: FaultRule, delivery: Delivery, type: string): boolean {
    if (!WEBHOOK_EFFECTS.some((effect) => effect === rule.effect)) return false;
    if (rule.account !== null && rule.account !== delivery.account) return false;
    if (rule.type !== null && !fits(rule.type, type)) return false;
    // Whatever comes behind a held one is what has to go first.
    return rule.effect !== 'reorder' || !this.#holdsBack(delivery.account);
  }

  #holdsBack(account: string): boolean {
    return (
      this.#database.sqlite
        .prepare("select 1 from delivery_faults where account = ? and effect = 'reorder' and held = 1")
        .get(account) !== undefined
    );
  }

  #effectOf(event: string): WebhookEffect | null {
    const row = this.#database.sqlite
      .prepare('select effect from delivery_faults where event = ?')
      .get(event);
    return WEBHOOK_EFFECTS.find((known) => known === row?.['effect']) ?? null;
  }
}
