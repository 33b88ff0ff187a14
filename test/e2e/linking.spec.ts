import { BACK_FROM_STRIPE, ClinicAdmin, riversideWithoutAccount } from './support/clinic-admin.ts';
import { expect, test } from './support/journey.ts';

test('a clinic’s admin links the account that the clinic has, sees that it works, and removes it', async ({
  page,
  stack,
}) => {
  await riversideWithoutAccount(stack);
  const admin = await ClinicAdmin.open(page, stack);
  const stripe = await admin.goToStripe('I already have a Stripe account');
  await admin.connect(stripe, /Riverside Clinic/);
  await expect(stripe.getByRole('heading', { name: BACK_FROM_STRIPE })).toBeVisible();
  await stripe.close();
  await admin.comeBack();
  await expect(admin.element.getByText('acct_1SimRiverside')).toBeVisible();
  await admin.useAccount.click();
  await expect(
    admin.element.getByText('Payments can be requested in calls.', { exact: false }),
  ).toBeVisible();
  await expect(page.getByRole('status').getByText('is now linked to Riverside Clinic')).toBeAttached();

  await admin.element.getByRole('button', { name: 'Make a test payment' }).click();
  await expect(admin.element.getByText('It works: $0.50 was paid', { exact: false })).toBeVisible();
  await admin.remove();
});
