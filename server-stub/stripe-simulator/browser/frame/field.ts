export interface Problem {
  /** Stripe's code, e.g. `incomplete_number`. */
  readonly code: string;
  readonly message: string;
}

export interface FieldOptions {
  readonly name: string;
  readonly kind: 'digits' | 'text' | 'email' | 'code';
  readonly format: (text: string, deleting: boolean) => string;
  readonly check: (text: string) => Problem | null;
  /** What stands at the end of the input. */
  readonly ornament: HTMLElement | null;
}

const INPUT_MODES = { digits: 'numeric', code: 'numeric', text: 'text', email: 'email' } as const;

/** One labelled input with its error beneath it. */
export class Field {
  readonly element = document.createElement('div');
  readonly input = document.createElement('input');
  readonly #label = document.createElement('label');
  readonly #error = document.createElement('p');
  readonly #options: FieldOptions;

  constructor(options: FieldOptions) {
    this.#options = options;
    const { name } = options;
    this.element.className = 'Field';
    this.#label.className = 'Label';
    this.#label.htmlFor = name;
    this.input.className = 'Input';
    const inputMode = INPUT_MODES[options.kind];
    Object.assign(this.input, { id: name, name, type: 'text', inputMode, spellcheck: false });
    // No real card belongs in here, so the browser is not asked to offer one.
    this.input.autocomplete = options.kind === 'email' ? 'email' : 'off';
    this.#error.className = 'Error';
    this.#error.id = `${name}-error`;
    this.#error.setAttribute('role', 'alert');
    this.#error.hidden = true;
    const box = document.createElement('div');
    box.className = 'Box';
    box.append(this.input, ...(options.ornament ? [options.ornament] : []));
    this.element.append(this.#label, box, this.#error);
    this.input.addEventListener('input', (event) => this.#handleInput(event));
    this.input.addEventListener('blur', () => this.#handleBlur());
  }

  get value(): string {
    return this.input.value;
  }

  set value(value: string) {
    this.input.value = value;
  }

  /** What is wrong with it now; null when nothing is. */
  get problem(): Problem | null {
    return this.#options.check(this.value);
  }

  label(text: string, placeholder: string): void {
    this.#label.textContent = text;
    this.input.placeholder = placeholder;
  }

  show(message: string | null): void {
    const invalid = message !== null;
    this.#error.hidden = !invalid;
    this.#error.textContent = message ?? '';
    this.input.classList.toggle('Input--invalid', invalid);
    this.#label.classList.toggle('Label--invalid', invalid);
    if (invalid) {
      this.input.setAttribute('aria-invalid', 'true');
      this.input.setAttribute('aria-describedby', this.#error.id);
    } else {
      this.input.removeAttribute('aria-invalid');
      this.input.removeAttribute('aria-describedby');
    }
  }

  #handleInput(event: Event): void {
    const deleting = event instanceof InputEvent && event.inputType.startsWith('delete');
    // Someone who is correcting is not told again until they leave the field.
    this.show(null);
    if (this.#options.kind === 'email' || this.#options.kind === 'text') return;
    const before = this.input.value;
    const caret = this.input.selectionStart ?? before.length;
    const digitsBefore = before.slice(0, caret).replaceAll(/\D/g, '').length;
    const after = this.#options.format(before, deleting);
    this.input.value = after;
    if (caret < before.length) {
      const at = positionAfter(after, digitsBefore);
      this.input.setSelectionRange(at, at);
    }
  }

  #handleBlur(): void {
    if (this.value !== '') this.show(this.problem?.message ?? null);
  }
}

function positionAfter(text: string, digits: number): number {
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (seen === digits) return at;
    if (/\d/.test(text[at] ?? '')) seen += 1;
  }
  return text.length;
}
