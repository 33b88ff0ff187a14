/** Registers an element, unless the page has it already: it may have loaded another copy of this package. */
export function register(tag: string, element: CustomElementConstructor): void {
  // A server has no registry, and nothing to draw on.
  if (typeof customElements === 'undefined' || customElements.get(tag)) return;
  customElements.define(tag, element);
}
