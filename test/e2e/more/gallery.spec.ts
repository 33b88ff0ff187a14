import { CATALOGUE } from '../../../demo/pages/gallery/catalogue.ts';
import { violationsOf } from '../support/axe.ts';
import { openBare, OVERLAYS, overflowOf } from '../support/gallery.ts';
import { expect, test } from '../support/journey.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`every state is accessible, ${theme}`, async ({ page, stack }) => {
    test.slow();
    await openBare(page, stack.origin, { theme });
    expect(await violationsOf(page, { sameOrigin: true })).toEqual([]);
  });

  test(`the gallery around them is accessible, ${theme}`, async ({ page, stack }) => {
    // Its own states are the fewest; the cards of the others are made alike.
    await page.goto(`${stack.origin}/gallery?element=payment-received-toast&theme=${theme}`);
    await expect(page.getByRole('article')).toHaveCount(OVERLAYS.length);
    expect(await violationsOf(page, { sameOrigin: true, exclude: 'iframe' })).toEqual([]);
  });
}

for (const dir of ['ltr', 'rtl'] as const) {
  test(`no state needs sideways scrolling at 320 px, ${dir}, with text at 200 % neither`, async ({
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
