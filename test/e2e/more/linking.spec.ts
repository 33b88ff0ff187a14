import { BACK_FROM_STRIPE, ClinicAdmin, riversideWithoutAccount } from '../support/clinic-admin.ts';
import { expect, test } from '../support/journey.ts';
import { expectWellMade } from '../support/well-made.ts';

const EXISTING = 'I already have a Stripe account';

test.beforeEach(({ stack }) => riversideWithoutAccount(stack));

test('cancelling at Stripe changes nothing, and is said', async ({ page, stack }) => {
  const admin = await ClinicAdmin.open(page, stack);
  const stripe = await admin.goToStripe(EXISTING);
  await stripe.getByRole('button', { name: 'Cancel' }).click();
  await expect(stripe.getByRole('heading', { name: 'You stopped at Stripe' })).toBeVisible();
  await stripe.close();
  await admin.comeBack();
  await expect(admin.element.getByText('You left Stripe before the account was linked.')).toBeVisible();
  await expect(admin.element.getByRole('button', { name: 'Go to Stripe' })).toBeVisible();
});

test('an account that another platform controls cannot be linked', async ({ page, stack }) => {
  const admin = await ClinicAdmin.open(page, stack);
  const stripe = await admin.goToStripe(EXISTING);
  await admin.connect(stripe, /King Street Dental/);
  await expect(stripe.getByRole('alert')).toContainText('connected to another platform');
  await admin.connect(stripe, /Riverside Clinic/);
  await admin.comeBack();
  await expect(admin.useAccount).toBeVisible();
});

test('a way back works once, and one that is made up never', async ({ page, stack }) => {
  const admin = await ClinicAdmin.open(page, stack);
  const stripe = await admin.goToStripe(EXISTING);
  await admin.connect(stripe, /Riverside Clinic/);
  await expect(stripe.getByRole('heading', { name: BACK_FROM_STRIPE })).toBeVisible();
  await stripe.reload();
  await expect(stripe.getByRole('heading', { name: 'This link was used already' })).toBeVisible();
  await stripe.goto(`${stack.gateway}/connect/oauth?state=made-up&code=ac_1`);
  await expect(stripe.getByRole('heading', { name: 'This link is no longer good' })).toBeVisible();
  await admin.comeBack();
  await expect(admin.useAccount).toBeVisible();
});

test('coming back in another browser only parks the account: the admin’s own page says to use it', async ({
  browser,
  page,
  stack,
}) => {
  const admin = await ClinicAdmin.open(page, stack);
  const stripe = await admin.goToStripe(EXISTING);
  await stripe.getByRole('button', { name: 'Connect' }).waitFor();
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(stripe.url());
  await stripe.close();
  await admin.connect(other, /Riverside Clinic/);
  await expect(other.getByRole('heading', { name: BACK_FROM_STRIPE })).toBeVisible();
  await elsewhere.close();
  await admin.comeBack();
  await expect(admin.useAccount).toBeVisible();
  await admin.element.getByRole('button', { name: 'Not this one' }).click();
  await expect(admin.element.getByRole('button', { name: 'Go to Stripe' })).toBeVisible();
});

test('Stripe opens in the same tab where the host wishes so, and leads back to this page', async ({
  page,
  stack,
}) => {
  const admin = await ClinicAdmin.open(page, stack, '&target=_self');
  await admin.element.getByRole('button', { name: 'Go to Stripe' }).click();
  await admin.connect(page, /Riverside Clinic/);
  await expect(page).toHaveURL(/\/admin\?clinic=riverside&target=_self/);
  await expect(admin.useAccount).toBeVisible();
});

test('a new account: begun, saved for later, finished, used, removed and offered again', async ({
  page,
  stack,
}) => {
  const admin = await ClinicAdmin.open(page, stack);
  const stripe = await admin.goToStripe('Create a new account');
  await expect(stripe.getByRole('heading', { name: 'Tell us about the business' })).toBeVisible();
  await stripe.getByRole('button', { name: 'Save for later' }).click();
  await stripe.getByRole('heading', { name: BACK_FROM_STRIPE }).waitFor();
  await stripe.close();
  await admin.comeBack();
  await expect(admin.element.getByText('Stripe still needs details for this account.')).toBeVisible();

  const opening = page.waitForEvent('popup');
  await admin.element.getByRole('button', { name: 'Finish at Stripe' }).click();
  const again = await opening;
  await admin.answerQuestions(again);
  await again.getByRole('heading', { name: BACK_FROM_STRIPE }).waitFor();
  await again.close();
  await admin.comeBack();
  await expect(admin.status).toHaveText('Ready');
  await admin.useAccount.click();
  await expect(admin.element.getByText('Made for this clinic')).toBeVisible();
  await expectWellMade(page);

  await admin.remove();
  await expect(admin.element.getByText('Accounts made here before')).toBeVisible();
});

test('an account that is disconnected at Stripe’s end is noticed, and can be linked again', async ({
  page,
  stack,
}) => {
  const admin = await ClinicAdmin.open(page, stack);
  const stripe = await admin.goToStripe(EXISTING);
  await admin.connect(stripe, /Riverside Clinic/);
  await admin.comeBack();
  await admin.useAccount.click();
  await expect(admin.status).toHaveText('Ready');

  await stripe.goto(`${stack.simulator}/dashboard/acct_1SimRiverside/account`);
  await stripe.getByText('Disconnect…').click();
  await stripe.getByRole('button', { name: 'Disconnect Video Call Payments' }).click();
  await expect(stripe.getByRole('status')).toContainText('is disconnected');
  await stripe.close();
  await expect(async () => {
    await admin.comeBack();
    await expect(
      admin.element.getByText('The account was disconnected at Stripe on', { exact: false }),
    ).toBeVisible({ timeout: 1_000 });
  }).toPass();
});

test('what Stripe says of the account is followed: restricted, and ready again once that is done', async ({
  page,
  stack,
}) => {
  const admin = await ClinicAdmin.open(page, stack);
  const stripe = await admin.goToStripe(EXISTING);
  await admin.connect(stripe, /Riverside Clinic/);
  await admin.comeBack();
  await admin.useAccount.click();
  await expect(admin.status).toHaveText('Ready');

  const dashboard = `${stack.simulator}/dashboard/acct_1SimRiverside/account`;
  for (const [state, status] of [
    ['Restricted', 'Restricted'],
    ['Ready', 'Ready'],
  ] as const) {
    await stripe.goto(dashboard);
    await stripe.getByLabel('State').selectOption(state);
    await stripe.getByRole('button', { name: 'Change state' }).click();
    await expect(stripe.getByRole('status')).toContainText('The account’s state is now');
    await admin.element.getByRole('button', { name: 'Check now' }).click();
    await expect(admin.status).toHaveText(status);
  }
});

test('an organisation’s admin sees how each clinic stands, and nothing to press', async ({ page, stack }) => {
  await page.goto(`${stack.origin}/admin?role=organisation-admin`);
  const element = page.locator('client-payments');
  await expect(element.getByRole('listitem')).toHaveCount(2);
  await expect(element.getByRole('listitem').filter({ hasText: 'Riverside' })).toContainText('Not linked');
  await expect(element.getByRole('button')).toHaveCount(0);
  await expectWellMade(page);
});
