import { expect, test } from '../support/journey.ts';

test('the call’s settings say what is wrong with payments, as the call’s page and its frame see it', async ({
  call,
}) => {
  const { page } = await call.clinician();
  await page.locator('#control-apps').click();
  await page.locator('[data-tool="settings"]').click();
  const check = page.locator('#payments-check');
  await check.getByRole('button', { name: 'Check payments' }).click();
  await expect(check.getByRole('status')).toHaveText('Everything that can be seen from here is in order.');
  await expect(check.locator('[data-outcome="ok"]')).toHaveCount(10);
  await expect(check).toContainText('Payments are enabled for Harbour Street Clinic.');

  await page.locator('#payments-frame iframe').evaluate((frame) => frame.removeAttribute('allow'));
  await check.getByRole('button', { name: 'Check again' }).click();
  await expect(check.getByRole('status')).toHaveText('One thing is wrong.');
  await expect(check.getByRole('listitem').first()).toContainText('without permission for payments');
});
