import { CARDS, expect, test } from './support/journey.ts';

test('a clinician asks for a payment, the patient pays it, and both are told', async ({ call, stack }) => {
  const email = `${call.id}@example.com`;
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('85', 'Consultation fee');
  await expect(clinician.panel.getByText('Payment requested')).toBeVisible();

  // The drawer opens by itself: the patient has pressed nothing.
  await expect(patient.panel.getByText('Consultation fee', { exact: true })).toBeVisible();
  await expect(patient.panel.getByText('$85.00').first()).toBeVisible();
  // What waits is counted on the button only while it is out of sight.
  await expect(patient.page.locator('#apps-badge')).toBeHidden();
  await patient.openTool();
  await expect(patient.page.locator('#apps-badge')).toHaveText('1');
  await patient.openTool();
  await patient.enterDetails(CARDS.good, email);
  await expect(clinician.panel.getByText('is entering card details')).toBeVisible();
  await patient.payButton('$85.00').click();

  await expect(patient.panel.getByText('Payment successful')).toBeVisible();
  await expect(patient.panel.getByText('4242')).toBeVisible();
  await expect(patient.panel.getByText(email)).toBeVisible();
  await expect(clinician.toast).toContainText('Payment received');
  await expect(clinician.panel.getByRole('heading', { name: 'Paid' })).toBeVisible();

  const receipts = (await stack.receipts()).filter(({ to }) => to === email);
  expect(receipts).toHaveLength(1);
  expect(receipts[0]).toMatchObject({ amount: 8500, currency: 'aud' });
});

test('a declined card keeps the form, says what to do, and another card pays', async ({ call }) => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('42.50', 'Gap payment');
  await patient.enterDetails(CARDS.declined, 'sam@example.com');
  await patient.payButton('$42.50').click();

  await expect(patient.panel.getByText(/card was declined/)).toBeVisible();
  await expect(patient.email).toHaveValue('sam@example.com');
  await expect(clinician.panel.getByText(/card was declined/)).toBeVisible();

  await patient.enterCard(CARDS.good);
  await patient.payButton('$42.50').click();
  await expect(patient.panel.getByText('Payment successful')).toBeVisible();
  await expect(clinician.toast).toContainText('Payment received');
});

test('a bank that asks, and is answered, lets the payment through', async ({ call }) => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('120', 'Specialist consultation');
  await patient.enterDetails(CARDS.threeDSecure);
  await patient.payButton('$120.00').click();
  await expect(clinician.panel.getByText('is confirming with the bank')).toBeVisible();
  await patient.challenge.getByRole('button', { name: 'Complete authentication' }).click();

  await expect(patient.panel.getByText('Payment successful')).toBeVisible();
  await expect(clinician.toast).toContainText('Payment received');
});

test('a bank that is not convinced keeps the form, and another card pays', async ({ call }) => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('120', 'Specialist consultation');
  await patient.enterDetails(CARDS.threeDSecure, 'sam@example.com');
  await patient.payButton('$120.00').click();
  await patient.challenge.getByRole('button', { name: 'Fail authentication' }).click();

  await expect(patient.panel.getByText('Your bank could not confirm that it was you.')).toBeVisible();
  await expect(patient.email).toHaveValue('sam@example.com');
  await patient.enterCard(CARDS.good);
  await patient.payButton('$120.00').click();
  await expect(patient.panel.getByText('Payment successful')).toBeVisible();
});

test('with the drawer closed, the pop-up is drawn in the call itself, once', async ({ call }) => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('60', 'Follow-up');
  await expect(clinician.panel.getByText('Payment requested')).toBeVisible();
  await clinician.closeDrawer();
  await patient.enterDetails(CARDS.good);
  await patient.payButton('$60.00').click();

  await expect(clinician.hostToast).toContainText('Payment received');
  await expect(clinician.page.getByText('Payment received')).toHaveCount(1);
  await clinician.hostToast.getByRole('button', { name: 'Dismiss' }).click();
  await expect(clinician.hostToast).toBeHidden();
});
