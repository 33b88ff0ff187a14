import { CARDS, expect, test } from './support/journey.ts';

test('a request that the clinician cancels goes away at the patient, card form and all', async ({ call }) => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('85', 'Consultation fee');
  await patient.enterDetails(CARDS.good);
  await clinician.panel.getByRole('button', { name: 'Cancel request' }).click();
  // The patient is at it: the clinician is asked once more.
  await clinician.panel.getByRole('group').getByRole('button', { name: 'Cancel request' }).click();

  await expect(clinician.panel.getByText('Request cancelled')).toBeVisible();
  await expect(patient.panel.getByText('Request withdrawn')).toBeVisible();
  await expect(patient.payButton('$85.00')).toBeHidden();
});

test('a patient who will not pay says so, and the clinician sees it', async ({ call }) => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('85', 'Consultation fee');
  await patient.panel.getByRole('button', { name: 'Don’t pay this' }).click();
  await patient.panel.getByRole('button', { name: 'Yes, don’t pay' }).click();

  await expect(patient.panel.getByText('You chose not to pay')).toBeVisible();
  await expect(clinician.panel.getByRole('heading', { name: 'Not paid' })).toBeVisible();
  await clinician.panel.getByRole('button', { name: 'Request another payment' }).click();
  await expect(clinician.amount).toHaveValue('');
});

test('"Not now" keeps the request open, and tells the clinician', async ({ call }) => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('85', 'Consultation fee');
  await patient.panel.getByRole('button', { name: 'Not now' }).click();
  await expect(clinician.panel.getByText('It stays open.')).toBeVisible();
  await expect(patient.payNow).toBeVisible();
});
