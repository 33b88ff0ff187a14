import type { MethodType } from '../protocol.ts';
import type { Words } from '../words.ts';
import { icon } from './marks.ts';

export interface PickerOptions {
  readonly methods: readonly MethodType[];
  readonly layout: 'tabs' | 'accordion';
  readonly radios: boolean;
  readonly spaced: boolean;
  readonly words: Words;
}

/**
 * Tabs or an accordion of the ways to pay, each with its panel; a single one is shown as it is. Fires
 * `pick` when another is chosen.
 */
export class MethodPicker {
  readonly element = document.createElement('div');
  readonly #panels: ReadonlyMap<MethodType, HTMLElement>;
  #buttons = new Map<MethodType, HTMLButtonElement>();
  #picked: MethodType | null = null;

  constructor(panels: ReadonlyMap<MethodType, HTMLElement>) {
    this.#panels = panels;
    this.element.className = 'Picker';
    this.element.addEventListener('keydown', (event) => this.#handleKey(event));
  }

  get picked(): MethodType | null {
    return this.#picked;
  }

  draw({ methods, layout, radios, spaced, words }: PickerOptions): void {
    this.#buttons = new Map();
    this.element.dataset['layout'] = methods.length > 1 ? layout : 'single';
    this.element.toggleAttribute('data-spaced', spaced);
    if (methods.length < 2) {
      this.element.replaceChildren(...methods.flatMap((method) => this.#panels.get(method) ?? []));
    } else if (layout === 'tabs') {
      const tabs = document.createElement('div');
      tabs.className = 'TabList';
      tabs.setAttribute('role', 'tablist');
      tabs.setAttribute('aria-label', words.methods);
      tabs.append(...methods.map((method) => this.#tab(method, words)));
      this.element.replaceChildren(tabs, ...methods.flatMap((method) => this.#panel(method, 'tabpanel')));
    } else {
      this.element.replaceChildren(...methods.map((method) => this.#item(method, words, radios)));
    }
    if (this.#picked && !methods.includes(this.#picked)) this.#picked = null;
    this.#show();
  }

  pick(method: MethodType | null): void {
    this.#picked = method;
    this.#show();
    this.element.dispatchEvent(new Event('pick'));
  }

  #tab(method: MethodType, words: Words): HTMLButtonElement {
    const tab = this.#button(method, 'Tab');
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', `panel-${method}`);
    const mark = icon(method, '');
    mark.className = 'TabIcon';
    tab.append(mark, text('TabLabel', words.methodNames[method]));
    return tab;
  }

  #item(method: MethodType, words: Words, radios: boolean): HTMLElement {
    const item = document.createElement('div');
    item.className = 'AccordionItem';
    const button = this.#button(method, 'AccordionButton');
    button.setAttribute('aria-controls', `panel-${method}`);
    if (radios) button.append(text('RadioIcon', ''));
    button.append(icon(method, ''), text('AccordionLabel', words.methodNames[method]));
    item.append(button, ...this.#panel(method, 'region'));
    return item;
  }

  #button(method: MethodType, className: string): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = className;
    button.id = `method-${method}`;
    button.addEventListener('click', () => this.pick(method));
    this.#buttons.set(method, button);
    return button;
  }

  #panel(method: MethodType, role: string): HTMLElement[] {
    const panel = this.#panels.get(method);
    if (!panel) return [];
    panel.id = `panel-${method}`;
    panel.setAttribute('role', role);
    panel.setAttribute('aria-labelledby', `method-${method}`);
    return [panel];
  }

  #show(): void {
    const tabs = this.element.dataset['layout'] === 'tabs';
    for (const [method, button] of this.#buttons) {
      const selected = method === this.#picked;
      button.setAttribute(tabs ? 'aria-selected' : 'aria-expanded', String(selected));
      // One stop for the keyboard; arrows go on from there.
      if (tabs) button.tabIndex = selected || (!this.#picked && method === this.#first) ? 0 : -1;
      button.classList.toggle('Tab--selected', tabs && selected);
      button.parentElement?.classList.toggle('AccordionItem--selected', !tabs && selected);
      const panel = this.#panels.get(method);
      if (panel) panel.hidden = !selected;
    }
  }

  get #first(): MethodType | undefined {
    return [...this.#buttons.keys()][0];
  }

  #handleKey(event: KeyboardEvent): void {
    const methods = [...this.#buttons.keys()];
    const at = methods.findIndex((method) => this.#buttons.get(method) === event.target);
    if (at < 0 || this.element.dataset['layout'] !== 'tabs') return;
    const rtl = getComputedStyle(this.element).direction === 'rtl';
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
    const to =
      step === undefined
        ? { Home: methods[0], End: methods.at(-1) }[event.key]
        : methods.at((at + step) % methods.length);
    if (!to) return;
    event.preventDefault();
    this.pick(to);
    this.#buttons.get(to)?.focus();
  }
}

function text(className: string, content: string): HTMLElement {
  const span = document.createElement('span');
  span.className = className;
  span.textContent = content;
  return span;
}
