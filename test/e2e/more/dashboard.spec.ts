import { expect, test } from '../support/journey.ts';
import { expectWellMade } from '../support/well-made.ts';

const ACCOUNT = 'acct_1SimHarbourStreet';
const HOME = `/dashboard/${ACCOUNT}`;

/** A payment with all that can happen to one, made by the simulator's API. */
async function aDisputedPayment(simulator: string): Promise<string> {
  const call = async (path: string, params: Record<string, string>): Promise<{ id: string }> => {
    const answer = await fetch(`${simulator}${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_dashboard', 'stripe-account': ACCOUNT },
      body: new URLSearchParams(params),
    });
    return answer.json() as Promise<{ id: string }>;
  };
  const { id } = await call('/v1/payment_intents', {
    amount: '11000',
    currency: 'aud',
    description: 'Physiotherapy, first visit, with a description that is as long as a clinic may write one',
    receipt_email: 'a.patient.with.quite.a.long.address@practice.example.com',
    'automatic_payment_methods[enabled]': 'true',
    'automatic_payment_methods[allow_redirects]': 'never',
    'metadata[front_desk]': 'visit-12345',
  });
  await call(`/v1/payment_intents/${id}/confirm`, { payment_method: 'pm_card_chargeDeclined' });
  await call(`/v1/payment_intents/${id}/confirm`, { payment_method: 'pm_card_createDisputeInquiry' });
  await call('/v1/refunds', { payment_intent: id, amount: '1000' });
  return id;
}

test('each page of the dashboard and each receipt is accessible, and fits', async ({ stack, page }) => {
  test.setTimeout(240_000);
  const payment = `${HOME}/payments/${await aDisputedPayment(stack.simulator)}`;
  const [receipt] = await stack.receipts();
  const hosted = new URL(receipt?.receiptUrl ?? 'about:blank');
  for (const path of [
    '/',
    '/dashboard',
    HOME,
    `${HOME}/payments`,
    `${HOME}/payments?q=nothing`,
    payment,
    `${payment}/refund`,
    `${HOME}/balance`,
    `${HOME}/disputes`,
    `${HOME}/events`,
    `${HOME}/receipts`,
    '/receipts/mails/1',
    `${hosted.pathname}${hosted.search}`,
  ]) {
    const response = await page.goto(`${stack.simulator}${path}`);
    expect(response?.status(), path).toBe(200);
    await page.evaluate(() =>
      document.querySelectorAll('details').forEach((details) => (details.open = true)),
    );
    await expectWellMade(page);
  }
});

test('the mail that a patient gets is accessible, and fits', async ({ stack, page }) => {
  await aDisputedPayment(stack.simulator);
  for (const mail of await stack.receipts()) {
    await page.setContent(
      await (await fetch(`${stack.simulator}/receipts/mails/${mail.number}/html`)).text(),
    );
    await expectWellMade(page);
    if (mail.kind === 'refund') return;
  }
  throw new Error('expected a refund to have brought a mail');
});

test('the dashboard is worked with the keyboard alone', async ({ stack, page }) => {
  await aDisputedPayment(stack.simulator);
  await page.goto(`${stack.simulator}${HOME}/payments`);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
  await page.keyboard.press('Enter');
  const search = page.getByLabel('Search');
  for (let presses = 0; presses < 20 && !(await isFocused(search)); presses += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('physiotherapy');
  await page.keyboard.press('Enter');
  const row = page.getByRole('link', { name: /^Physiotherapy/ }).first();
  await expect(row).toBeVisible();
  for (let presses = 0; presses < 40 && !(await isFocused(row)); presses += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
});

async function isFocused(locator: { evaluate: (read: (element: Element) => boolean) => Promise<boolean> }) {
  return locator.evaluate((element) => element === document.activeElement);
}
