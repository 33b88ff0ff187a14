import { BothSides } from '../support/both-sides.ts';
import { expect, test } from '../support/journey.ts';
import { Stack } from '../support/stack.ts';

// Its faults are for everybody who uses the same Stripe, so it has a demo of its own.
let stack: Stack;

test.beforeAll(async () => {
  stack = await Stack.start();
});
test.afterAll(() => stack.stop());

test('with a slow Stripe the request goes out all the same, and the switch says that it struck', async ({
  page,
}) => {
  const both = await BothSides.open(page, stack);
  await both.showFaults();
  await both.fault('Stripe is slow').check();
  await both.ask('42.50');
  const creation = both.list.locator('.line').filter({ hasText: 'makes a payment intent of $42.50' });
  await expect(creation).toContainText(/(?:[3-9]|\d{2,})\d{3} ms · slow/);
  await expect(page.getByText(/^struck (?:once|\d+ times)$/)).toBeVisible();
  await page.getByRole('button', { name: 'All off' }).click();
  await expect(both.fault('Stripe is slow')).not.toBeChecked();
  await expect(both.pay.getByRole('button', { name: 'Pay Now' })).toBeVisible();
});

test('a webhook that is lost, and then all of them, lose no payment', async ({ page }) => {
  const both = await BothSides.open(page, stack);
  await both.showFaults();
  await both.fault('Lose the next webhook').check();
  await both.ask('60');
  await expect(both.says('Stripe’s webhook payment_intent.created is lost on the way')).toBeVisible();
  await expect(page.getByText('struck once')).toBeVisible();
  await expect(both.fault('Lose the next webhook')).not.toBeChecked();

  await both.fault('Lose every webhook').check();
  await both.payNow('$60.00');
  await both.expectPaid();
  await expect(both.says('Stripe’s webhook payment_intent.succeeded is lost on the way')).toBeVisible();
  await page.getByRole('button', { name: 'All off' }).click();
});

test('a killed gateway is told of, comes back, and the payment goes on', async ({ page }) => {
  const both = await BothSides.open(page, stack);
  await both.ask('33');
  await expect(both.pay.getByRole('button', { name: 'Pay Now' })).toBeVisible();
  await both.showFaults();
  await page.getByRole('button', { name: 'Kill the gateway' }).click();
  await expect(both.says('The gateway is down')).toBeVisible();
  await expect(both.says('The gateway is back')).toBeVisible();
  await both.payNow('$33.00');
  await both.expectPaid();
});

test('a line opens by keyboard, and nothing that comes takes the focus away', async ({ page }) => {
  const both = await BothSides.open(page, stack);
  const line = both.list.locator('.line summary').filter({ hasText: 'Alex’s page welcomes the frame' });
  await line.focus();
  await page.keyboard.press('Enter');
  await expect(both.list.getByText('For display only. What a person may do is in their token')).toBeVisible();
  await fetch(`${stack.gateway}/v1/session`);
  await expect(both.says('Somebody calls the gateway: GET /v1/session')).toBeAttached();
  await expect(line).toBeFocused();

  await page.getByRole('button', { name: 'Gateway', exact: true }).click();
  await expect(both.says('Alex’s frame asks the gateway whether payments are ready')).toBeHidden();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(both.list.locator('.line')).toHaveCount(0);
  await both.toggle.click();
  await page.reload();
  await expect(both.toggle).toHaveAttribute('aria-expanded', 'false');
});

test('language, looks and screen of one side change alone, and the call goes on', async ({ page }) => {
  const both = await BothSides.open(page, stack);
  const frame = page.locator('#frame-patient');
  await frame.evaluate((element) => {
    if (element instanceof HTMLIFrameElement) element.contentDocument?.body.setAttribute('data-same', 'yes');
  });
  const patient = page.getByRole('group', { name: 'Patient Alex' });
  await patient.getByLabel('Language').selectOption('it');
  await patient.getByLabel('Appearance').selectOption('dark');
  await patient.getByLabel('Screen').selectOption('phone');

  await expect(both.patient.getByRole('button', { name: 'App e strumenti' })).toBeVisible();
  await expect(both.clinician.getByRole('button', { name: 'Apps & Tools' })).toBeVisible();
  await expect(both.patient.locator('html[data-theme=dark]')).toHaveCount(1);
  await expect(both.patient.locator('body[data-same=yes]')).toHaveCount(1);
  await expect(frame).toHaveCSS('width', '360px');

  await page.reload();
  await expect(both.patient.getByRole('button', { name: 'App e strumenti' })).toBeVisible();
  await page.getByRole('button', { name: 'More' }).click();
  await page.locator('#choice-language').selectOption('en');
  await expect(both.patient.getByRole('button', { name: 'Apps & Tools' })).toBeVisible();
});
