import { LitElement } from 'lit';

import { loadLocalization } from '../../../src/localization/load.ts';
import type { ThemeMode } from '../../../src/session/host-port.ts';
import type { RequestEntry, SessionStore } from '../../../src/session/state.ts';
import { NOON } from '../staged/samples.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { GallerySession } from './gallery-session.ts';
import type { Setting, Stage, StagedState } from './staged-state.ts';
import type { GalleryView } from './view.ts';

/** A bare language gets the region that the demo's clinics would mean by it. */
const REGIONS: Readonly<Record<string, string>> = { en: 'en-AU', it: 'it-IT' };

export async function settingOf({ lang, theme, dir }: GalleryView): Promise<Setting> {
  const localization = await loadLocalization(REGIONS[lang] ?? lang);
  const direction = dir === 'auto' ? localization.direction : dir;
  return { localization: { ...localization, direction }, theme: { mode: modeOf(theme), tokens: {} } };
}

export function modeOf(theme: GalleryView['theme']): ThemeMode {
  if (theme !== 'device') return theme;
  if (matchMedia('(prefers-contrast: more), (forced-colors: active)').matches) return 'contrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** It is noon here, always: the elements write hours, and a state's picture is to be the same every day. */
export function stopTheClock(): void {
  Date.now = () => NOON;
}

/** Puts an element into `place`, in the entry's state. Rejects where the state cannot be reached. */
export async function putOnStage(
  place: HTMLElement,
  { element: { tag }, state }: CatalogueEntry,
  setting: Setting,
): Promise<void> {
  const scene = state.session(setting);
  const requests = scene.requests.map((entry) => ownBy(state, entry));
  const session = new GallerySession({ ...scene, requests }, state.stores?.());
  if (state.email) session.setEmail(state.email);
  const element = document.createElement(tag);
  if (!isView(element)) throw new Error(`There is no element <${tag}>.`);
  for (const [name, value] of Object.entries(state.attributes ?? {}))
    element.setAttribute(name, name === 'request-id' ? ownId(state, value) : value);
  element.session = session;
  // Behind the curtain nothing can take focus or scroll the page that frames this one.
  place.hidden = true;
  place.append(element);
  if (!state.isOnItsWay) await screensOf(element, session);
  await state.prepare?.({ element, session });
  await element.updateComplete;
  place.hidden = false;
}

/** A document has one card form per request, and there are many states in it. */
function ownId({ id }: StagedState, requestId: string): string {
  return `${requestId}-${id}`;
}

function ownBy(state: StagedState, entry: RequestEntry): RequestEntry {
  return { ...entry, request: { ...entry.request, id: ownId(state, entry.request.id) } };
}

/** Waits for what an element fetches before it can show its state. */
async function screensOf(element: Stage['element'], session: GallerySession): Promise<void> {
  await element.updateComplete;
  if (!('session' in session.getState().connection)) return;
  while (element.renderRoot.querySelector('[aria-busy=true] > [data-focus]')) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    await element.updateComplete;
  }
}

function isView(element: HTMLElement): element is LitElement & { session: SessionStore | undefined } {
  return element instanceof LitElement && 'session' in element;
}
