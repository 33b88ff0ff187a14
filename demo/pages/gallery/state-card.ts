import { titleOf } from './bare-page.ts';
import { snippetOf } from './catalogue.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { anchorOf, create } from './gallery-view.ts';
import { addressOf } from './view.ts';
import type { GalleryView } from './view.ts';

/** One state: what it is, the element in a frame of its own, and what a host writes for it. */
export class StateCard {
  readonly entry: CatalogueEntry;
  readonly node = create('article', 'card');
  readonly #say: (words: string) => void;
  readonly #alone = document.createElement('a');
  readonly #link = document.createElement('a');
  readonly #place = create('div', 'card-stage');
  #source = '';
  #sizes: ResizeObserver | null = null;

  constructor(entry: CatalogueEntry, say: (words: string) => void) {
    this.entry = entry;
    this.#say = say;
    const { state, element } = entry;
    this.node.id = anchorOf(entry);
    const title = create('h4', 'card-title');
    this.#link.textContent = state.title;
    title.append(this.#link);
    this.#place.classList.toggle('card-stage-overlay', element.isOverlay ?? false);
    this.node.append(title, create('p', 'card-what', state.what), this.#place, this.#renderFoot());
  }

  /** Shows the state as the switches say; does nothing where it is shown so already. */
  show(view: GalleryView): void {
    const own = { ...view, element: this.entry.element.tag, state: this.entry.state.id };
    const source = addressOf({ ...own, only: true });
    this.#link.href = addressOf(own);
    this.#alone.href = source;
    if (source === this.#source) return;
    this.#source = source;
    this.#stage();
  }

  /** A new frame each time: one that is sent elsewhere would leave a step in the page's history. */
  #stage(): void {
    const frame = document.createElement('iframe');
    frame.title = titleOf(this.entry);
    frame.loading = 'lazy';
    frame.src = this.#source;
    const height = this.#place.firstElementChild?.clientHeight;
    if (height) frame.style.blockSize = `${height}px`;
    frame.addEventListener('load', () => this.#fit(frame));
    this.#sizes?.disconnect();
    this.#place.replaceChildren(frame);
  }

  /** The frame is as tall as what is in it. */
  #fit(frame: HTMLIFrameElement): void {
    const stage = frame.contentDocument?.querySelector('#bare');
    if (this.entry.element.isOverlay || !stage) return;
    this.#sizes = new ResizeObserver(([entry]) => {
      const height = Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 0);
      if (height > 0) frame.style.blockSize = `${height}px`;
    });
    this.#sizes.observe(stage);
  }

  #renderFoot(): HTMLElement {
    const foot = create('footer', 'card-foot');
    const snippet = snippetOf(this.entry);
    const code = create('code', 'card-snippet', snippet);
    code.tabIndex = 0;
    code.role = 'group';
    code.ariaLabel = 'HTML';
    this.#alone.textContent = 'Open alone';
    this.#alone.target = '_blank';
    const actions = create('div', 'card-actions');
    actions.append(
      this.#alone,
      action('Start again', () => this.#stage()),
      action('Copy HTML', () => void this.#copy(snippet)),
    );
    foot.append(code, actions);
    return foot;
  }

  async #copy(snippet: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(snippet);
      this.#say(`Copied: ${snippet}`);
    } catch {
      this.#say('The browser does not let this page copy.');
    }
  }
}

function action(name: string, onClick: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = name;
  button.addEventListener('click', onClick);
  return button;
}
