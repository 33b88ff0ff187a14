/** The element with this id. Throws when the page has none of that kind: page and script belong together. */
export function byId<E extends HTMLElement>(id: string, kind: new () => E): E {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`The page has no <${kind.name} id="${id}">.`);
  return element;
}

/** Writes the text, only when it differs: a live region would read it again otherwise. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Shows one of the sprite's icons in an `<svg>` that has a `<use>`. */
export function setIcon(button: Element, name: string): void {
  const href = `/images/icons.svg#${name}`;
  const use = button.querySelector('use');
  if (use && use.getAttribute('href') !== href) use.setAttribute('href', href);
}
