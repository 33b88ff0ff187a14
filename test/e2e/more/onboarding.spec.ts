import { expect, test, type FrameLocator, type Page } from '@playwright/test';

import { BothSides } from '../support/both-sides.ts';
import { BACK_FROM_STRIPE, ClinicAdmin } from '../support/clinic-admin.ts';
import { Stack } from '../support/stack.ts';

/** From nothing: what is enabled here stays so, and so it is a demo of its own. */
let stack: Stack;

test.beforeAll(async () => {
  stack = await Stack.start();
});
test.afterAll(async () => {
  await stack.stop();
});

async function askForRiverside(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Not yet' }).check();
  await page.getByLabel('Contact person').fill('Jordan Reyes');
  await page.getByLabel('Email address', { exact: true }).fill('jordan@bayside.example');
  await page.getByRole('textbox', { name: 'Expected use' }).fill('Gap fees, about 30 a month.');
  await page.getByLabel('I am the authorised telehealth manager').check();
  await page.getByLabel('I agree').check();
  await page.getByRole('button', { name: 'Send and raise the ticket' }).click();
  await expect(page.getByRole('heading', { name: 'Your request is with the service desk' })).toBeVisible();
}

async function approve(desk: Page): Promise<void> {
  await desk.goto(`${stack.origin}/operator?status=sent`);
  await desk.getByRole('link', { name: /^SR-/ }).click();
  await desk.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(desk.getByText('The clinics are enabled').first()).toBeVisible();
}

function paymentsOf(side: FrameLocator): FrameLocator {
  return side.frameLocator('iframe[title="Payments"]');
}

test('Riverside goes from the request form to its first payment, and gives it back', async ({
  page,
  browser,
}) => {
  const admin = await ClinicAdmin.open(page, stack);
  await expect(
    admin.element.getByRole('heading', { name: 'Payments are not enabled for Riverside Clinic' }),
  ).toBeVisible();
  await admin.element.getByRole('link', { name: 'Open the request form' }).click();
  await askForRiverside(page);

  const desk = await (await browser.newContext()).newPage();
  await approve(desk);
  await desk.context().close();

  await ClinicAdmin.open(page, stack);
  const stripe = await admin.goToStripe('Create a new account');
  await admin.answerQuestions(stripe);
  await stripe.getByRole('heading', { name: BACK_FROM_STRIPE }).waitFor();
  await stripe.close();
  await admin.comeBack();
  await expect(admin.status).toHaveText('Ready');
  await admin.useAccount.click();
  await admin.element.getByRole('button', { name: 'Make a test payment' }).click();
  await expect(admin.element.getByText('It works: $0.50 was paid', { exact: false })).toBeVisible();

  const call = await (await browser.newContext({ permissions: ['camera', 'microphone'] })).newPage();
  const both = await BothSides.open(call, stack, '&clinic=riverside');
  await both.ask('85');
  await both.payNow('$85.00');
  await both.expectPaid();
  await expect(paymentsOf(both.patient).getByText('Riverside Clinic').first()).toBeVisible();
  await call.context().close();

  await page.getByRole('link', { name: 'Payments', exact: true }).click();
  const records = page.locator('payment-records');
  await records.getByText('Consultation fee').first().click();
  await records.getByRole('button', { name: 'Refund…' }).click();
  await records.getByRole('button', { name: 'Refund $85.00' }).click();
  await expect(records.getByText('$85.00 was refunded.')).toBeVisible();
});
