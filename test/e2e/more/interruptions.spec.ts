import { CARDS, expect, test } from '../support/journey.ts';

test('the patient reloads while the bank asks: it is not charged, and can be paid again', async ({
  call,
}) => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('85', 'Consultation fee');
  await patient.enterDetails(CARDS.threeDSecure);
  await patient.payButton('$85.00').click();
  await expect(patient.challenge.getByRole('button', { name: 'Complete authentication' })).toBeVisible();
  await patient.page.reload();

  await patient.enterDetails(CARDS.good);
  await patient.payButton('$85.00').click();
  await expect(patient.panel.getByText('Payment successful')).toBeVisible();
  await expect(clinician.toast).toContainText('Payment received');
});

test('without WebRTC the page says so, and payments go on', async ({ call }) => {
  const { clinician, patient } = await call.both({
    before: (page) =>
      page.addInitScript(() => {
        Reflect.deleteProperty(window, 'RTCPeerConnection');
      }),
  });
  await expect(clinician.page.getByText(/payments still work/i)).toBeVisible();
  await clinician.openRequestPayment();
  await clinician.request('85', 'Consultation fee');
  await patient.enterDetails(CARDS.good);
  await patient.payButton('$85.00').click();
  await expect(patient.panel.getByText('Payment successful')).toBeVisible();
  await expect(clinician.toast).toContainText('Payment received');
});

test('code that does not arrive is asked for again, and without the pop-up’s own the call draws it', async ({
  call,
}) => {
  let losses = 0;
  const { clinician, patient } = await call.both({
    before: async (page) => {
      await page.route('**/payment-received-toast-*.js', (route) => route.abort());
      await page.route('**/payer-side-*.js', (route) => {
        losses += 1;
        return losses === 1 ? route.abort() : route.continue();
      });
    },
  });
  await clinician.openRequestPayment();
  await clinician.request('85', 'Consultation fee');
  await patient.enterDetails(CARDS.good);
  await patient.payButton('$85.00').click();
  await expect(patient.panel.getByText('Payment successful')).toBeVisible();
  await expect(clinician.hostToast).toContainText('Payment received');
  expect(losses).toBe(2);
});
