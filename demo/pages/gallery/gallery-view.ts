import type { CatalogueEntry } from './catalogue.ts';
import type { ElementStates } from './staged-state.ts';
import type { StateCard } from './state-card.ts';

/** Where a state is in the page. */
export function anchorOf({ element, state }: CatalogueEntry): string {
  return `${element.tag}.${state.id}`;
}

/** An element's heading, and its cards in groups. */
export function renderElement(element: ElementStates, cards: readonly StateCard[]): HTMLElement {
  const section = create('section', 'gallery-element');
  const heading = create('h2', '', `<${element.tag}>`);
  heading.id = section.id = element.tag;
  heading.id = `${element.tag}-heading`;
  section.setAttribute('aria-labelledby', heading.id);
  section.append(heading, create('p', 'gallery-what', element.what));
  for (const { title } of element.groups) {
    const members = cards.filter(({ entry }) => entry.group === title);
    if (members.length === 0) continue;
    const grid = create('div', 'cards');
    grid.append(...members.map(({ node }) => node));
    section.append(create('h3', '', title), grid);
  }
  return section;
}

/** An element's states, to jump to. */
export function renderIndex(element: ElementStates, cards: readonly StateCard[]): HTMLElement {
  const details = document.createElement('details');
  details.open = true;
  const list = document.createElement('ul');
  for (const { title } of element.groups) {
    const members = cards.filter(({ entry }) => entry.group === title);
    if (members.length === 0) continue;
    const item = create('li', '', '');
    const links = document.createElement('ul');
    links.append(
      ...members.map(({ entry }) => {
        const line = document.createElement('li');
        const link = document.createElement('a');
        link.href = `#${anchorOf(entry)}`;
        link.textContent = entry.state.title;
        line.append(link);
        return line;
      }),
    );
    item.append(create('span', 'index-group', title), links);
    list.append(item);
  }
  details.append(create('summary', '', `<${element.tag}>`), list);
  return details;
}

export function create(tag: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
