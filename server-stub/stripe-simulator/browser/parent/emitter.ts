type Handler = (event: unknown) => void;

/** `on`, `once` and `off` of Stripe's elements. */
export class Emitter {
  readonly #handlers = new Map<string, { readonly handler: Handler; readonly once: boolean }[]>();

  add(type: string, handler: Handler, once = false): void {
    this.#handlers.set(type, [...(this.#handlers.get(type) ?? []), { handler, once }]);
  }

  /** Without a handler: all of the type. */
  remove(type: string, handler?: Handler): void {
    const left = (this.#handlers.get(type) ?? []).filter((entry) => handler && entry.handler !== handler);
    this.#handlers.set(type, left);
  }

  emit(type: string, event: unknown): void {
    for (const { handler, once } of this.#handlers.get(type) ?? []) {
      if (once) this.remove(type, handler);
      handler(event);
    }
  }
}
