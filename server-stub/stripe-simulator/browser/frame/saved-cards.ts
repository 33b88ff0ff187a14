import { type TestCard, testCardByName } from '../../cards/test-cards.ts';
import { icon } from './marks.ts';

/** What the simulated wallets and the simulated Link account hold. */
const SAVED = ['visa', 'mastercard', '3ds-required', 'declined'];

/** Cards to choose one of. Fires `change`. */
export class SavedCards {
  readonly element = document.createElement('fieldset');
  readonly #name: string;

  constructor(name: string, legend: string) {
    this.#name = name;
    this.element.className = 'SavedCards';
    const title = document.createElement('legend');
    title.className = 'Label';
    title.textContent = legend;
    this.element.append(title, ...SAVED.flatMap((card) => testCardByName(card) ?? []).map(this.#row));
    const first = this.element.querySelector('input');
    if (first) first.checked = true;
  }

  /** The chosen card's name. */
  get value(): string {
    return this.element.querySelector<HTMLInputElement>('input:checked')?.value ?? '';
  }

  readonly #row = (card: TestCard): HTMLElement => {
    const row = document.createElement('label');
    row.className = 'PickerItem';
    const radio = document.createElement('input');
    Object.assign(radio, { type: 'radio', name: this.#name, value: card.name });
    const text = document.createElement('span');
    text.className = 'PickerItem-text';
    text.append(`•••• ${card.number.slice(-4)}`, document.createElement('small'));
    const small = text.querySelector('small');
    if (small) small.textContent = card.says;
    row.append(radio, icon(card.brand, card.brand), text);
    return row;
  };
}
