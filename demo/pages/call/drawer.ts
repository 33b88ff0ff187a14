import { byId, setText } from '../shared/dom.ts';
import type { DemoMessages } from '../shared/messages.ts';

export type DrawerView = 'tools' | 'payments' | 'details' | 'settings';
const VIEWS: readonly DrawerView[] = ['tools', 'payments', 'details', 'settings'];

export interface DrawerHandlers {
  /** After it opened, closed or shows something else. */
  readonly onChange: () => void;
  /** The person closed it, or went back to the list. */
  readonly onDismiss: () => void;
  /** Where focus goes when the person closes it. */
  readonly focusOpener: () => void;
}

/**
 * The *Apps & Tools* drawer: a list of tools, and the tool that is open. Tools are hidden, never removed or moved:
 * the payments frame would load again.
 */
export class Drawer {
  readonly #handlers: DrawerHandlers;
  readonly #root = byId('drawer', HTMLElement);
  readonly #title = byId('drawer-title', HTMLElement);
  readonly #back = byId('drawer-back', HTMLButtonElement);
  readonly #close = byId('drawer-close', HTMLButtonElement);
  readonly #badge = byId('tool-badge', HTMLElement);
  readonly #titles: (view: DrawerView, messages: DemoMessages) => string;
  #view: DrawerView = 'tools';
  #messages: DemoMessages;

  constructor(
    titles: (view: DrawerView, messages: DemoMessages) => string,
    messages: DemoMessages,
    handlers: DrawerHandlers,
  ) {
    this.#titles = titles;
    this.#messages = messages;
    this.#handlers = handlers;
    this.#back.addEventListener('click', () => this.#handleBack());
    this.#close.addEventListener('click', () => this.#handleClose());
    this.#root.addEventListener('keydown', (event) => event.key === 'Escape' && this.#handleClose());
    for (const tool of this.#root.querySelectorAll<HTMLElement>('[data-tool]')) {
      const view = VIEWS.find((name) => name === tool.dataset['tool']);
      if (view) tool.addEventListener('click', () => this.#handleTool(view));
    }
  }

  get isOpen(): boolean {
    return !this.#root.hidden;
  }

  get view(): DrawerView {
    return this.#view;
  }

  /** Opens on a view, and leaves focus where it is. */
  open(view: DrawerView): void {
    this.#root.hidden = false;
    this.#show(view);
  }

  close(): void {
    if (!this.isOpen) return;
    this.#root.hidden = true;
    this.#handlers.onChange();
  }

  /** What the toolbar's button does. */
  toggle(): void {
    if (this.isOpen) {
      this.#handleClose();
      return;
    }
    // What was open stays open, so that a card form is found again where it was left.
    this.open(this.#view);
    this.#title.focus();
  }

  /** @param isBusy whether a card is being entered: the drawer then takes the height that there is */
  render(messages: DemoMessages, waiting: number, isBusy: boolean): void {
    this.#messages = messages;
    setText(this.#title, this.#titles(this.#view, messages));
    setText(byId('tool-payments-name', HTMLElement), this.#titles('payments', messages));
    this.#back.setAttribute('aria-label', messages.back);
    this.#close.setAttribute('aria-label', messages.closePanel);
    this.#root.toggleAttribute('data-busy', isBusy);
    this.#badge.hidden = waiting === 0;
    setText(this.#badge, String(waiting));
  }

  #show(view: DrawerView): void {
    this.#view = view;
    for (const name of VIEWS) byId(`view-${name}`, HTMLElement).hidden = name !== view;
    this.#back.hidden = view === 'tools';
    this.#root.dataset['view'] = view;
    setText(this.#title, this.#titles(view, this.#messages));
    this.#handlers.onChange();
  }

  #handleTool(view: DrawerView): void {
    this.#show(view);
    this.#title.focus();
  }

  #handleBack(): void {
    const left = this.#view;
    this.#show('tools');
    this.#root.querySelector<HTMLElement>(`[data-tool="${left}"]`)?.focus();
    this.#handlers.onDismiss();
  }

  #handleClose(): void {
    this.close();
    this.#handlers.focusOpener();
    this.#handlers.onDismiss();
  }
}
