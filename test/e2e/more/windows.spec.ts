import { CARDS, expect, test } from '../support/journey.ts';

test('eight windows of one browser are open, and the payment still goes through', async ({
  call,
  browser,
  stack,
}) => {
  const context = await browser.newContext();
  const others = await Promise.all(
    Array.from({ length: 6 }, async (_, index) => {
      const page = await context.newPage();
      await page.goto(
        `${stack.origin}/${index % 2 ? 'patient' : 'clinician'}?call=${call.id}-other-${index >> 1}`,
      );
      await expect(page.locator('iframe[title="Payments"]')).toBeAttached();
      return page;
    }),
  );
  const { clinician, patient } = await call.both({ sharing: context });
  await clinician.openRequestPayment();
  await clinician.request('85', 'Consultation fee');
  await patient.enterDetails(CARDS.good);
  await patient.payButton('$85.00').click();
  await expect(patient.panel.getByText('Payment successful')).toBeVisible();
  await expect(clinician.toast).toContainText('Payment received');
  expect(others).toHaveLength(6);
  await context.close();
});
