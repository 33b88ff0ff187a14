import type { LitElement, ReactiveController } from 'lit';

/**
 * Keeps a keyboard's or screen reader's place when a view is replaced by the next: if focus was inside
 * and what held it is gone, it goes to the new view's `[data-focus]`. It never takes focus from elsewhere.
 */
export class FocusController implements ReactiveController {
  readonly #host: LitElement;
  #wasInside = false;

  constructor(host: LitElement) {
    this.#host = host;
  }

  hostUpdate(): void {
    this.#wasInside = this.#host.matches(':focus-within');
  }

  hostUpdated(): void {
    if (!this.#wasInside || this.#host.matches(':focus-within')) return;
    this.#host.renderRoot.querySelector<HTMLElement>('[data-focus]')?.focus({ preventScroll: false });
  }
}
