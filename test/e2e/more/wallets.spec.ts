import { expect, test } from '../support/journey.ts';

test('a wallet’s card that is declined says so in the form, and the bank’s check works from a wallet', async ({
  call,
}) => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('42.50', 'Gap payment');
  await patient.payNow.click();
  await patient.wallets.getByRole('button', { name: /Google Pay/ }).click();
  await patient.sheet.getByRole('radio', { name: /0002/ }).check();
  await patient.sheet.getByRole('button', { name: 'Confirm payment' }).click();
  await expect(patient.panel.getByText(/card was declined/)).toBeVisible();

  await patient.wallets.getByRole('button', { name: /Google Pay/ }).click();
  await patient.sheet.getByRole('radio', { name: /3220/ }).check();
  await patient.sheet.getByRole('button', { name: 'Confirm payment' }).click();
  await patient.challenge.getByRole('button', { name: 'Complete authentication' }).click();
  await expect(patient.panel.getByText('Payment successful')).toBeVisible();
});

test('a wallet pays in two taps, and dismissing its sheet changes nothing', async ({ call, stack }) => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('85', 'Consultation fee');
  await patient.payNow.click();
  const googlePay = patient.wallets.getByRole('button', { name: /Google Pay/ });
  await googlePay.click();
  await expect(patient.sheet.getByText('$85.00')).toBeVisible();
  await expect(patient.sheet.getByText('Pay Harbour Street Clinic')).toBeVisible();
  await patient.sheet.getByRole('button', { name: 'Cancel' }).click();
  await expect(patient.payButton('$85.00')).toBeVisible();
  await expect(patient.panel.locator('#problem')).toHaveCount(0);

  await googlePay.click();
  await patient.sheet.getByRole('button', { name: 'Confirm payment' }).click();
  await expect(patient.panel.getByText('Payment successful')).toBeVisible();
  await expect(patient.panel.getByText('Sent to wallet@example.com')).toBeVisible();
  await expect(clinician.toast).toContainText('Payment received');
  expect((await stack.receipts()).some(({ to }) => to === 'wallet@example.com')).toBe(true);
});

test('a card saved with Link pays, and the receipt goes where the patient says', async ({ call, stack }) => {
  const email = `${call.id}@example.com`;
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('60', 'Follow-up');
  await patient.payNow.click();
  await patient.email.fill(email);
  await patient.card.getByRole('button', { name: /Link/ }).click();
  await patient.card.getByLabel('Email').fill('link@example.com');
  await patient.card.getByLabel('One-time code').fill('000000');
  await expect(patient.card.getByRole('radio', { name: /4242/ })).toBeChecked();
  await patient.payButton('$60.00').click();
  await expect(patient.panel.getByText('Payment successful')).toBeVisible();
  await expect(patient.panel.getByText('Link', { exact: true })).toBeVisible();
  await expect(clinician.toast).toContainText('Payment received');
  expect((await stack.receipts()).filter(({ to }) => to === email)).toHaveLength(1);
});
