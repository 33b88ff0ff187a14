import { fixture, html } from '@open-wc/testing';
import type { LitElement } from 'lit';

import { defineElements } from '../../../src/define.ts';
import type { SessionStore } from '../../../src/session/state.ts';

defineElements();

/** The screens, by element and language, that a test before has seen. */
const arrived = new Set<string>();

/** One of our elements over `session`, with its screens loaded and drawn. */
export async function anElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  session: SessionStore,
  attributes: Readonly<Record<string, string>> = {},
): Promise<HTMLElementTagNameMap[Tag] & LitElement> {
  const element = document.createElement(tag) as HTMLElementTagNameMap[Tag] & LitElement;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  Object.assign(element, { session });
  const place = await fixture<HTMLDivElement>(html`<div></div>`);
  place.append(element);
  await screensOf(element);
  return element;
}

/** Resolves once nothing is on its way in the element any more. */
export async function screensOf(element: LitElement): Promise<void> {
  await element.updateComplete;
  const { session } = element as LitElement & { session?: SessionStore };
  const screens = `${element.localName} ${session?.getState().localization.language}`;
  const isOnItsWay = () => query(element, '[aria-busy="true"] > .sr[data-focus]') !== null;
  // What was there before is there at once: what still is on its way then will stay so.
  for (let turns = arrived.has(screens) ? 50 : 3_000; turns > 0 && isOnItsWay(); turns -= 1) {
    if (session?.getState().connection.status === 'connecting') return;
    await new Promise((resolve) => setTimeout(resolve, 10));
    await element.updateComplete;
  }
  if (!isOnItsWay()) arrived.add(screens);
}

export function query<Found extends HTMLElement = HTMLElement>(
  element: LitElement,
  selector: string,
): Found | null {
  return element.renderRoot.querySelector<Found>(selector);
}

/** What a person can read in the element. */
export function textOf(element: LitElement): string {
  const root = element.renderRoot as ShadowRoot;
  const shell = root.querySelector<HTMLElement>('.shell');
  return (shell?.innerText ?? '').replace(/\s+/g, ' ');
}

export function buttonNamed(element: LitElement, name: string): HTMLButtonElement {
  const all = [...element.renderRoot.querySelectorAll('button')];
  const found = all.find(
    (button) => (button.getAttribute('aria-label') ?? button.innerText).replace(/\s+/g, ' ').trim() === name,
  );
  if (!found) throw new Error(`No button "${name}"; there are: ${all.map((b) => b.innerText).join(', ')}`);
  return found;
}

/** What has focus, through shadow roots. */
export function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}
