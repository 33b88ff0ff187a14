import { languages } from '../../../src/localization/load.ts';
import { byId, setText } from '../shared/dom.ts';
import { CATALOGUE, entriesOf } from './catalogue.ts';
import { renderElement, renderIndex } from './gallery-view.ts';
import { StateCard } from './state-card.ts';
import { modeOf } from './stage.ts';
import { addressOf, parseView } from './view.ts';
import type { GalleryView } from './view.ts';

/** The gallery with its switches: a card for each state, in a frame of its own. */
export class GalleryPage {
  readonly #switches = byId('switches', HTMLFormElement);
  #cards: readonly StateCard[] = [];
  #view: GalleryView;

  constructor(view: GalleryView) {
    this.#view = view;
    this.#fillSwitches();
    this.#switches.addEventListener('change', () => this.#handleSwitch());
    this.#switches.addEventListener('submit', (event) => event.preventDefault());
    addEventListener('popstate', () => {
      this.#view = parseView(location.search);
      this.show();
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#restage());
  }

  show(): void {
    const view = this.#view;
    this.#fillIn();
    byId('one-state', HTMLElement).hidden = view.state === null;
    byId('lead', HTMLElement).hidden = view.state !== null;
    byId('all-states', HTMLAnchorElement).href = addressOf({ ...view, state: null });
    this.#cards = entriesOf(view).map((entry) => new StateCard(entry, (words) => this.#say(words)));
    const shown = CATALOGUE.map((element) => ({
      element,
      cards: this.#cards.filter(({ entry }) => entry.element === element),
    })).filter(({ cards }) => cards.length > 0);
    byId('elements', HTMLElement).replaceChildren(
      ...shown.map(({ element, cards }) => renderElement(element, cards)),
    );
    byId('index', HTMLElement).replaceChildren(
      ...shown.map(({ element, cards }) => renderIndex(element, cards)),
    );
    this.#restage();
    // The anchor in the address had nothing to point at until now.
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }

  #restage(): void {
    const { theme, width } = this.#view;
    const root = document.documentElement;
    root.dataset['theme'] = modeOf(theme) === 'dark' ? 'dark' : 'light';
    root.dataset['width'] = width;
    for (const card of this.#cards) card.show(this.#view);
  }

  #handleSwitch(): void {
    const chosen = new URLSearchParams();
    for (const [name, value] of new FormData(this.#switches))
      if (typeof value === 'string') chosen.set(name, value);
    const { element } = parseView(chosen.toString());
    // A state belongs to its element; another element has others.
    const state = element === this.#view.element ? this.#view.state : null;
    const filtered = element !== this.#view.element;
    this.#view = { ...parseView(chosen.toString()), state };
    history.replaceState(null, '', addressOf(this.#view) + (filtered ? '' : location.hash));
    if (filtered) this.show();
    else this.#restage();
  }

  #fillSwitches(): void {
    const own = (code: string) => new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
    byId('switch-language', HTMLSelectElement).replaceChildren(
      ...languages.map((code) => {
        const option = new Option(
          own(code).replace(/^./u, (letter) => letter.toUpperCase()),
          code,
        );
        option.lang = code;
        return option;
      }),
    );
    byId('switch-element', HTMLSelectElement).append(
      ...CATALOGUE.map(({ tag }) => new Option(`<${tag}>`, tag)),
    );
  }

  #fillIn(): void {
    for (const control of this.#switches.elements) {
      if (!(control instanceof HTMLSelectElement)) continue;
      const value: unknown = this.#view[control.name as keyof GalleryView];
      control.value = typeof value === 'string' ? value : '';
    }
  }

  #say(words: string): void {
    setText(byId('copied', HTMLElement), words);
  }
}
