/**
 * For a submit button's `mousedown`: the field being typed in keeps its focus. Leaving it could show what is
 * wrong with it, which would move the button away from under the pointer before the press is a click.
 */
export function keepFocus(event: Event): void {
  const root = event.currentTarget instanceof Node ? event.currentTarget.getRootNode() : null;
  if (root instanceof ShadowRoot && root.activeElement?.matches('input')) event.preventDefault();
}
