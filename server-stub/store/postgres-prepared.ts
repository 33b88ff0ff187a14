import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { DatabaseError, type Pool, type PoolClient } from 'pg';

/** A list of varying length makes a new statement of each length: such are not worth a plan, and would never end. */
const MOST_VALUES = 50;
const MOST_STATEMENTS = 500;
/** `feature_not_supported`: what “cached plan must not change result type” comes with. */
const OUTDATED = '0A000';

/**
 * Lets each connection keep the plans of what is asked again and again: to read and plan most of our queries takes
 * PostgreSQL longer than to answer them.
 */
export function preparing(pool: Pool): PostgresPool {
  const statements = new Statements();
  return {
    options: pool.options,
    connect: async () => new PreparingClient(await pool.connect(), statements),
    end: () => pool.end(),
  };
}

class PreparingClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  readonly #statements: Statements;
  /** Nothing came back, or no more: whatever is asked next would wait behind it. */
  #isLost = false;

  constructor(client: PoolClient, statements: Statements) {
    this.#client = client;
    this.#statements = statements;
  }

  query<Row>(sql: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  query(text: string | object, given: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new Error('Rows are read at once, not by a cursor.');
    return this.#attentively(text, [...given]);
  }

  async #attentively(text: string, values: unknown[]): Promise<unknown> {
    if (this.#isLost) throw new Error('The connection to the database was lost.');
    try {
      return await this.#ask(text, values);
    } catch (error) {
      this.#isLost = !(error instanceof DatabaseError);
      throw error;
    }
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy === true || this.#isLost);
  }

  async #ask(text: string, values: unknown[]): Promise<unknown> {
    const client = this.#client;
    const isAlone = client.getTransactionStatus() === 'I';
    const name = this.#statements.nameOf(text, values, isAlone);
    if (name === null) return client.query(text, values);
    try {
      return await client.query({ name, text, values });
    } catch (error) {
      if (!isAlone || !isOutdated(error)) throw error;
      this.#statements.renew();
      return client.query(text, values);
    }
  }
}

/** A newer gateway has added a column: PostgreSQL refuses before it does anything. */
function isOutdated(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === OUTDATED;
}

class Statements {
  #generation = 1;
  readonly #names = new Map<string, string>();

  /** Null for what is better not kept. */
  nameOf(text: string, values: readonly unknown[], isAlone: boolean): string | null {
    if (values.length === 0 || values.length > MOST_VALUES) return null;
    // One that is outdated is asked once more; but it would take a whole transaction down with it.
    if (!isAlone && text.includes('*')) return null;
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= MOST_STATEMENTS) return known ?? null;
    const name = `p${this.#generation}_${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }

  /** Whatever is kept is outdated: all is read and planned anew, under other names. */
  renew(): void {
    this.#generation += 1;
    this.#names.clear();
  }
}
