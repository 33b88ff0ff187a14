import { entriesOf } from './catalogue.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { modeOf, putOnStage, settingOf, stopTheClock } from './stage.ts';
import type { Setting } from './staged-state.ts';
import { addressOf } from './view.ts';
import type { GalleryView } from './view.ts';

/**
 * Nothing but the elements of a view, one below the other in one document; `data-ready` says when all are there.
 * What is drawn above its document has one of its own where there are several.
 */
export async function showBarePage(main: HTMLElement, view: GalleryView): Promise<void> {
  stopTheClock();
  const root = document.documentElement;
  const setting = await settingOf(view);
  root.lang = setting.localization.language;
  root.dir = setting.localization.direction;
  root.dataset['theme'] = modeOf(view.theme);
  root.style.fontSize = `${view.text}%`;
  if (view.width !== 'full') root.style.setProperty('--stage-width', `${view.width}px`);

  const entries = entriesOf(view);
  const [first] = entries;
  document.title = entries.length === 1 && first ? titleOf(first) : 'Gallery';
  for (const entry of entries) await show(main, entry, entries.length > 1, view, setting);
  if (!first) main.textContent = `There is no state ${view.state} of ${view.element ?? 'any element'}.`;
  main.dataset['ready'] = '';
}

async function show(
  main: HTMLElement,
  entry: CatalogueEntry,
  isOneOfMany: boolean,
  view: GalleryView,
  setting: Setting,
): Promise<void> {
  const { element, state } = entry;
  const place = document.createElement('div');
  place.className = element.isOverlay ? 'stage stage-overlay' : 'stage';
  place.dataset['state'] = `${element.tag}.${state.id}`;
  main.append(place);
  if (element.isOverlay && isOneOfMany) {
    const frame = document.createElement('iframe');
    frame.title = titleOf(entry);
    frame.src = addressOf({ ...view, element: element.tag, state: state.id });
    place.append(frame);
    return;
  }
  try {
    await putOnStage(place, entry, setting);
  } catch (error) {
    // The others are still worth seeing.
    reportError(new Error(`${element.tag}, ${state.id}: ${String(error)}`, { cause: error }));
  }
}

export function titleOf({ element, state }: CatalogueEntry): string {
  return `${element.tag}: ${state.title}`;
}
