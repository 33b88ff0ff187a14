import { BothSides } from '../support/both-sides.ts';
import { expect, test } from '../support/journey.ts';
import { Stack } from '../support/stack.ts';

// Its faults are for everybody who uses the same Stripe, so it has a demo of its own.
let stack: Stack;

test.beforeAll(async () => {
  stack = await Stack.start(4730);
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
  await expect(creation).toContainText(/3\d{3} ms · slow/, { timeout: 20_000 });
  await expect(page.getByText(/^struck (?:once|\d+ times)$/)).toBeVisible();
  await page.getByRole('button', { name: 'All off' }).click();
  await expect(both.fault('Stripe is slow')).not.toBeChecked();
  await expect(both.pay.getByRole('button', { name: 'Pay Now' })).toBeVisible({ timeout: 20_000 });
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
  await expect(both.says('The gateway is back')).toBeVisible({ timeout: 20_000 });
  await both.payNow('$33.00');
  await both.expectPaid();
});
