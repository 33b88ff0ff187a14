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
  // The payment was among the latest before.
  await expect(page).toHaveURL(/q=physiotherapy/);
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

test('a dispute is shown where it needs an answer, and is answered there', async ({ call, stack, page }) => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('110', `Visit ${call.id}`);
  await patient.enterDetails({ number: '4000000000000259' });
  await patient.payButton('$110.00').click();
  await expect(patient.panel.getByText('Payment successful')).toBeVisible();

  await page.goto(`${stack.simulator}/dashboard/${ACCOUNT}`);
  const urgent = page.getByRole('region', { name: 'Disputes that need a response' });
  await urgent.getByRole('link', { name: 'Fraudulent' }).first().click();
  await page.getByText('Send evidence').first().click();
  await page.getByLabel('Evidence that wins').check();
  await page.getByRole('button', { name: 'Send evidence' }).click();
  const dispute = page.getByRole('region', { name: 'Dispute Won' });
  await expect(dispute).toBeVisible();
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('$110.00 AUD returned');
});
