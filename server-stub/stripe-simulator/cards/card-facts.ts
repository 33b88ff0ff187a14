import { type Database, textColumn } from '../store/database.ts';
import { type TestCard, testCardByName } from './test-cards.ts';

/** Which test card stands behind a payment method: its name, so that no number is ever kept. */
export class CardFacts {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  remember(paymentMethod: string, card: TestCard): void {
    this.#database.sqlite
      .prepare('insert into card_facts (payment_method, test_card) values (?, ?)')
      .run(paymentMethod, card.name);
  }

  of(paymentMethod: string): TestCard | undefined {
    const row = this.#database.sqlite
      .prepare('select test_card from card_facts where payment_method = ?')
      .get(paymentMethod);
    return row ? testCardByName(textColumn(row, 'test_card')) : undefined;
  }
}
