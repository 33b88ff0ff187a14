import type { Words } from '../words.ts';
import { AddressFields, type AddressOptions } from './address-fields.ts';
import {
  type Brand,
  brandOf,
  codeProblem,
  digitsOf,
  expiryProblem,
  type FieldName,
  formatCode,
  formatExpiry,
  formatNumber,
  numberProblem,
  readExpiry,
} from './card-fields.ts';
import { Field, type Problem } from './field.ts';
import { icon } from './marks.ts';

/** The card's fields and its country, and what they say together. */
export class CardForm {
  readonly element = document.createElement('div');
  readonly #brands = document.createElement('span');
  readonly #fields: Readonly<Record<FieldName, Field>>;
  readonly #address: AddressFields;
  #words: Words;

  constructor(words: Words) {
    this.#words = words;
    this.#brands.className = 'Brands';
    this.#fields = {
      number: new Field({
        name: 'number',
        kind: 'digits',
        format: formatNumber,
        check: (text) => numberProblem(text, this.#words),
        ornament: this.#brands,
      }),
      expiry: new Field({
        name: 'expiry',
        kind: 'digits',
        format: formatExpiry,
        check: (text) => expiryProblem(text, this.#words, new Date()),
        ornament: document.createElement('span'),
      }),
      code: new Field({
        name: 'cvc',
        kind: 'digits',
        format: (text) => formatCode(text, this.brand),
        check: (text) => codeProblem(text, this.brand, this.#words),
        ornament: codeIcon(),
      }),
    };
    this.#address = new AddressFields(words);
    this.element.className = 'Form';
    this.element.append(...this.#cardFields.map((field) => field.element), this.#address.element);
    this.#fields.number.element.classList.add('Field--wide');
    this.#fields.code.element.classList.add('Field--code');
    this.#fields.number.input.addEventListener('input', () => this.#showBrand());
    this.words = words;
  }

  set words(words: Words) {
    this.#words = words;
    this.#fields.number.label(words.cardNumber, '1234 1234 1234 1234');
    this.#fields.expiry.label(words.expiry, words.expiryHint);
    this.#fields.code.label(words.code, words.codeHint);
    this.#address.words = words;
    this.#showBrand();
    for (const field of this.#all) {
      if (field.input.hasAttribute('aria-invalid')) field.show(field.problem?.message ?? null);
    }
  }

  set address(options: AddressOptions) {
    this.#address.options = options;
  }

  get country(): string | null {
    return this.#address.country;
  }

  get postalCode(): string | null {
    return this.#address.postalCode;
  }

  get brand(): Brand {
    return brandOf(digitsOf(this.#fields.number.value));
  }

  get empty(): boolean {
    return this.#cardFields.every((field) => field.value === '');
  }

  get complete(): boolean {
    return this.#all.every((field) => field.problem === null);
  }

  set readOnly(readOnly: boolean) {
    for (const field of this.#cardFields) field.input.readOnly = readOnly;
    this.#address.readOnly = readOnly;
    this.element.toggleAttribute('aria-busy', readOnly);
  }

  /** Shows each field's problem beside it, goes to the first, and gives that one; null when all is well. */
  validate(): Problem | null {
    const problems = this.#all.map((field) => {
      const { problem } = field;
      field.show(problem?.message ?? null);
      return { field, problem };
    });
    const first = problems.find(({ problem }) => problem !== null);
    first?.field.input.focus();
    return first?.problem ?? null;
  }

  /** What the bank says is wrong with one field. */
  refuse(param: string | undefined, message: string): void {
    if (param === 'cvc') this.#fields.code.show(message);
    else if (param?.startsWith('exp_')) this.#fields.expiry.show(message);
  }

  /** The card as it goes to the API, and nowhere else: below `payment_method_data`. */
  fields(): readonly (readonly [string, string])[] {
    const expiry = readExpiry(this.#fields.expiry.value);
    return [
      ['[type]', 'card'],
      ['[card][number]', digitsOf(this.#fields.number.value)],
      ['[card][exp_month]', String(expiry?.month ?? '')],
      ['[card][exp_year]', String(expiry?.year ?? '')],
      ['[card][cvc]', digitsOf(this.#fields.code.value)],
    ];
  }

  focus(): void {
    const open = this.#all.find((field) => field.problem !== null) ?? this.#fields.number;
    open.input.focus();
  }

  clear(): void {
    for (const field of this.#cardFields) {
      field.value = '';
      field.show(null);
    }
    this.#address.clear();
    this.#showBrand();
  }

  get #cardFields(): readonly Field[] {
    return [this.#fields.number, this.#fields.expiry, this.#fields.code];
  }

  get #all(): readonly Field[] {
    return this.#address.field ? [...this.#cardFields, this.#address.field] : this.#cardFields;
  }

  #showBrand(): void {
    const { brand } = this;
    const shown = brand === 'unknown' ? (['visa', 'mastercard', 'amex'] as const) : [brand];
    const label = brand === 'unknown' ? this.#words.acceptedCards : brand;
    if (this.#brands.dataset['brand'] === brand && this.#brands.dataset['label'] === label) return;
    Object.assign(this.#brands.dataset, { brand, label });
    this.#brands.replaceChildren(...shown.map((name, index) => icon(name, index === 0 ? label : '')));
  }
}

function codeIcon(): HTMLElement {
  const holder = document.createElement('span');
  holder.className = 'Brands';
  holder.append(icon('cvc', ''));
  return holder;
}
