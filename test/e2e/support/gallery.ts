import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { entriesOf } from '../../../demo/pages/gallery/catalogue.ts';
import { addressOf, parseView, type GalleryView } from '../../../demo/pages/gallery/view.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
export const EVERY = entriesOf({ element: null, state: null });
export const OVERLAYS = EVERY.filter(({ element }) => element.isOverlay);

/** All states in one document, nothing around them. */
export async function openBare(page: Page, origin: string, change: Partial<GalleryView> = {}): Promise<void> {
  const view = { ...parseView(''), width: 'full', ...change, only: true } as const;
  await page.goto(origin + addressOf(view));
  await page.locator('#bare[data-ready]').waitFor({ state: 'attached' });
}

export async function violationsOf(page: Page, frames = true): Promise<string[]> {
  // What passes is not worth its selectors, nor are frames of our own origin worth the detour for others: a quarter
  // of the time.
  const builder = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(RULES);
  if (!frames) builder.exclude('iframe');
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => {
    const some = nodes.slice(0, 5).map(({ target }) => target.join(' '));
    return `${id}, ${nodes.length} times: ${some.join(', ')}`;
  });
}

/** What reaches beyond the sides of its stage, through shadow roots. */
export async function overflowOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const visit = (root: Element | ShadowRoot, edges: DOMRect, state: string): void => {
      for (const element of root.querySelectorAll('*')) {
        const box = element.getBoundingClientRect();
        const isSeen = box.width > 1 && !element.closest('svg, .sr');
        if (isSeen && (box.left < edges.left - 1 || box.right > edges.right + 1))
          found.add(`${state}: ${element.localName}.${element.className}`);
        if (element.shadowRoot) visit(element.shadowRoot, edges, state);
      }
    };
    for (const stage of document.querySelectorAll<HTMLElement>('.stage'))
      visit(stage, stage.getBoundingClientRect(), stage.dataset['state'] ?? '');
    if (document.documentElement.scrollWidth > innerWidth) found.add('the page itself');
    return [...found];
  });
}
