import { CARDS, CallFixture, expect, test } from './support/journey.ts';
import { Stack } from './support/stack.ts';

// A gateway that dies takes every call down with it, so these have one of their own.
test.describe.configure({ mode: 'serial' });

let stack: Stack;
let call: CallFixture;
let count = 0;

test.beforeAll(async () => {
  stack = await Stack.start();
});
test.afterAll(() => stack.stop());
test.beforeEach(({ browser }) => {
  call = new CallFixture(browser, stack, `outage-${(count += 1)}`);
});
test.afterEach(() => call.close());

test('the gateway is killed while the patient enters details, comes back, and the payment goes through', async () => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('85', 'Consultation fee');
  const email = `${call.id}@example.com`;
  await patient.enterDetails(CARDS.good, email);
  await stack.killGateway();
  await patient.payButton('$85.00').click();

  await expect(patient.panel.getByText('Payment successful')).toBeVisible();
  await expect(clinician.toast).toContainText('Payment received');
  expect((await stack.receipts()).filter(({ to }) => to === email)).toHaveLength(1);
});

test('with every webhook lost, the payment is still confirmed on both sides', async () => {
  await stack.pauseWebhooks(true);
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('85', 'Consultation fee');
  await patient.enterDetails(CARDS.good);
  await patient.payButton('$85.00').click();
  await expect(patient.panel.getByText('Payment successful')).toBeVisible();
  await expect(clinician.toast).toContainText('Payment received');
  await stack.pauseWebhooks(false);
});
