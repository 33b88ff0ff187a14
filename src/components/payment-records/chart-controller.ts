import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Where somebody is on the chart, by keyboard or pointer; nowhere before that. */
export class ChartController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #at: number | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The bar that is told of, of `count`; null for none. */
  at(count: number): number | null {
    return this.#at === null ? null : Math.min(this.#at, count - 1);
  }

  show(at: number | null): void {
    if (at === this.#at) return;
    this.#at = at;
    this.#host.requestUpdate();
  }

  /** The keys of a slider. Right is later, and in a right-to-left page earlier. */
  handleKey(event: KeyboardEvent, count: number): void {
    const target = event.currentTarget;
    const isReversed = target instanceof Element && target.matches(':dir(rtl)');
    const now = this.at(count) ?? count - 1;
    const steps: Record<string, number> = {
      ArrowRight: now + (isReversed ? -1 : 1),
      ArrowLeft: now + (isReversed ? 1 : -1),
      ArrowUp: now + 1,
      ArrowDown: now - 1,
      PageUp: now + 7,
      PageDown: now - 7,
      Home: 0,
      End: count - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.show(Math.min(Math.max(next, 0), count - 1));
  }

  hostDisconnected(): void {
    this.#at = null;
  }
}
