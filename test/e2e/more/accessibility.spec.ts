import type { Page } from '@playwright/test';

import { violationsOf } from '../support/axe.ts';
import { BothSides } from '../support/both-sides.ts';
import { CARDS, expect, test } from '../support/journey.ts';

const LOOKS = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 1280 },
  { theme: 'light', width: 360 },
  { theme: 'dark', width: 360 },
] as const;

/**
 * Frames included: the panel, Stripe's card form and its bank check. The card form's page is transparent, as
 * Stripe's is; axe takes it for white, and would find light text on it in the dark.
 */
async function expectAccessible(page: Page, theme = 'light'): Promise<void> {
  const cardForm = ['iframe[title="Payments"]', 'iframe[title="Secure payment input frame"]'];
  expect(await violationsOf(page, theme === 'dark' ? { exclude: cardForm } : {})).toEqual([]);
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    const excess = await frame.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(excess, frame.url()).toBeLessThanOrEqual(0);
  }
}

for (const { theme, width } of LOOKS) {
  test(`each step of a payment is accessible, ${theme}, ${width} px wide`, async ({ call }) => {
    const { clinician, patient } = await call.both({
      query: { theme },
      context: { viewport: { width, height: 800 } },
    });
    const check = async (page: Page): Promise<void> => {
      await expectAccessible(page, theme);
      await expectNoSidewaysScroll(page);
    };
    await expectAccessible(clinician.page);
    await clinician.openRequestPayment();
    await clinician.submit.click();
    await expect(clinician.panel.getByText('Enter an amount.')).toBeVisible();
    await check(clinician.page);

    await clinician.request('85', 'Consultation fee');
    await expect(clinician.panel.getByText('Payment requested')).toBeVisible();
    await expect(patient.payNow).toBeVisible();
    await check(clinician.page);
    await check(patient.page);

    await patient.enterDetails(CARDS.declined);
    await patient.payButton('$85.00').click();
    await expect(patient.panel.getByText(/card was declined/)).toBeVisible();
    await check(patient.page);

    await patient.enterCard(CARDS.threeDSecure);
    await patient.payButton('$85.00').click();
    const complete = patient.challenge.getByRole('button', { name: 'Complete authentication' });
    await expect(complete).toBeVisible();
    await check(patient.page);
    await complete.click();

    await expect(patient.panel.getByText('Payment successful')).toBeVisible();
    await check(patient.page);
    await expect(clinician.toast).toContainText('Payment received');
    await check(clinician.page);
  });
}

test('both sides of the call on one page are accessible', async ({ page, stack }) => {
  const both = await BothSides.open(page, stack);
  await expect(both.list).toBeVisible();
  await expectAccessible(page);
});

for (const [path, heading] of [
  ['/admin', 'Test payment'],
  ['/operator', 'Requests for access'],
] as const) {
  test(`${path} is accessible`, async ({ page, stack }) => {
    await page.goto(`${stack.origin}${path}`);
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await expectAccessible(page);
  });
}

for (const theme of ['light', 'dark']) {
  for (const width of [1280, 360]) {
    test(`the page is accessible with the bar open, ${theme}, ${width} px wide`, async ({ page, stack }) => {
      await page.setViewportSize({ width, height: 860 });
      const both = await BothSides.open(page, stack, `&theme=${theme}`);
      await both.list.locator('.line summary').first().click();
      const check = async (): Promise<void> => {
        // The calls have runs of their own.
        expect(await violationsOf(page, { rules: 'all', exclude: 'iframe' })).toEqual([]);
        // Whatever is longer than its room scrolls by itself, and never the page.
        const excess = await page.evaluate(() => {
          const root = document.documentElement;
          return Math.max(root.scrollWidth - root.clientWidth, root.scrollHeight - root.clientHeight);
        });
        expect(excess).toBeLessThanOrEqual(0);
      };
      await check();
      await both.showFaults();
      await check();
    });
  }
}
