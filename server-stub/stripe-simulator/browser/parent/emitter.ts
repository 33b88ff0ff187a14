/** Which event goes with which name is held where handlers come in and events go out. */
type Handler = (event: never) => unknown;

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

  has(type: string): boolean {
    return (this.#handlers.get(type) ?? []).length > 0;
  }

  emit(type: string, event: unknown): void {
    for (const { handler, once } of this.#handlers.get(type) ?? []) {
      if (once) this.remove(type, handler);
      handler(event as never);
    }
  }
}
