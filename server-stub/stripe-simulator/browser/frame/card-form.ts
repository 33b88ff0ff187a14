import type { Words } from '../words.ts';
import {
  type Brand,
  brandOf,
  codeProblem,
  digitsOf,
  expiryProblem,
  type FieldName,
  type FieldProblem,
  formatCode,
  formatExpiry,
  formatNumber,
  numberProblem,
  readExpiry,
} from './card-fields.ts';
import { Field } from './field.ts';

/** The card as it goes to the API, and nowhere else. */
export type CardFields = readonly (readonly [string, string])[];

/** The three fields, and what they say together. */
export class CardForm {
  readonly element = document.createElement('div');
  readonly #brands = document.createElement('span');
  readonly #note = document.createElement('p');
  readonly #fields: Readonly<Record<FieldName, Field>>;
  #words: Words;

  constructor(words: Words) {
    this.#words = words;
    this.#brands.className = 'Brands';
    this.#note.className = 'Note';
    this.#fields = {
      number: new Field({
        name: 'number',
        format: formatNumber,
        check: (text) => numberProblem(text, this.#words),
        ornament: this.#brands,
      }),
      expiry: new Field({
        name: 'expiry',
        format: formatExpiry,
        check: (text) => expiryProblem(text, this.#words, new Date()),
        ornament: document.createElement('span'),
      }),
      code: new Field({
        name: 'cvc',
        format: (text) => formatCode(text, this.#brand),
        check: (text) => codeProblem(text, this.#brand, this.#words),
        ornament: codeIcon(),
      }),
    };
    this.element.className = 'Form';
    this.element.append(...this.#all.map((field) => field.element), this.#note);
    this.#fields.number.element.classList.add('Field--wide');
    this.#fields.number.input.addEventListener('input', () => this.#showBrand());
    this.words = words;
  }

  set words(words: Words) {
    this.#words = words;
    this.#fields.number.label(words.cardNumber, '1234 1234 1234 1234');
    this.#fields.expiry.label(words.expiry, words.expiryHint);
    this.#fields.code.label(words.code, words.codeHint);
    this.#note.textContent = words.simulated;
    this.#showBrand();
    for (const field of this.#all) {
      if (field.input.hasAttribute('aria-invalid')) field.show(field.problem?.message ?? null);
    }
  }

  get empty(): boolean {
    return this.#all.every((field) => field.value === '');
  }

  get complete(): boolean {
    return this.#all.every((field) => field.problem === null);
  }

  set readOnly(readOnly: boolean) {
    for (const field of this.#all) field.input.readOnly = readOnly;
    this.element.toggleAttribute('aria-busy', readOnly);
  }

  /** Shows each field's problem beside it, goes to the first, and gives that one; null when all is well. */
  validate(): FieldProblem | null {
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

  fields(): CardFields {
    const expiry = readExpiry(this.#fields.expiry.value);
    return [
      ['number', digitsOf(this.#fields.number.value)],
      ['exp_month', String(expiry?.month ?? '')],
      ['exp_year', String(expiry?.year ?? '')],
      ['cvc', digitsOf(this.#fields.code.value)],
    ];
  }

  focus(): void {
    const open = this.#all.find((field) => field.problem !== null) ?? this.#fields.number;
    open.input.focus();
  }

  blur(): void {
    for (const field of this.#all) field.input.blur();
  }

  clear(): void {
    for (const field of this.#all) {
      field.value = '';
      field.show(null);
    }
    this.#showBrand();
  }

  get #all(): readonly Field[] {
    return [this.#fields.number, this.#fields.expiry, this.#fields.code];
  }

  get #brand(): Brand {
    return brandOf(digitsOf(this.#fields.number.value));
  }

  #showBrand(): void {
    const brand = this.#brand;
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

function icon(name: string, label: string): HTMLImageElement {
  const image = new Image(24, 16);
  image.src = `/assets/brands/${name}.svg`;
  image.alt = label;
  return image;
}
