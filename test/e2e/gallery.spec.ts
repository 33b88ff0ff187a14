import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { CATALOGUE, entriesOf } from '../../demo/pages/gallery/catalogue.ts';
import { addressOf, parseView, type GalleryView } from '../../demo/pages/gallery/view.ts';
import { expect, test } from './support/journey.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const EVERY = entriesOf({ element: null, state: null });
const OVERLAYS = EVERY.filter(({ element }) => element.isOverlay);

/** All states in one document, nothing around them. */
async function openBare(page: Page, origin: string, change: Partial<GalleryView> = {}): Promise<void> {
  const view = { ...parseView(''), width: 'full', ...change, only: true } as const;
  await page.goto(origin + addressOf(view));
  await page.locator('#bare[data-ready]').waitFor({ state: 'attached' });
}

async function violationsOf(page: Page, frames = true): Promise<string[]> {
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
async function overflowOf(page: Page): Promise<string[]> {
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

test('each state stands, says something, and fetches nothing but the gallery’s own files', async ({
  page,
  stack,
}) => {
  const said: string[] = [];
  const foreign: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    const isOwn = origin === stack.origin && /^\/(gallery$|assets\/|styles\/|images\/)/.test(pathname);
    if (!isOwn) foreign.push(request.url());
  });
  await openBare(page, stack.origin);
  const shown = await page.locator('.stage:not(.stage-overlay)').evaluateAll((stages) =>
    stages.map((stage) => ({
      state: (stage as HTMLElement).dataset['state'],
      words: stage.firstElementChild?.shadowRoot?.querySelector<HTMLElement>('.shell')?.innerText.trim(),
    })),
  );
  expect(shown).toHaveLength(EVERY.length - OVERLAYS.length);
  expect(shown.filter(({ words }) => !words)).toEqual([]);
  expect(said).toEqual([]);
  expect(foreign).toEqual([]);
});

for (const theme of ['light', 'dark'] as const) {
  test(`every state is accessible, ${theme}`, async ({ page, stack }) => {
    await openBare(page, stack.origin, { theme });
    expect(await violationsOf(page)).toEqual([]);
  });

  test(`the gallery around them is accessible, ${theme}`, async ({ page, stack }) => {
    // Its own states are the fewest; the cards of the others are made alike.
    await page.goto(`${stack.origin}/gallery?element=payment-received-toast&theme=${theme}`);
    await expect(page.getByRole('article')).toHaveCount(OVERLAYS.length);
    expect(await violationsOf(page, false)).toEqual([]);
  });
}

for (const dir of ['ltr', 'rtl'] as const) {
  test(`no state needs sideways scrolling at 320 px, with text at 200 % neither, ${dir}`, async ({
    page,
    stack,
  }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await openBare(page, stack.origin, { dir });
    expect(await overflowOf(page)).toEqual([]);
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    expect(await overflowOf(page)).toEqual([]);
  });
}

test('a choice is in the address, and the address opens the very state', async ({ page, stack }) => {
  await page.goto(`${stack.origin}/gallery?element=pay-now&state=problem-funds`);
  await expect(page.getByRole('article')).toHaveCount(1);
  await page.getByLabel('Language').selectOption('it');
  await page.getByLabel('Direction').selectOption('rtl');
  await page.getByLabel('Theme').selectOption('dark');
  await expect(page).toHaveURL(/element=pay-now&state=problem-funds&lang=it&theme=dark&dir=rtl$/);
  await page.reload();
  const stage = page.frameLocator('article iframe');
  await expect(stage.getByText('La carta è stata rifiutata')).toBeVisible();
  await expect(stage.locator('.shell')).toHaveAttribute('dir', 'rtl');
  await expect(stage.locator('.shell')).toHaveCSS('color-scheme', 'dark');

  await page.getByLabel('Element', { exact: true }).selectOption('request-payment');
  const states = CATALOGUE.find(({ tag }) => tag === 'request-payment');
  await expect(page.getByRole('article')).toHaveCount(
    states?.groups.reduce((count, group) => count + group.states.length, 0) ?? 0,
  );
});

test('frames take neither focus nor the scroll position, and Start again goes back', async ({
  page,
  stack,
}) => {
  await page.goto(`${stack.origin}/gallery?element=pay-now`);
  const card = page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: 'A payment is asked' }) });
  const stage = card.frameLocator('iframe');
  await stage.getByRole('button', { name: 'Pay Now' }).click();
  await expect(stage.getByText('A drawing: Stripe’s own card form', { exact: false })).toBeVisible();
  await card.getByRole('button', { name: 'Start again' }).click();
  await expect(stage.getByRole('button', { name: 'Pay Now' })).toBeVisible();

  await page.goto(`${stack.origin}/gallery?element=pay-now&state=email-empty`);
  await expect(
    page.frameLocator('iframe').getByText('Enter your email address', { exact: false }),
  ).toBeVisible();
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe('body');
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('on a phone several pop-ups take hardly more room than one, until somebody is at them', async ({
  page,
  stack,
}) => {
  await page.setViewportSize({ width: 320, height: 560 });
  const heightOf = async (state: string): Promise<number> => {
    await openBare(page, stack.origin, { element: 'payment-received-toast', state });
    return (await page.getByRole('region').boundingBox())?.height ?? 0;
  };
  const one = await heightOf('one');
  const many = await heightOf('many');
  expect(many).toBeGreaterThan(one);
  expect(many).toBeLessThan(one * 1.4);
  const dismiss = page.getByRole('button', { name: 'Dismiss' });
  await dismiss.last().hover();
  expect((await page.getByRole('region').boundingBox())?.height).toBeGreaterThan(one * 3);
  await dismiss.first().click();
  await expect(page.getByText('Alex Nguyen paid $85.00', { exact: false })).toBeHidden();
  await expect(dismiss).toHaveCount(3);
});
