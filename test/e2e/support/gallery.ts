import type { Page } from '@playwright/test';

import { entriesOf } from '../../../demo/pages/gallery/catalogue.ts';
import { addressOf, parseView, type GalleryView } from '../../../demo/pages/gallery/view.ts';

export const EVERY = entriesOf({ element: null, state: null });
export const OVERLAYS = EVERY.filter(({ element }) => element.isOverlay);

/** All states in one document, nothing around them. */
export async function openBare(page: Page, origin: string, change: Partial<GalleryView> = {}): Promise<void> {
  const view = { ...parseView(''), width: 'full', ...change, only: true } as const;
  await page.goto(origin + addressOf(view));
  await page.locator('#bare[data-ready]').waitFor({ state: 'attached' });
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
