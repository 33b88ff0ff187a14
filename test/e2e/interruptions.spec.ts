import { CARDS, expect, test } from './support/journey.ts';

test('the clinician reloads with a form half typed, and with a request open: both are still there', async ({
  call,
}) => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.amount.fill('85');
  await clinician.description.fill('Consultation fee');
  await clinician.page.reload();
  await clinician.openRequestPayment();
  await expect(clinician.amount).toHaveValue('85');
  await expect(clinician.description).toHaveValue('Consultation fee');

  await clinician.submit.click();
  await expect(clinician.panel.getByText('Payment requested')).toBeVisible();
  await clinician.page.reload();
  await clinician.openRequestPayment();
  await expect(clinician.panel.getByText('Payment requested')).toBeVisible();

  await patient.enterDetails(CARDS.good);
  await patient.payButton('$85.00').click();
  await expect(clinician.toast).toContainText('Payment received');
});

test('the patient reloads while entering details: the request and the email are still there', async ({
  call,
}) => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('85', 'Consultation fee');
  await patient.enterDetails(CARDS.good, 'sam@example.com');
  await patient.page.reload();

  await patient.payNow.click();
  await expect(patient.email).toHaveValue('sam@example.com');
  await patient.enterCard(CARDS.good);
  await patient.payButton('$85.00').click();
  await expect(patient.panel.getByText('Payment successful')).toBeVisible();
  await expect(clinician.toast).toContainText('Payment received');
});

test('the clinician reloads while the payment goes through, and is still told', async ({ call }) => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('85', 'Consultation fee');
  await patient.enterDetails(CARDS.good);
  await clinician.page.goto('about:blank');
  await patient.payButton('$85.00').click();
  await expect(patient.panel.getByText('Payment successful')).toBeVisible();
  await clinician.page.goBack();
  await expect(clinician.hostToast).toContainText('Payment received');
});
