import { CARDS, expect, test } from './support/journey.ts';

test('a host on another site than the gateway can take a payment', async ({ call, stack }) => {
  const origin = `http://clinic.localhost:${stack.demoPort}`;
  const { clinician, patient } = await call.both({ origin });
  await clinician.openRequestPayment();
  await clinician.request('85', 'Consultation fee');
  await patient.enterDetails(CARDS.good);
  await patient.payButton('$85.00').click();
  await expect(patient.panel.getByText('Payment successful')).toBeVisible();
  await expect(clinician.toast).toContainText('Payment received');
});

test('a page that may not embed payments says so in words, in its panel', async ({ call, stack }) => {
  const clinician = await call.clinician({ origin: `http://stranger.localhost:${stack.demoPort}` });
  await clinician.openRequestPayment();
  await expect(clinician.page.getByText('Payments are not set up for this site')).toBeVisible();
  await expect(clinician.page.locator('iframe[title="Payments"]')).toHaveCount(0);
});
