import { randomToken } from '../ids.ts';
import { type Database, numberColumn, textColumn } from '../store/database.ts';
import { strikes } from './draw.ts';
import { API_EFFECTS, type FaultRule, type NewFaultRule, WEBHOOK_EFFECTS } from './fault-rule.ts';

/** The rules in force. They outlive the process: a fault must not end because Stripe's stand-in was killed. */
export class FaultRules {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add(rule: NewFaultRule): FaultRule {
    const added: FaultRule = { ...rule, id: `fault_${randomToken(14)}`, applied: 0 };
    this.#database.sqlite
      .prepare(
        `insert into fault_rules (id, effect, route, account, type, delay_ms, count, probability, seed, applied, draws)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)`,
      )
      .run(
        added.id,
        rule.effect,
        rule.route,
        rule.account,
        rule.type,
        rule.delayMs,
        rule.count,
        rule.probability,
        rule.seed,
      );
    return added;
  }

  /** Oldest first. */
  all(): readonly FaultRule[] {
    return this.#rows().map(({ rule }) => rule);
  }

  /** False when there is none of that id. */
  remove(id: string): boolean {
    return this.#database.sqlite.prepare('delete from fault_rules where id = ?').run(id).changes > 0;
  }

  removeAll(): void {
    this.#database.sqlite.exec('delete from fault_rules');
  }

  /** The oldest rule that fits and whose turn it is, counted; one that has struck its last is gone. */
  strike(fits: (rule: FaultRule) => boolean): FaultRule | null {
    const fitting = this.#rows().filter(({ rule }) => fits(rule));
    if (fitting.length === 0) return null;
    return this.#database.transaction(() => {
      for (const { rule, draws } of fitting) {
        const struck = strikes(rule, draws);
        const left = rule.count !== null && struck ? rule.count - 1 : rule.count;
        if (left === 0) this.remove(rule.id);
        else {
          this.#database.sqlite
            .prepare('update fault_rules set count = ?, applied = ?, draws = ? where id = ?')
            .run(left, rule.applied + Number(struck), draws + 1, rule.id);
        }
        if (struck) return rule;
      }
      return null;
    });
  }

  #rows(): readonly { readonly rule: FaultRule; readonly draws: number }[] {
    return this.#database.sqlite
      .prepare('select * from fault_rules order by seq')
      .all()
      .map((row) => ({ rule: readRow(row), draws: numberColumn(row, 'draws') }));
  }
}

function readRow(row: Record<string, unknown>): FaultRule {
  const effect = [...API_EFFECTS, ...WEBHOOK_EFFECTS].find((known) => known === row['effect']);
  if (!effect) throw new TypeError(`column effect: expected a fault's effect, got ${String(row['effect'])}`);
  return {
    id: textColumn(row, 'id'),
    effect,
    route: row['route'] === null ? null : textColumn(row, 'route'),
    account: row['account'] === null ? null : textColumn(row, 'account'),
    type: row['type'] === null ? null : textColumn(row, 'type'),
    delayMs: row['delay_ms'] === null ? null : numberColumn(row, 'delay_ms'),
    count: row['count'] === null ? null : numberColumn(row, 'count'),
    probability: row['probability'] === null ? null : numberColumn(row, 'probability'),
    seed: numberColumn(row, 'seed'),
    applied: numberColumn(row, 'applied'),
  };
}
