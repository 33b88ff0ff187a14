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
