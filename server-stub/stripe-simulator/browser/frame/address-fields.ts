import { languageOf, type Words } from '../words.ts';
import { Field, type Problem } from './field.ts';

/** A choice of countries that is enough to try the form with; Stripe's own list has all of them. */
const COUNTRIES = 'AE AU CA CH CN DE ES FR GB GR HK IE IN IT JP NL NZ SG US VN ZA'.split(' ');
/** Where card payments are checked against a postal code. */
const WITH_POSTAL_CODE = ['US', 'CA', 'GB'];

export interface AddressOptions {
  readonly showCountry: boolean;
  readonly showPostalCode: boolean;
  readonly country: string | null;
  readonly postalCode: string | null;
}

/** Country, and a postal code where the country's banks look at it. */
export class AddressFields {
  readonly element = document.createElement('div');
  readonly #country = document.createElement('select');
  readonly #countryLabel = document.createElement('label');
  readonly #postalCode: Field;
  #words: Words;
  #showPostalCode = true;

  constructor(words: Words) {
    this.#words = words;
    this.element.className = 'Address Field--wide';
    const field = document.createElement('div');
    field.className = 'Field';
    this.#countryLabel.className = 'Label';
    this.#countryLabel.htmlFor = this.#country.id = 'country';
    this.#country.className = 'Input Select';
    this.#country.autocomplete = 'off';
    const box = document.createElement('div');
    box.className = 'Box Box--select';
    box.append(this.#country);
    field.append(this.#countryLabel, box);
    this.#postalCode = new Field({
      name: 'postal-code',
      kind: 'text',
      format: (text) => text,
      check: (text) => this.#postalCodeProblem(text),
      ornament: null,
    });
    this.element.append(field, this.#postalCode.element);
    this.#country.addEventListener('input', () => this.#show());
  }

  /** Fills in the defaults where nothing was chosen yet. */
  set options({ showCountry, showPostalCode, country, postalCode }: AddressOptions) {
    this.element.hidden = !showCountry;
    this.#showPostalCode = showPostalCode;
    if (!this.#country.value) this.#list(country ?? 'AU');
    if (this.#postalCode.value === '') this.#postalCode.value = postalCode ?? '';
    this.#show();
  }

  set words(words: Words) {
    this.#words = words;
    this.#countryLabel.textContent = words.country;
    this.#postalCode.label(words.postalCode, '');
    if (this.#country.value) this.#list(this.#country.value);
  }

  get country(): string | null {
    return this.element.hidden ? null : this.#country.value;
  }

  get postalCode(): string | null {
    return this.element.hidden || this.#postalCode.element.hidden ? null : this.#postalCode.value.trim();
  }

  /** The field that can be wrong. */
  get field(): Field | null {
    return this.postalCode === null ? null : this.#postalCode;
  }

  set readOnly(readOnly: boolean) {
    this.#country.disabled = readOnly;
    this.#postalCode.input.readOnly = readOnly;
  }

  clear(): void {
    this.#postalCode.value = '';
    this.#postalCode.show(null);
  }

  #list(selected: string): void {
    const language = languageOf(document.documentElement.lang || 'en');
    const names = new Intl.DisplayNames([language], { type: 'region' });
    const options = COUNTRIES.map((code) => new Option(names.of(code) ?? code, code));
    options.sort((a, b) => a.text.localeCompare(b.text, language));
    this.#country.replaceChildren(...options);
    this.#country.value = COUNTRIES.includes(selected) ? selected : 'AU';
  }

  #show(): void {
    this.#postalCode.element.hidden =
      !this.#showPostalCode || !WITH_POSTAL_CODE.includes(this.#country.value);
  }

  #postalCodeProblem(text: string): Problem | null {
    const long = this.#country.value === 'US' ? /^\d{5}(-?\d{4})?$/ : /\S{3}/;
    return long.test(text.trim().replaceAll(/\s/g, ''))
      ? null
      : { code: 'incomplete_zip', message: this.#words.incompletePostalCode };
  }
}
