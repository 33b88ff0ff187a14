import type { Page } from '@playwright/test';

import { violationsOf } from './axe.ts';
import { expect } from './journey.ts';

const LOOKS = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 320 },
] as const;

/** Wide in the light, narrow in the dark: no accessibility rule broken, nothing to scroll sideways for. */
export async function expectWellMade(page: Page): Promise<void> {
  const before = page.viewportSize();
  for (const { colorScheme, width } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    // No script runs in a sandboxed frame, axe's neither: what is in one is looked at by itself.
    const found = await violationsOf(page, { exclude: 'iframe[sandbox]' });
    const excess = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    const where = `${page.url()}, ${colorScheme}, ${width} px`;
    expect(found, where).toEqual([]);
    expect(excess, where).toBeLessThanOrEqual(0);
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}
