import { LINK_CODE, LINK_EMAIL } from '../../cards/link-account.ts';
import type { Words } from '../words.ts';
import { Field } from './field.ts';
import { icon } from './marks.ts';
import { SavedCards } from './saved-cards.ts';

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

export function isEmail(text: string): boolean {
  return EMAIL.test(text.trim());
}

/**
 * The way into a Link account: an address, the code that was sent, then the cards saved there. Fires
 * `link-change` when somebody has got in or out.
 */
export class LinkAccount {
  readonly element = document.createElement('div');
  readonly #email: Field;
  readonly #code: Field;
  readonly #note = document.createElement('p');
  readonly #account = document.createElement('div');
  #cards: SavedCards | null = null;
  #words: Words;

  constructor(words: Words) {
    this.#words = words;
    this.element.className = 'LinkAccount';
    this.#email = new Field({
      name: 'link-email',
      kind: 'email',
      format: (text) => text,
      check: (text) =>
        isEmail(text) ? null : { code: 'incomplete_email', message: this.#words.incompleteEmail },
      ornament: null,
    });
    this.#code = new Field({
      name: 'link-code',
      kind: 'code',
      format: (text) => text.replaceAll(/\D/g, '').slice(0, LINK_CODE.length),
      check: (text) =>
        text === LINK_CODE ? null : { code: 'incorrect_code', message: this.#words.linkWrongCode },
      ornament: null,
    });
    this.#code.input.classList.add('CodeInput');
    this.#note.className = 'Note-text';
    this.#note.setAttribute('role', 'status');
    this.#account.className = 'LinkAccount-in';
    this.element.append(this.#email.element, this.#note, this.#code.element, this.#account);
    this.#email.input.addEventListener('input', () => this.#lookUp());
    this.#code.input.addEventListener('input', () => this.#verify());
    this.words = words;
    this.#lookUp();
  }

  set words(words: Words) {
    this.#words = words;
    this.#email.label(words.email, LINK_EMAIL);
    this.#code.label(words.linkCode, LINK_CODE);
    this.#lookUp();
  }

  get email(): string {
    return this.#email.value.trim();
  }

  set email(email: string) {
    if (this.#cards || email === this.email) return;
    this.#email.value = email;
    this.#lookUp();
  }

  /** The chosen card's name once somebody is in; null before. */
  get card(): string | null {
    return this.#cards?.value ?? null;
  }

  focus(): void {
    const input = this.isKnown ? this.#code.input : this.#email.input;
    (this.#cards?.element.querySelector<HTMLElement>('input:checked') ?? input).focus();
  }

  leave(): void {
    this.#cards = null;
    this.#code.value = '';
    this.#email.value = '';
    this.#account.replaceChildren();
    this.#lookUp();
    this.#tell();
  }

  get isKnown(): boolean {
    return this.email.toLowerCase() === LINK_EMAIL;
  }

  #lookUp(): void {
    const isIn = this.#cards !== null;
    this.#email.element.hidden = isIn;
    this.#code.element.hidden = isIn || !this.isKnown;
    this.#note.hidden = isIn || !isEmail(this.email);
    this.#note.textContent = this.isKnown ? this.#words.linkCodeSent : this.#words.linkUnknown;
  }

  #verify(): void {
    if (this.#code.value.length < LINK_CODE.length) return;
    this.#code.show(this.#code.problem?.message ?? null);
    if (this.#code.problem) return;
    this.#cards = new SavedCards('link-card', this.#words.linkCards);
    const out = document.createElement('button');
    out.type = 'button';
    out.className = 'SecondaryLink';
    out.textContent = this.#words.linkLeave;
    out.addEventListener('click', () => this.leave());
    const who = document.createElement('div');
    who.className = 'LinkAccount-who';
    const email = document.createElement('span');
    email.textContent = this.email;
    who.append(icon('link', 'Link', 36), email, out);
    this.#account.replaceChildren(who, this.#cards.element);
    this.#lookUp();
    this.#tell();
    this.focus();
  }

  #tell(): void {
    this.element.dispatchEvent(new Event('link-change'));
  }
}
